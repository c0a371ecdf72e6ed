import type { Confidence } from '../law/confidence'
import { type Basis, basis } from '../law/law'
import type { ReviewGround } from './tracks/stages'

type Party = 'institution' | 'person'
export const partyOf = ({ institutionId }: { institutionId: string | null }): Party => (institutionId === null ? 'person' : 'institution')

/** The most that may be fined on the spot (处罚法 第五十一条: 组织3000元, 公民200元). */
export const summaryLimitFen: Record<Party, bigint> = { institution: 300_000n, person: 20_000n }

/** From this fine on the party may ask for a hearing. The law says 较大数额 and each province sets the amount: nobody has verified ours. */
type HearingRule = { fineFromFen: Record<Party, bigint>; basis: Basis; confidence: Confidence }
export const hearingRule: HearingRule = {
  fineFromFen: { institution: 5_000_000n, person: 500_000n },
  basis: basis('administrativePenaltyLaw', '第六十三条'),
  confidence: 'M',
}

type Judged = { institutionId: string | null; facts: readonly { fineFen: bigint }[] }
const finedOf = ({ facts }: Judged) => facts.reduce((total, { fineFen }) => total + fineFen, 0n)

export const hearingDemanded = (file: Judged): boolean => finedOf(file) >= hearingRule.fineFromFen[partyOf(file)]

/** Why a decision must pass legal review first: the first that holds. */
export type LegalReviewDemand = { why: ReviewGround | 'fine' | 'noPenalty'; basis: Basis; confidence: Confidence }

const ofProcedure = { basis: basis('penaltyProcedure', '第三十七条至第四十条'), confidence: 'V2' } as const
const ofLaw = { basis: basis('administrativePenaltyLaw', '第五十八条'), confidence: 'V1' } as const

/**
 * A case decided in the ordinary procedure is reviewed: where the officers say that it is complex or of great public interest, where a hearing
 * is the party's right, where more is fined than can be on the spot, and where nothing is, for that too is a decision on liability.
 * `null` where none of these holds.
 */
export function legalReviewDemand(file: Judged & { grounds?: readonly ReviewGround[] }): LegalReviewDemand | null {
  const [ground] = file.grounds ?? []
  if (ground) return { why: ground, ...ofLaw }
  if (hearingDemanded(file)) return { why: 'hearing', ...ofLaw }
  const fined = finedOf(file)
  if (fined > summaryLimitFen[partyOf(file)]) return { why: 'fine', ...ofProcedure }
  return fined === 0n ? { why: 'noPenalty', ...ofProcedure } : null
}
