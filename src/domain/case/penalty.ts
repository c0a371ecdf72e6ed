import { formatYuan } from '../kernel/money'
import { ok, type Result, refuse } from '../kernel/result'
import { type FirstMinorList, type Leniency, leniencyFits, leniencyRules } from './leniency'
import { type Grounds, lacking, needRefusals } from './preconditions'
import { type Cited, type FactProvision, liabilityOf } from './provisions'

/** A fact as far as what becomes of it depends on it. */
export type JudgedFact = Cited &
  Grounds & {
    fraudFen: bigint | null
    /** The act was over more than two years before it was found. */
    tooOld: boolean
  }

/** What is proposed for a fact. A fine is either a multiple or a fixed amount, as its line has it. */
export type Penalty = {
  refundFen: bigint
  fineTenths: number | null
  fixedFineFen: bigint | null
  suspendMonths: number | null
  leniency: Leniency
  leniencyGround: string
  noPenaltyReason: string
}

export type FineRange =
  | { by: 'multiple'; ofFen: bigint; minTenths: number; maxTenths: number }
  | { by: 'fixed'; minFen: bigint; maxFen: bigint }

type Measured = Pick<JudgedFact, 'fundLossFen' | 'fraudFen' | 'limitedFen'>

const atLeastNought = (amountFen: bigint) => (amountFen > 0n ? amountFen : 0n)

/**
 * What may be fined under a line: times the loss of the funds, times what was defrauded, as far as it is within the
 * limitation, or between two amounts. `null` where it fines nothing.
 */
export function fineRangeOf({ fine }: Pick<FactProvision, 'fine'>, { fundLossFen, fraudFen, limitedFen }: Measured): FineRange | null {
  if (fine === null || fine.base === 'illegalGains') return null
  if (fine.base === 'fixed') return { by: 'fixed', minFen: fine.minFen, maxFen: fine.maxFen }
  const ofFen = atLeastNought((fine.base === 'fraudAmount' ? (fraudFen ?? 0n) : fundLossFen) - limitedFen)
  return { by: 'multiple', ofFen, minTenths: fine.minMultiple * 10, maxTenths: fine.maxMultiple * 10 }
}

/** The fine in 分: so many tenths of what it is measured by, rounded down, or the fixed amount. */
export function fineOf(fact: Cited & Measured, { fineTenths, fixedFineFen }: Pick<Penalty, 'fineTenths' | 'fixedFineFen'>): bigint {
  if (fixedFineFen !== null) return fixedFineFen
  const line = liabilityOf(fact)
  const range = line ? fineRangeOf(line, fact) : null
  return fineTenths === null || range?.by !== 'multiple' ? 0n : (range.ofFen * BigInt(fineTenths)) / 10n
}

/** The most that may be fined for a fact as it stands; nothing where what its line asks for first is not there. */
export function mostFined(fact: Cited & Measured & Grounds): bigint {
  const line = liabilityOf(fact)
  const range = line && lacking(line, 'fine', fact).length === 0 ? fineRangeOf(line, fact) : null
  if (!range) return 0n
  return range.by === 'fixed' ? range.maxFen : (range.ofFen * BigInt(range.maxTenths)) / 10n
}

function fineHolds(line: FactProvision, fact: JudgedFact, penalty: Penalty): Result<void> {
  const range = fineRangeOf(line, fact)
  if (range === null) return refuse('lineWithoutFine')
  const [missing] = lacking(line, 'fine', fact)
  if (missing) return refuse(needRefusals[missing.need])
  const below = penalty.leniency === 'mitigated'
  if (range.by === 'fixed') {
    const fen = penalty.fixedFineFen ?? 0n
    const fits = fen > 0n && fen <= range.maxFen && below === fen < range.minFen
    const words = { least: formatYuan(range.minFen), most: formatYuan(range.maxFen) }
    return fits ? ok(undefined) : refuse(below ? 'mitigatedOutOfRange' : 'fixedFineOutOfRange', words)
  }
  const tenths = penalty.fineTenths ?? 0
  const fits = tenths > 0 && tenths <= range.maxTenths && below === tenths < range.minTenths
  return fits
    ? ok(undefined)
    : refuse(below ? 'mitigatedOutOfRange' : 'fineOutOfRange', { range: `${range.minTenths / 10}–${range.maxTenths / 10}` })
}

