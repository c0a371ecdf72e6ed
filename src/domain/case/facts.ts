import type { CivilDate } from '../kernel/civil-date'
import { ok, type Result, refuse } from '../kernel/result'
import { instrument, instrumentInForce, type LawId } from '../law/law'
import { penalties } from '../law/penalties'
import { fineRange } from '../law/penalty'

/** What an act against the funds may be judged under. */
export const factLaws = ['fundRegulation', 'implementingRules', 'socialInsuranceLaw'] as const satisfies readonly LawId[]
export type FactLaw = (typeof factLaws)[number]
export const isFactLaw = (law: string): law is FactLaw => (factLaws as readonly string[]).includes(law)

export type Fact = {
  actFrom: CivilDate
  actTo: CivilDate
  law: FactLaw
  billedFen: bigint
  irregularFen: bigint
  fundLossFen: bigint
}

/**
 * Whether a fact can stand. Refuses `amountsOutOfOrder` (billed ≥ irregular ≥ fund loss), `periodOutOfOrder`, and
 * `lawNotInForce` when the law was not in force through all the days of the act: such an act is stated in two facts.
 */
export function factHolds({ actFrom, actTo, law, billedFen, irregularFen, fundLossFen }: Fact): Result<void> {
  if (billedFen < irregularFen || irregularFen < fundLossFen) return refuse('amountsOutOfOrder')
  if (actTo < actFrom) return refuse('periodOutOfOrder')
  const holds = instrumentInForce(law, actFrom) !== null && instrumentInForce(law, actTo) !== null
  return holds ? ok(undefined) : refuse('lawNotInForce', { law: instrument(law).title, from: instrument(law).inForceFrom ?? '' })
}

const { inForceFrom: rulesFrom } = instrument('implementingRules')

/** An act that began before the implementing rules (实施细则) and went on under them: both versions must be compared (从旧兼从轻). */
export const spansImplementingRules = ({ actFrom, actTo }: Pick<Fact, 'actFrom' | 'actTo'>): boolean =>
  rulesFrom !== null && actFrom < rulesFrom && actTo >= rulesFrom

type PenalisedFact = { law: string; article: string; fundLossFen: bigint }

/** The least and the most that may be fined for a fact, as a multiple of the loss in tenths. `null` where its article knows no such fine. */
export function fineTenthsRange({ law, article, fundLossFen }: PenalisedFact): { min: number; max: number } | null {
  const line = penalties.find(({ basis, fine }) => basis.law === law && basis.article.startsWith(article) && fine !== null)
  const range = line && line.fine?.base !== 'fixed' ? fineRange(line, fundLossFen) : null
  return range && fundLossFen > 0n
    ? { min: Number((range.minFen * 10n) / fundLossFen), max: Number((range.maxFen * 10n) / fundLossFen) }
    : null
}

export type Penalty = { refundFen: bigint; fineTenths: number | null }

/**
 * Whether what is proposed for a fact stays within the law. A first minor offence may go without a fine; the funds come
 * back all the same (首违轻微不罚不免退回). Refuses `refundTooLarge`, `fineOutOfRange` with the range.
 */
export function penaltyHolds(fact: PenalisedFact, { refundFen, fineTenths }: Penalty, firstMinor: boolean): Result<void> {
  if (refundFen > fact.fundLossFen) return refuse('refundTooLarge')
  if (fineTenths === null) return ok(undefined)
  const range = fineTenthsRange(fact)
  if (firstMinor || range === null) return refuse('fineOutOfRange', { range: '0' })
  return fineTenths >= range.min && fineTenths <= range.max
    ? ok(undefined)
    : refuse('fineOutOfRange', { range: `${range.min / 10}–${range.max / 10}` })
}

/** A fine of `fineTenths` tenths of the loss, in 分, rounded down. */
export const fineOf = (fundLossFen: bigint, fineTenths: number | null): bigint =>
  fineTenths === null ? 0n : (fundLossFen * BigInt(fineTenths)) / 10n

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
