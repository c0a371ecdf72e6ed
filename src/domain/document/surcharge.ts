import { addDays, type CivilDate } from '../kernel/civil-date'

const day = 86_400_000

/** A time in which a decision is looked at again, both days along; `null` while it is. */
export type Reviewed = { from: CivilDate; to: CivilDate | null }

/**
 * 加处罚款 (处罚法 第七十二条): 3% of the fine for each day after the last day to pay, never more than the fine. Days of a reconsideration or a suit
 * are not counted (第七十三条第三款); which of their days are the first and the last, nobody has verified.
 */
export function surchargeOf(fineFen: bigint, dueOn: CivilDate, countedOn: CivilDate, reviewed: readonly Reviewed[] = []): bigint {
  const counted = (fineFen * 3n * BigInt(daysLate(dueOn, countedOn, reviewed))) / 100n
  return counted < fineFen ? counted : fineFen
}

const daysFrom = (from: CivilDate, to: CivilDate) => Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / day))

/** The days after `dueOn` up to `countedOn`, each of those left out once. */
function daysLate(dueOn: CivilDate, countedOn: CivilDate, reviewed: readonly Reviewed[]): number {
  let days = 0
  let until = dueOn
  for (const { from, to } of [...reviewed].sort((one, other) => (one.from < other.from ? -1 : 1))) {
    const before = addDays(from, -1)
    if (before > until) days += daysFrom(until, before < countedOn ? before : countedOn)
    if (to === null) return days
    if (to > until) until = to
  }
  return days + daysFrom(until, countedOn)
}
