import type { CivilDate } from '../kernel/civil-date'
import { ok, type Result, refuse } from '../kernel/result'

/** What came of an order to correct (责令改正) when its time was over. */
export const orderOutcomes = ['complied', 'partly', 'refused'] as const
export type OrderOutcome = (typeof orderOutcomes)[number]

type Order = { servedOn: CivilDate; dueOn: CivilDate }

/** Whether the order was not followed within its time: what 第三十九条 asks for before a fine, and 第三十八条 before a suspension. */
export const isIgnored = (order: { outcome: OrderOutcome | null } | null | undefined): boolean =>
  order?.outcome === 'refused' || order?.outcome === 'partly'

/** Refuses `dayInFuture` and `periodOutOfOrder`: an order binds from the day on which it was served, for a time. */
export function orderHolds({ servedOn, dueOn }: Order, today: CivilDate): Result<void> {
  if (servedOn > today) return refuse('dayInFuture')
  return dueOn < servedOn ? refuse('periodOutOfOrder') : ok(undefined)
}

/** Refuses `dayInFuture`, and `orderStillRunning` with the last day while the party still has time to follow the order. */
export function outcomeHolds(
  { dueOn, servedOn }: Order,
  { outcome, foundOn }: { outcome: OrderOutcome; foundOn: CivilDate },
  today: CivilDate,
): Result<void> {
  if (foundOn > today) return refuse('dayInFuture')
  if (foundOn < servedOn) return refuse('periodOutOfOrder')
  return outcome !== 'complied' && foundOn <= dueOn ? refuse('orderStillRunning', { day: dueOn }) : ok(undefined)
}
