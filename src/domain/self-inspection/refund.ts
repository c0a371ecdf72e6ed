import type { CivilDate } from '../kernel/civil-date'
import { formatYuan } from '../kernel/money'
import { ok, type Result, refuse } from '../kernel/result'
import type { RefundState } from './steps'

export type RefundLine = { amountFen: bigint; state: RefundState }

/** What stands as returned or said to be returned. A rejected refund is none. */
export const standingFen = (refunds: readonly RefundLine[]): bigint =>
  refunds.reduce((sum, { amountFen, state }) => (state === 'rejected' ? sum : sum + amountFen), 0n)

/**
 * Whether so much more can be declared as returned for a finding. Refuses `refundBeyondLoss` (with what is left) when the sum
 * would exceed the fund's loss, `dateInFuture` when the money has not been paid yet.
 */
export function refundStands(
  refund: { amountFen: bigint; paidOn: CivilDate },
  finding: { fundLossFen: bigint; refunds: readonly RefundLine[] },
  today: CivilDate,
): Result<void> {
  if (refund.paidOn > today) return refuse('dateInFuture')
  const left = finding.fundLossFen - standingFen(finding.refunds)
  return refund.amountFen <= left ? ok(undefined) : refuse('refundBeyondLoss', { left: formatYuan(left > 0n ? left : 0n) })
}
