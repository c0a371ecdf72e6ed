import { addMonths, type CivilDate } from '../kernel/civil-date'

/** The ledgers that an institution pays into: back to the fund, and what is recovered under the agreement. */
export const refundLedgers = ['fundRefund', 'agreementRecovery'] as const
export type RefundLedger = (typeof refundLedgers)[number]

/** All that money of a campaign can be. A fine goes to the treasury; the three are never added up. */
export const ledgers = [...refundLedgers, 'fine'] as const
export type Ledger = (typeof ledgers)[number]

/** An amount that knows its ledger. */
export type LedgerFen<L extends Ledger> = { readonly ledger: L; readonly fen: bigint }

export const ledgerFen = <L extends Ledger>(ledger: L, fen: bigint): LedgerFen<L> => ({ ledger, fen })

/** The sum of two amounts of one ledger. The compiler holds known ledgers apart; amounts that came in untyped are held when it runs. */
export function plus<L extends Ledger>(one: LedgerFen<L>, other: LedgerFen<NoInfer<L>>): LedgerFen<L> {
  if (one.ledger !== other.ledger) throw new Error(`amounts of ${one.ledger} and ${other.ledger} are never added up`)
  return { ledger: one.ledger, fen: one.fen + other.fen }
}

const limitationMonths = 24

/** The first day whose acts were still within two years when they were recorded. */
export const limitationEdge = (recordedOn: CivilDate): CivilDate => addMonths(recordedOn, -limitationMonths)

export type SplitFinding = { fundLossFen: bigint; agreementFen: bigint | null; periodTo: CivilDate; recordedOn: CivilDate }

/**
 * A finding's loss by ledger. What somebody has said of its older part stands; otherwise all of it is agreement recovery when its period
 * was over more than two years before, and a refund when not.
 */
export function splitByLedger(finding: SplitFinding): Record<RefundLedger, bigint> {
  const { fundLossFen, agreementFen, periodTo, recordedOn } = finding
  const old = agreementFen ?? (periodTo < limitationEdge(recordedOn) ? fundLossFen : 0n)
  return { fundRefund: fundLossFen - old, agreementRecovery: old }
}

/** What a debt says of money, in the order in which it is read. `owed`: by the institution's own word, or by a case's decision. */
export const debtMeasures = ['owedFen', 'demandedFen', 'paidFen', 'confirmedFen', 'outstandingFen', 'overdueFen'] as const
export type DebtMeasure = (typeof debtMeasures)[number]

/** The states of a debt that a person asks for. */
export const debtStates = ['outstanding', 'toDemand', 'awaiting', 'overdue', 'settled'] as const
export type DebtState = (typeof debtStates)[number]

/** What is owed on one ledger. `paid` counts what was declared with a voucher, `confirmed` what of it has arrived. */
export type Debt<L extends Ledger = Ledger> = { readonly ledger: L } & Readonly<Record<DebtMeasure, bigint>>

const nothingOn = <L extends Ledger>(ledger: L): Debt<L> => ({
  ledger,
  owedFen: 0n,
  demandedFen: 0n,
  paidFen: 0n,
  confirmedFen: 0n,
  outstandingFen: 0n,
  overdueFen: 0n,
})

/** The sum of debts of one ledger. Throws at a debt of another: nobody gets a total across ledgers. */
export function sumOfDebts<L extends Ledger>(ledger: L, debts: readonly Debt<NoInfer<L>>[]): Debt<L> {
  return debts.reduce<Debt<L>>((sum, debt) => {
    const added = (measure: DebtMeasure) => plus(ledgerFen(ledger, sum[measure]), { ledger: debt.ledger, fen: debt[measure] }).fen
    return {
      ledger,
      owedFen: added('owedFen'),
      demandedFen: added('demandedFen'),
      paidFen: added('paidFen'),
      confirmedFen: added('confirmedFen'),
      outstandingFen: added('outstandingFen'),
      overdueFen: added('overdueFen'),
    }
  }, nothingOn(ledger))
}
