import type { Confidence } from '../law/confidence'
import type { FeeLine, FeeNeed } from './fee-line'

/** The models of the catalogue that hold on one institution's own charges. */
export const billingModelIds = ['M09', 'M10', 'M11', 'M12', 'M13', 'M14', 'M15', 'M18', 'M19', 'M24', 'M29', 'M32'] as const
export type BillingModelId = (typeof billingModelIds)[number]

/** `high`: cannot be, by nature or by the item's own words; `medium`: against a rule; `low`: out of the ordinary. */
export const grades = ['high', 'medium', 'low'] as const
export type Grade = (typeof grades)[number]

/**
 * One thing that a model looks for: its parameters are data, marked with how well they are known. `item` is the item of the platform's
 * problem list that stands behind it, where one does; `words` recognise the same item in another list.
 */
export type Rule = {
  id: string
  model: BillingModelId
  title: string
  grade: Grade
  confidence: Confidence
  item?: { code: string; words: RegExp }
}

/** What a rule found: a suspicion, no finding. `excessFen` is what should not have been charged, if the suspicion holds. */
export type Hit = { rule: string; lines: readonly FeeLine[]; why: string; excessFen: bigint }

/** The charges that a model looks at together: one by one, of one day, of one visit, of one person. */
export type Scope = 'line' | 'day' | 'visit' | 'person'

/** A screening model: pure, from the charges of one scope to hits. */
export type BillingModel = {
  scope: Scope
  needs: readonly FeeNeed[]
  rules: readonly Rule[]
  /** `lines` in the order of time. */
  check: (lines: readonly FeeLine[]) => Hit[]
}
