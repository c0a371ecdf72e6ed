import type { Grant } from '../../kernel/access'
import type { Confidence } from '../../law/confidence'
import { leadSteps, type RiskLevel } from '../steps'

export const leadReviewStates = ['open', 'agreeing', 'done'] as const
export type LeadReviewState = (typeof leadReviewStates)[number]

/** Whoever may agree to one lead of their agency may open a review of many. */
export const reviewers: readonly Grant<'ownAgency'>[] = leadSteps.agree.by.flatMap(({ role }) => [{ role, as: 'ownAgency' as const }])

/**
 * What a second person looks at one by one before they agree to the rest of a sheet in one act (抽查复核): a sample that the platform draws, of
 * so many in a hundred and within these bounds. Of what came with a grave risk they
 * look at more. What is said to be fraud, and what is about so much money, is never agreed in bulk. Parameters of the house that nobody has
 * verified (M).
 */
export const sampleRule: {
  percent: number
  least: number
  most: number
  gravePercent: number
  graveMost: number
  graveRisk: RiskLevel
  aloneFromFen: bigint
  confidence: Confidence
} = {
  ...{ percent: 5, least: 3, most: 30 },
  ...{ gravePercent: 20, graveMost: 30, graveRisk: 'high' },
  aloneFromFen: 10_000_000n,
  confidence: 'M',
}

/** How many of so many are looked at one by one. */
export const sampleSize = (count: number): number =>
  Math.min(count, Math.max(sampleRule.least, Math.min(sampleRule.most, Math.ceil((count * sampleRule.percent) / 100))))

/** How many of so many that came with a grave risk are looked at besides. */
export const graveSampleSize = (count: number): number => Math.min(sampleRule.graveMost, Math.ceil((count * sampleRule.gravePercent) / 100))
