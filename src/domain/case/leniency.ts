import { ok, type Result, refuse } from '../kernel/result'
import { type Basis, basis } from '../law/law'

/** The grounds on which a fact is fined less than its line says, or not at all (从轻、减轻、不予处罚). The funds come back all the same. */
export const leniencies = [
  'none',
  'lighter',
  'mitigated',
  'minorCorrected',
  'firstMinor',
  'noFault',
  'tooOld',
  'finedAlready',
  'withPolice',
] as const
export type Leniency = (typeof leniencies)[number]

type LeniencyRule = {
  basis: Basis
  /** What of a fine is left: within the line's range, below it, or nothing at all. */
  fine: 'inRange' | 'belowRange' | 'none'
  /** What it rests on besides, and points to: the decision by which it was fined, or the referral by which the police have it. */
  pointsTo?: 'decision' | 'referral'
  /** Whether an act done on purpose to defraud may have it. */
  ofFraud: boolean
}

export const leniencyRules: Record<Exclude<Leniency, 'none'>, LeniencyRule> = {
  lighter: { basis: basis('administrativePenaltyLaw', '第三十二条'), fine: 'inRange', ofFraud: true },
  mitigated: { basis: basis('administrativePenaltyLaw', '第三十二条'), fine: 'belowRange', ofFraud: true },
  minorCorrected: { basis: basis('administrativePenaltyLaw', '第三十三条第一款'), fine: 'none', ofFraud: false },
  firstMinor: { basis: basis('administrativePenaltyLaw', '第三十三条第一款'), fine: 'none', ofFraud: false },
  noFault: { basis: basis('administrativePenaltyLaw', '第三十三条第二款'), fine: 'none', ofFraud: false },
  tooOld: { basis: basis('administrativePenaltyLaw', '第三十六条'), fine: 'none', ofFraud: true },
  finedAlready: { basis: basis('administrativePenaltyLaw', '第二十九条'), fine: 'none', pointsTo: 'decision', ofFraud: true },
  withPolice: { basis: basis('administrativePenaltyLaw', '第二十七条'), fine: 'none', pointsTo: 'referral', ofFraud: true },
}

/** Of the lines that begin so, the most that the funds may have lost. */
export type FirstMinorList = { lines: string; lossAtMostFen: bigint }[]

/**
 * What counts as minor for a first offence (首违轻微). The law leaves it open and places keep lists of their own, most of the seven items of
 * 第三十九条; until a bureau has entered one this stands, marked as unverified wherever it is shown.
 */
export const firstMinorList: FirstMinorList = [
  { lines: 'P39', lossAtMostFen: 0n },
  { lines: 'P38', lossAtMostFen: 100_000n },
]

/** As much of what was referred, and came back, as these rules look at. */
export type Referred = { id: string; kind: string; state: string; originId: string | null }

const goneFromPolice = ['declined', 'withdrawn', 'rejected', 'criminalCaseDeclined']
const takenOn = ['accepted', 'answered']
/** The police have the matter, or are asked to take it: nothing that was turned down or taken back, or that the bureau has on its hands again. */
export function isWithPolice(referrals: readonly Referred[]): boolean {
  const back = new Set(
    referrals.filter(({ kind, state }) => kind === 'handBack' && takenOn.includes(state)).map(({ originId }) => originId),
  )
  return referrals.some(({ id, kind, state }) => kind === 'police' && !goneFromPolice.includes(state) && !back.has(id))
}

/** Whether what a ground points to is there. Refuses `earlierDecisionMissing`, `policeReferralMissing`. */
export function leniencyPointsThere(leniency: Leniency, ref: string, referrals: readonly Referred[]): Result<void> {
  const pointsTo = leniency === 'none' ? undefined : leniencyRules[leniency].pointsTo
  if (pointsTo === 'decision' && ref.length < 5) return refuse('earlierDecisionMissing')
  return pointsTo === 'referral' && !isWithPolice(referrals) ? refuse('policeReferralMissing') : ok(undefined)
}

type Judged = { liabilityId: string; isFraud: boolean; fundLossFen: bigint }

/** The place of a fact in the list of minor first offences that holds there; `undefined` where it has none. */
export const firstMinorPlace = ({ liabilityId, fundLossFen }: Judged, list: Readonly<FirstMinorList> = firstMinorList) =>
  list.find(({ lines, lossAtMostFen }) => liabilityId.startsWith(lines) && fundLossFen <= lossAtMostFen)

/** Whether the ground can be had for such a fact. Refuses `leniencyUnfit`, `notOnFirstMinorList`. */
export function leniencyFits(leniency: Leniency, judged: Judged, list: Readonly<FirstMinorList> = firstMinorList): Result<void> {
  if (leniency === 'none') return ok(undefined)
  if (judged.isFraud && !leniencyRules[leniency].ofFraud) return refuse('leniencyUnfit')
  // No harm done is the first of its conditions (没有造成危害后果).
  if (leniency === 'minorCorrected' && judged.fundLossFen > 0n) return refuse('leniencyUnfit')
  if (leniency === 'firstMinor' && !firstMinorPlace(judged, list)) return refuse('notOnFirstMinorList')
  return ok(undefined)
}
