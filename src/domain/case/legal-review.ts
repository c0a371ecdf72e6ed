import type { Confidence } from '../law/confidence'
import { type Basis, basis } from '../law/law'

/** When a decision must pass legal review (法制审核) first. An amount is a limit above which it must. */
type LegalReviewRule = { party: 'institution' | 'person'; fineAboveFen: bigint; basis: Basis; confidence: Confidence }

/**
 * A case decided in the ordinary procedure is reviewed. Fines up to the limits of the summary procedure (处罚法 第五十一条:
 * 组织3000元, 公民200元) can be imposed without.
 */
export const legalReviewRules: readonly LegalReviewRule[] = [
  { party: 'institution', fineAboveFen: 300_000n, basis: basis('penaltyProcedure', '第三十七条至第四十条'), confidence: 'V2' },
  { party: 'person', fineAboveFen: 20_000n, basis: basis('penaltyProcedure', '第三十七条至第四十条'), confidence: 'V2' },
]

/** The rule that asks for the review of this decision; `null` where none does. */
export function legalReviewDemand(file: { institutionId: string | null; facts: readonly { fineFen: bigint }[] }): LegalReviewRule | null {
  const fined = file.facts.reduce((total, { fineFen }) => total + fineFen, 0n)
  const party = file.institutionId === null ? 'person' : 'institution'
  return legalReviewRules.find((rule) => rule.party === party && fined > rule.fineAboveFen) ?? null
}
