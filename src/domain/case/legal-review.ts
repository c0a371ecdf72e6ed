import type { Confidence } from '../law/confidence'
import { type Basis, basis } from '../law/law'
import type { PartyKind } from './parties'
import { houseRules, type PlaceRules } from './place-rules'
import { type Cited, restrictsTrade } from './provisions'
import type { ReviewGround } from './tracks/stages'

/** The most that each party may be fined on the spot (处罚法 第五十一条: 组织3000元, 公民200元). */
export const summaryLimitFen: Record<PartyKind, bigint> = { institution: 300_000n, person: 20_000n }

type Judged = {
  parties: readonly { id: string; kind: PartyKind }[]
  facts: readonly (Partial<Cited> & { partyId: string; fineFen: bigint; suspendMonths?: number | null; departure?: string })[]
  /** What holds for the case; the house's where nothing was set. */
  rules?: PlaceRules
}

/** What each party that did something is to pay. The amounts from which the law asks for more are a party's own: two small fines are no large one. */
export const finesOf = ({ parties, facts }: Judged): { kind: PartyKind; fineFen: bigint }[] =>
  parties.flatMap(({ id, kind }) => {
    const own = facts.filter(({ partyId }) => partyId === id)
    return own.length > 0 ? [{ kind, fineFen: own.reduce((total, { fineFen }) => total + fineFen, 0n) }] : []
  })

const isShutOut = ({ provisionId = null, liabilityId = null, suspendMonths = null }: Judged['facts'][number]): boolean =>
  suspendMonths !== null && restrictsTrade({ provisionId, liabilityId })

/**
 * A hearing is a party's right from the fine on that its place has set (处罚法第六十三条: 较大数额), from the suspension, where it has set one, and
 * whenever it is to be shut out of its trade (限制从业).
 */
export function hearingDemanded(file: Judged): boolean {
  const { hearingInstitution, hearingPerson, hearingSuspension } = file.rules ?? houseRules
  const from = { institution: hearingInstitution.value, person: hearingPerson.value }
  const months = hearingSuspension.value
  return (
    file.facts.some(isShutOut) ||
    finesOf(file).some(({ kind, fineFen }) => fineFen >= from[kind]) ||
    (months !== null && file.facts.some(({ suspendMonths }) => (suspendMonths ?? 0) >= months))
  )
}

/** Why a decision must pass legal review first: the first that holds. */
export type LegalReviewDemand = { why: ReviewGround | 'fine' | 'noPenalty' | 'departure'; basis: Basis; confidence: Confidence }

const ofProcedure = { basis: basis('penaltyProcedure', '第三十七条至第四十条'), confidence: 'V2' } as const
const ofDiscretion = { basis: basis('discretionMeasures', '裁量基准适用要求'), confidence: 'V2' } as const
const ofLaw = { basis: basis('administrativePenaltyLaw', '第五十八条'), confidence: 'V1' } as const

/**
 * A case decided in the ordinary procedure is reviewed: where the officers say that it is complex or of great public interest, where a hearing
 * is a party's right, where a fine departs from its benchmark, where one is fined more than can be on the spot, and where one is fined nothing, for that too is a decision on liability.
 * `null` where none of these holds.
 */
export function legalReviewDemand(file: Judged & { grounds?: readonly ReviewGround[] }): LegalReviewDemand | null {
  const [ground] = file.grounds ?? []
  if (ground) return { why: ground, ...ofLaw }
  if (hearingDemanded(file)) return { why: 'hearing', ...ofLaw }
  if (file.facts.some(({ departure }) => departure)) return { why: 'departure', ...ofDiscretion }
  const fines = finesOf(file)
  if (fines.some(({ kind, fineFen }) => fineFen > summaryLimitFen[kind])) return { why: 'fine', ...ofProcedure }
  return fines.every(({ fineFen }) => fineFen > 0n) && fines.length > 0 ? null : { why: 'noPenalty', ...ofProcedure }
}