/** Nothing is fined: because the line knows no fine, because what it asks for is not there, or on a ground that the law names. */
function noFineHolds(line: FactProvision, fact: JudgedFact, { leniency, noPenaltyReason, leniencyGround }: Penalty): Result<void> {
  if (noPenaltyReason === '' && leniencyGround === '') return refuse('noPenaltyReasonMissing')
  // Whether the purpose was to defraud is what the line is chosen by: without it, another line is the right one.
  const due = line.fine !== null && lacking(line, 'fine', fact).every(({ need }) => need === 'intent')
  const excused = leniency !== 'none' && leniencyRules[leniency].fine === 'none'
  return due && !excused ? refuse('leniencyMissing') : ok(undefined)
}

function suspensionHolds(line: FactProvision, fact: JudgedFact, { suspendMonths, leniency }: Penalty): Result<void> {
  if (suspendMonths === null) return ok(undefined)
  const { suspension } = line
  if (!suspension) return refuse('lineWithoutSuspension')
  if (leniency !== 'none' && leniencyRules[leniency].fine === 'none') return refuse('leniencyUnfit')
  const [missing] = lacking(line, 'suspension', fact)
  if (missing) return refuse(needRefusals[missing.need])
  const { minMonths, maxMonths } = suspension
  const fits = suspendMonths >= (minMonths ?? 1) && suspendMonths <= (maxMonths ?? suspendMonths)
  return fits ? ok(undefined) : refuse('suspensionOutOfRange', { range: `${minMonths ?? 1}–${maxMonths ?? ''}` })
}

/**
 * Whether what is proposed for a fact stays within its line, with all that the line asks for first. Refuses `refundTooLarge`,
 * `provisionMissing`, `limitationOver`, what the ground of leniency refuses, `leniencyGroundMissing`, `lineWithoutFine`, what is missing by its own name,
 * `fineOutOfRange`, `fixedFineOutOfRange`, `mitigatedOutOfRange`, `noPenaltyReasonMissing`, `leniencyMissing`, `lineWithoutSuspension`,
 * `suspensionOutOfRange`. `firstMinors`: the list of minor first offences that holds there.
 */
export function penaltyHolds(fact: JudgedFact, penalty: Penalty, firstMinors?: Readonly<FirstMinorList>): Result<void> {
  if (penalty.refundFen > fact.fundLossFen - fact.limitedFen) return refuse('refundTooLarge')
  const line = liabilityOf(fact)
  if (!line) return refuse('provisionMissing')
  const { leniency, leniencyGround } = penalty
  if (fact.tooOld !== (leniency === 'tooOld')) return refuse(fact.tooOld ? 'limitationOver' : 'leniencyUnfit')
  const judged = { liabilityId: line.id, isFraud: line.intentRequired === true, fundLossFen: fact.fundLossFen }
  const fits = leniencyFits(leniency, judged, firstMinors)
  if (!fits.ok) return fits
  if (leniency !== 'none' && leniencyGround === '') return refuse('leniencyGroundMissing')

  const fined = penalty.fineTenths !== null || penalty.fixedFineFen !== null
  if (fined && leniency !== 'none' && leniencyRules[leniency].fine === 'none') return refuse('leniencyUnfit')
  for (const held of [fined ? fineHolds(line, fact, penalty) : noFineHolds(line, fact, penalty), suspensionHolds(line, fact, penalty)])
    if (!held.ok) return held
  return ok(undefined)
}
