import { ok, type Result, refuse } from '../kernel/result'
import { type Basis, basis } from '../law/law'
import type { EvidenceKind } from './kinds'

/** How a case is looked through before it goes to the police: by what its evidence is, not by the eight kinds of the law. */
export const evidenceGroups = ['documentary', 'electronic', 'record', 'appraisal', 'audioVisual'] as const
export type EvidenceGroup = (typeof evidenceGroups)[number]

type Demand = {
  name: string
  kinds: readonly EvidenceKind[]
  /** Of every case, or of one with a fact under one of these lines. */
  of: 'everyCase' | readonly string[]
}

/** What a case that goes to the police shows of each group, or says in writing why it does not. */
export const policeDemands: Readonly<Record<EvidenceGroup, Demand>> = {
  documentary: { name: '书证', kinds: ['documentary'], of: 'everyCase' },
  electronic: { name: '电子数据', kinds: ['electronic'], of: 'everyCase' },
  record: { name: '笔录', kinds: ['inspectionRecord', 'testimony', 'partyStatement'], of: 'everyCase' },
  /** Whether a record was forged is seen by who examines it. */
  appraisal: { name: '鉴定意见', kinds: ['expertOpinion'], of: ['P40-2'] },
  /** Who came under another's name, or did not come, is seen on the recordings. */
  audioVisual: { name: '视听资料', kinds: ['audioVisual'], of: ['P40-1'] },
}

/** The guidance speaks of collecting and fixing evidence; which group each case needs is the house's parameter, verified by nobody. */
export const policeDemandsRest: { basis: Basis; isVerified: boolean } = { basis: basis('fraudGuidance', '第十五条'), isVerified: false }

/** A piece that stands: what was withdrawn proves nothing. */
export type Piece = { factId: string | null; kind: EvidenceKind; isIntact: boolean }
type ProvedFact = { id: string; seq: number; provisionId: string | null; liabilityId: string | null }
export type Waiver = { group: EvidenceGroup; reason: string }

export type ReadinessState = 'ready' | 'missing' | 'damaged' | 'waived' | 'notNeeded'
export type GroupReadiness = { group: EvidenceGroup; state: ReadinessState; pieces: number; reason: string | null }
export type PoliceReadiness = {
  groups: readonly GroupReadiness[]
  /** By their numbers, the facts that nothing proves. */
  unproved: readonly number[]
}

const asks = ({ of }: Demand, facts: readonly ProvedFact[]) =>
  of === 'everyCase' ||
  facts.some(({ provisionId, liabilityId }) => [provisionId, liabilityId].some((id) => id !== null && of.includes(id)))

/**
 * How far the evidence of a case goes (证据完备). What is said of the case as a whole proves each fact; a piece whose file is damaged proves
 * nothing. Of waivers for one group the last holds, and none where there is evidence.
 */
export function policeReadiness(facts: readonly ProvedFact[], pieces: readonly Piece[], waivers: readonly Waiver[]): PoliceReadiness {
  const intact = pieces.filter(({ isIntact }) => isIntact)
  const groups = evidenceGroups.map((group): GroupReadiness => {
    const demand = policeDemands[group]
    const isOf = ({ kind }: Piece) => demand.kinds.includes(kind)
    const count = intact.filter(isOf).length
    const waiver = waivers.findLast((one) => one.group === group)
    const state = count > 0 ? 'ready' : !asks(demand, facts) ? 'notNeeded' : waiver ? 'waived' : pieces.some(isOf) ? 'damaged' : 'missing'
    return { group, state, pieces: count, reason: state === 'waived' ? (waiver?.reason ?? null) : null }
  })
  const proves = (factId: string) => intact.some((piece) => piece.factId === null || piece.factId === factId)
  return { groups, unproved: facts.filter(({ id }) => !proves(id)).map(({ seq }) => seq) }
}

/** Refuses `evidenceMissing`, naming each group and each fact that still waits for its evidence. */
export function readyForPolice({ groups, unproved }: PoliceReadiness): Result<void> {
  const missing = groups.filter(({ state }) => state === 'missing' || state === 'damaged').map(({ group }) => policeDemands[group].name)
  const wanting = [...missing, ...unproved.map((seq) => `证明事实 ${seq} 的证据`)]
  return wanting.length === 0 ? ok(undefined) : refuse('evidenceMissing', { missing: wanting })
}
