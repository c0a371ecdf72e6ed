import type { CivilDate } from '../kernel/civil-date'
import { formatYuan } from '../kernel/money'
import { ok, type Result, refuse } from '../kernel/result'
import { type RefundLedger, refundLedgers, type SplitFinding, splitByLedger } from './ledger'
import type { RefundState } from './steps'

export type RefundLine = { amountFen: bigint; state: RefundState }
export type LedgerLine = RefundLine & { ledger: RefundLedger }

/** What stands as returned or said to be returned. A rejected refund is none. */
export const standingFen = (refunds: readonly RefundLine[]): bigint =>
  refunds.reduce((sum, { amountFen, state }) => (state === 'rejected' ? sum : sum + amountFen), 0n)

/** What of a finding nobody has paid or said to have paid, on each ledger by itself. */
export function leftByLedger(finding: SplitFinding & { refunds: readonly LedgerLine[] }): Record<RefundLedger, bigint> {
  const parts = splitByLedger(finding)
  const left = (ledger: RefundLedger) => {
    const rest = parts[ledger] - standingFen(finding.refunds.filter((refund) => refund.ledger === ledger))
    return rest > 0n ? rest : 0n
  }
  return { fundRefund: left('fundRefund'), agreementRecovery: left('agreementRecovery') }
}

/** What a finding owes, with what of it was paid and whether the bureau has demanded it. */
export type HeldDebt = SplitFinding & { refunds: readonly LedgerLine[]; demanded: boolean }

/**
 * Whether a finding can come to owe otherwise. What the bureau has said of its older part stays as it was said. Refuses `demandStands`
 * while a demand rests on it, `splitStands` where the split would not fit any more, `refundBeyondLoss` where more is declared on a ledger
 * than it would owe there.
 */
export function mayOweAnew(held: HeldDebt, after: { fundLossFen: bigint; periodTo: CivilDate }): Result<void> {
  const isSamePeriod = held.periodTo === after.periodTo
  if (isSamePeriod && held.fundLossFen === after.fundLossFen) return ok(undefined)
  if (held.demanded) return refuse('demandStands')
  if (held.agreementFen !== null && (!isSamePeriod || held.agreementFen > after.fundLossFen)) {
    return refuse('splitStands', { older: formatYuan(held.agreementFen) })
  }
  const parts = splitByLedger({ ...held, ...after })
  const paid = (ledger: RefundLedger) => standingFen(held.refunds.filter((refund) => refund.ledger === ledger))
  const isCovered = refundLedgers.every((ledger) => paid(ledger) <= parts[ledger])
  return isCovered ? ok(undefined) : refuse('refundBeyondLoss', { left: formatYuan(after.fundLossFen) })
}

/** The ledger that a payment goes to when none is named: the first with something left, a refund before a recovery. */
export const ledgerFor = (left: Record<RefundLedger, bigint>): RefundLedger =>
  refundLedgers.find((ledger) => left[ledger] > 0n) ?? 'fundRefund'

/**
 * Whether so much more can be declared as paid on a ledger. Refuses `refundBeyondLoss` (with what is left) when the sum
 * would exceed what the finding owes there, `dateInFuture` when the money has not been paid yet.
 */
export function refundStands(refund: { amountFen: bigint; paidOn: CivilDate }, leftFen: bigint, today: CivilDate): Result<void> {
  if (refund.paidOn > today) return refuse('dateInFuture')
  return refund.amountFen <= leftFen ? ok(undefined) : refuse('refundBeyondLoss', { left: formatYuan(leftFen) })
}
