import { ok, type Result, refuse } from '../kernel/result'

export const answerKinds = ['notApplicable', 'noneFound', 'found'] as const
export type AnswerKind = (typeof answerKinds)[number]

/**
 * Whether an item can be answered so. Refuses `reasonMissing` when it is said not to apply without saying why, and
 * `findingsStand` when findings that are recorded under it would be denied.
 */
export function answerStands({ answer, reason, findings }: { answer: AnswerKind; reason: string; findings: number }): Result<void> {
  if (answer === 'notApplicable' && reason.trim() === '') return refuse('reasonMissing')
  return answer !== 'found' && findings > 0 ? refuse('findingsStand') : ok(undefined)
}

type Said = { answer: AnswerKind | null; reason: string; version: number }

/**
 * Whether an answer that is sent stands already by the same person's word: it was saved, and its confirmation was lost on the way. Its
 * version is the one seen then. What somebody else has said since is no repeat, though it be the same.
 */
export const isOwnRepeat = (standing: Said & { answeredById: string | null }, sent: Said, userId: string): boolean =>
  standing.answeredById === userId &&
  standing.version === sent.version + 1 &&
  standing.answer === sent.answer &&
  standing.reason === sent.reason
