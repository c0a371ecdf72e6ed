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
