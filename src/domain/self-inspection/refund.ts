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
