import { type AnswerKind, answerKinds } from '#domain/self-inspection/answers'
import { readDraft, removeDraft, writeDraft } from './draft-store'

type Kept = { answer: AnswerKind; reason: string; version: number }

/** Where there is no storage, the page itself still holds what was answered. */
function quietly<Value>(owner: string | null, act: (of: string) => Value): Value | null {
  try {
    return owner === null ? null : act(owner)
  } catch {
    return null
  }
}

/** An answer that the server has not taken yet, on this machine, under the name of the person who gave it. */
export function keptAnswer(owner: string | null, filingId: string, itemId: string) {
  const place = `answer:${filingId}:${itemId}`
  return {
    read: (): Kept | null =>
      quietly(owner, (of) => {
        const values = readDraft(localStorage, of, place, Date.now())?.values
        const answer = answerKinds.find((kind) => kind === values?.answer?.[0])
        return answer ? { answer, reason: values?.reason?.[0] ?? '', version: Number(values?.version?.[0] ?? 0) } : null
      }),
    write({ answer, reason, version }: Kept): void {
      const values = { answer: [answer], reason: [reason], version: [String(version)] }
      quietly(owner, (of) => writeDraft(localStorage, of, place, { savedAt: Date.now(), values }))
    },
    drop(): void {
      quietly(owner, (of) => removeDraft(localStorage, of, place))
    },
  }
}
