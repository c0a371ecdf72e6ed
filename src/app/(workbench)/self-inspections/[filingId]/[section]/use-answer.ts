import { unstable_isUnrecognizedActionError, useRouter } from 'next/navigation'
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useDraftOwner } from '#components/draft-owner'
import { keptAnswer } from '#components/kept-answer'
import { wordsOf } from '#components/refusal-words'
import { type AnswerKind, answerKinds } from '#domain/self-inspection/answers'
import { itemText } from '#messages/zh/self-inspection'
import { type SentAnswer, sendAnswer } from './send-answers'

/** `answer`: null where the item has changed since it was answered, so that nothing is chosen until somebody chooses. */
export type HeldAnswer = { answer: AnswerKind | null; reason: string; version: number }
type Item = { filingId: string; itemId: string }
type Word = { text: string; failed: boolean }

const tryAgainMs = 5_000

/**
 * The answer to an item as the person gives it. Quick changes are saved one after the other, so the last one stands. What the server has
 * not taken yet is kept on this machine and sent again by itself, also after the page was closed; what it refuses is said.
 */
export function useAnswer(item: Item, held: HeldAnswer | null, box: RefObject<HTMLElement | null>) {
  const [chosen, setChosen] = useState<AnswerKind | null>(held?.answer ?? null)
  const [reason, setReason] = useState(held?.reason ?? '')
  const [word, setWord] = useState<Word | null>(null)
  const version = useRef(held?.version ?? 0)
  const answered = JSON.stringify([held?.version, held?.answer, held?.reason])
  const shown = useRef(answered)
  const queue = useRef<Promise<void>>(Promise.resolve())
  const underWay = useRef(0)
  const router = useRouter()
  const lastReason = useRef(held?.answer === 'notApplicable' ? held.reason : '')
  const kept = keptAnswer(useDraftOwner(), item.filingId, item.itemId)
  const soon = useAgain(() => {
    const waiting = kept.read()
    if (!waiting || underWay.current > 0) return
    version.current = waiting.version
    setChosen(waiting.answer)
    setReason(waiting.reason)
    save(waiting.answer, waiting.reason)
  })

  // The page has been made anew: by this save, by a colleague's, or by a finding that was recorded.
  useEffect(() => {
    const asBefore = shown.current === answered
    shown.current = answered
    if (asBefore || underWay.current > 0) return
    version.current = held?.version ?? 0
    setChosen(held?.answer ?? null)
    setReason(held?.reason ?? '')
  }, [answered, held?.version, held?.answer, held?.reason])

  async function send(answer: AnswerKind, said: string) {
    setWord({ text: itemText.saving, failed: false })
    const outcome = await sent({ ...item, answer, reason: said, version: version.current }, router.refresh)
    if (outcome.version !== null) version.current = outcome.version
    if (outcome.again) soon()
    else if (underWay.current === 1 && outcome.settled) kept.drop() // else a newer one waits under the same name
    setWord(outcome.word)
    underWay.current -= 1
  }

  function save(answer: AnswerKind, said: string) {
    underWay.current += 1
    lastReason.current = answer === 'notApplicable' ? said : ''
    kept.write({ answer, reason: said, version: version.current })
    queue.current = queue.current.then(() => send(answer, said))
  }

  function choose(answer: AnswerKind) {
    setChosen(answer)
    if (answer !== 'notApplicable') save(answer, '')
    else if (reason.trim() !== '') save(answer, reason)
  }

  /** A reason is saved once it is there and another than the one that was saved. */
  function saveReason() {
    const said = reason.trim()
    if (said !== '' && said !== lastReason.current) save('notApplicable', said)
  }

  useEarlyChoice(box, (early) => {
    if (early !== chosen) choose(early)
  })
  return { chosen, reason, word, choose, setReason, saveReason }
}

type Sent = { version: number | null; settled: boolean; again: boolean; word: Word }

/** Sends an answer once: whether it is settled, or is to be sent again, and what is said of it beside the item. */
async function sent(input: SentAnswer, renew: () => void): Promise<Sent> {
  const failed = (text: string, how: { settled?: boolean; again?: boolean }): Sent => ({
    version: null,
    settled: how.settled ?? false,
    again: how.again ?? false,
    word: { text, failed: true },
  })
  try {
    const outcome = await sendAnswer(input, renew)
    if ('version' in outcome)
      return { version: outcome.version, settled: true, again: false, word: { text: itemText.saved, failed: false } }
    if (outcome.code === 'notSignedIn') return failed(itemText.signInToSave, { again: true })
    return failed(itemText.notSaved(await wordsOf(outcome)), { settled: true })
  } catch (error) {
    return unstable_isUnrecognizedActionError(error) ? failed(itemText.outdated, {}) : failed(itemText.lineDown, { again: true })
  }
}

/**
 * On a slow machine an answer can be chosen before the page's scripts listen: the browser shows it, and it is taken over before the first
 * new drawing would undo it.
 */
function useEarlyChoice(box: RefObject<HTMLElement | null>, take: (early: AnswerKind) => void): void {
  const first = useRef(take)
  useLayoutEffect(() => {
    const early = answerKinds.find((kind) => kind === box.current?.querySelector<HTMLInputElement>('input[type=radio]:checked')?.value)
    if (early) first.current(early)
  }, [box])
}

/** Does something when the page opens, when the line is back, and soon after it is asked to. */
function useAgain(act: () => void): () => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const latest = useRef(act)
  useEffect(() => {
    latest.current = act
  })
  useEffect(() => {
    const now = () => latest.current()
    now()
    window.addEventListener('online', now)
    return () => {
      window.removeEventListener('online', now)
      clearTimeout(timer.current)
    }
  }, [])
  return () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => latest.current(), tryAgainMs)
  }
}
