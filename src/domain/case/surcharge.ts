import type { ExcludedPeriod } from '../clock/clock'
import { addDays, type CivilDate, daysBetween, fromDateColumn } from '../kernel/civil-date'
import { counts, moneyTotals, type Posting } from './money'

/** The fine, or a part of it that may be paid by its own day. */
export type FineDue = { amountFen: bigint; dueOn: CivilDate }
export type FinePaid = { amountFen: bigint; paidOn: CivilDate }

/** Why what was posted of it counts no more. */
export const reckonedAnew = '按款项实际到账日期重新计算'

/**
 * What a fine has grown by up to and including a day (加处罚款, 处罚法 第七十二条第一款第一项): 3% a day of what of it was late, until that was paid,
 * never more than the fine. Payments go to what was due first. `uncounted`: days on which the decision was looked at again (第七十三条第三款).
 * Rounded down to the 分, once.
 */
export function surchargeDue(
  owed: readonly FineDue[],
  payments: readonly FinePaid[],
  on: CivilDate,
  uncounted: readonly ExcludedPeriod[] = [],
): bigint {
  const left = [...payments].sort((one, other) => (one.paidOn < other.paidOn ? -1 : 1)).map((payment) => ({ ...payment }))
  const parts = [...owed].sort((one, other) => (one.dueOn < other.dueOn ? -1 : 1))
  let hundredths = 0n
  for (const { amountFen, dueOn } of parts) {
    let open = amountFen
    for (const payment of left) {
      const taken = payment.amountFen < open ? payment.amountFen : open
      payment.amountFen -= taken
      open -= taken
      hundredths += taken * 3n * lateDays(dueOn, payment.paidOn < on ? payment.paidOn : on, uncounted)
    }
    hundredths += open * 3n * lateDays(dueOn, on, uncounted)
  }
  const whole = parts.reduce((sum, { amountFen }) => sum + amountFen, 0n)
  const counted = hundredths / 100n
  return counted < whole ? counted : whole
}

/** As much of a case as what its fine grows by depends on. `dueOn`: the last day to pay it at once; `null` where none is known. */
export type LateFine = {
  dueOn: CivilDate | null
  instalments: readonly { amountFen: bigint; dueOn: Date }[]
  money: readonly (Posting & { occurredOn: Date })[]
  remedies: readonly { receivedOn: Date; concludedOn: Date | null }[]
}

/** The same, from what a case holds: the one reckoning of the accounts and of the papers. What is still looked at again is so on that day. */
export function grownOf({ dueOn, instalments, money, remedies }: LateFine, on: CivilDate): bigint {
  const whole = dueOn === null ? [] : [{ amountFen: moneyTotals(money).treasury.finedFen, dueOn }]
  const parts = instalments.map(({ amountFen, ...part }) => ({ amountFen, dueOn: fromDateColumn(part.dueOn) }))
  const payments = money
    .filter((posting) => posting.kind === 'finePaid' && counts(posting))
    .map(({ amountFen, occurredOn }) => ({ amountFen, paidOn: fromDateColumn(occurredOn) }))
  const uncounted = remedies.map(({ receivedOn, concludedOn }) => ({
    from: fromDateColumn(receivedOn),
    to: concludedOn ? fromDateColumn(concludedOn) : on,
  }))
  return surchargeDue(parts.length > 0 ? parts : whole, payments, on, uncounted)
}

/** The days after `dueOn` up to and including `until`, without those that do not count. */
function lateDays(dueOn: CivilDate, until: CivilDate, uncounted: readonly ExcludedPeriod[]): bigint {
  if (until <= dueOn) return 0n
  const spans = [...uncounted].sort((one, other) => (one.from < other.from ? -1 : 1))
  let [days, after] = [daysBetween(dueOn, until), dueOn]
  for (const { from, to } of spans) {
    // Of two that overlap each day is taken off once.
    const [first, last] = [from > after ? from : addDays(after, 1), to < until ? to : until]
    if (first > last) continue
    days -= daysBetween(first, last) + 1
    after = last
  }
  return BigInt(Math.max(0, days))
}
