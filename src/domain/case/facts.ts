import type { CivilDate } from '../kernel/civil-date'
import { ok, type Result, refuse } from '../kernel/result'
import { instrument, instrumentInForce } from '../law/law'
import type { PartyKind } from './parties'
import { type Cited, liabilityOf, linesOf, provisionFits } from './provisions'

export type Fact = Cited & {
  actFrom: CivilDate
  actTo: CivilDate
  billedFen: bigint
  irregularFen: bigint
  fundLossFen: bigint
  /** What was defrauded, where the line measures its fine by it; `null` on every other line. */
  fraudFen: bigint | null
}

/**
 * Whether a fact can stand. Refuses `amountsOutOfOrder` (billed ≥ irregular ≥ fund loss and fraud), `periodOutOfOrder`, what its lines
 * refuse of this party, `fraudAmountMissing`, `fraudAmountUnfit`, and `lawNotInForce` when a law was not in force through all the days
 * of the act: such an act is stated in two facts.
 */
export function factHolds(fact: Fact, party: PartyKind): Result<void> {
  const { actFrom, actTo, billedFen, irregularFen, fundLossFen, fraudFen } = fact
  if (billedFen < irregularFen || irregularFen < fundLossFen || irregularFen < (fraudFen ?? 0n)) return refuse('amountsOutOfOrder')
  if (actTo < actFrom) return refuse('periodOutOfOrder')
  const fits = provisionFits(fact, party)
  if (!fits.ok) return fits
  const byFraud = liabilityOf(fact)?.fine?.base === 'fraudAmount'
  if (byFraud && !fraudFen) return refuse('fraudAmountMissing')
  if (!byFraud && fraudFen !== null) return refuse('fraudAmountUnfit')
  const notYet = linesOf(fact).find(({ basis: { law } }) => ![actFrom, actTo].every((day) => instrumentInForce(law, day)))
  if (!notYet) return ok(undefined)
  const { title, inForceFrom } = instrument(notYet.basis.law)
  return refuse('lawNotInForce', { law: title, from: inForceFrom ?? '' })
}

const { inForceFrom: rulesFrom } = instrument('implementingRules')

/** An act that began before the implementing rules (实施细则) and went on under them: both versions must be compared (从旧兼从轻). */
export const spansImplementingRules = ({ actFrom, actTo }: Pick<Fact, 'actFrom' | 'actTo'>): boolean =>
  rulesFrom !== null && actFrom < rulesFrom && actTo >= rulesFrom

/** By which of the two it is judged: the rules of when it began, or the new ones, where they are lighter. */
export const lawChoices = ['old', 'new'] as const
export type LawChoice = (typeof lawChoices)[number]
type Chosen = { lawChoice: LawChoice | null; lawChoiceGround: string }

/** What is kept of the choice: nothing for an act under one law alone. Refuses `lawChoiceMissing` where the act went on under two. */
export function lawChosen(act: Pick<Fact, 'actFrom' | 'actTo'>, chosen: Chosen): Result<Chosen> {
  if (!spansImplementingRules(act)) return ok({ lawChoice: null, lawChoiceGround: '' })
  const { lawChoice, lawChoiceGround } = chosen
  return lawChoice === null || lawChoiceGround === '' ? refuse('lawChoiceMissing') : ok({ lawChoice, lawChoiceGround })
}

export type FactTotals = { billedFen: bigint; irregularFen: bigint; fundLossFen: bigint; refundFen: bigint; fineFen: bigint }

/** The three amounts of a case, and what is proposed for it, added over its facts. */
export function factTotals(facts: readonly FactTotals[]): FactTotals {
  const sum = (amount: (fact: FactTotals) => bigint) => facts.reduce((total, fact) => total + amount(fact), 0n)
  return {
    billedFen: sum((fact) => fact.billedFen),
    irregularFen: sum((fact) => fact.irregularFen),
    fundLossFen: sum((fact) => fact.fundLossFen),
    refundFen: sum((fact) => fact.refundFen),
    fineFen: sum((fact) => fact.fineFen),
  }
}
