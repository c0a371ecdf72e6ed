import { beijingDay, daysBetween } from '../kernel/civil-date'
import type { Confidence } from '../law/confidence'
import { type Basis, basis } from '../law/law'

type Rule = { length: number; basis: Basis; confidence: Confidence }
const slowAndGrave = basis('campaignPlanFujian2024', '四（五）')

/**
 * When a case is put forward for the agency above, a flight or a cross inspection (高风险、办理慢的). The plan names the reasons; the
 * lengths and the sum are parameters of the house that nobody has verified (M).
 */
export const caseProposalRules = {
  /** Fen of the funds that it is about: 50 万元. */
  largeLoss: { length: 50_000_000, basis: slowAndGrave, confidence: 'M' },
  /** Days since it was filed, and nothing decided. */
  longOpen: { length: 90, basis: slowAndGrave, confidence: 'M' },
  /** Days since one of its times has run out. */
  farOverdue: { length: 10, basis: slowAndGrave, confidence: 'M' },
} as const satisfies Record<string, Rule>
export type CaseProposalRule = keyof typeof caseProposalRules

export type ProposableCase = { lossFen: bigint; filedAt: Date | null; decidedAt: Date | null; overdueSince: Date | null }

/** The rules that hold of an open case: its risk and its slowness together. Of one without the other nothing is proposed; a person decides. */
export function caseProposalGrounds({ lossFen, filedAt, decidedAt, overdueSince }: ProposableCase, now: Date): CaseProposalRule[] {
  const days = (since: Date) => daysBetween(beijingDay(since), beijingDay(now))
  const { largeLoss, longOpen, farOverdue } = caseProposalRules
  const slow = [
    ...(filedAt && !decidedAt && days(filedAt) > longOpen.length ? (['longOpen'] as const) : []),
    ...(overdueSince && days(overdueSince) > farOverdue.length ? (['farOverdue'] as const) : []),
  ]
  return lossFen >= BigInt(largeLoss.length) && slow.length > 0 ? ['largeLoss', ...slow] : []
}
