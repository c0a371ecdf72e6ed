import { addDays, beijingDay, beijingMidnight, type CivilDate } from '../kernel/civil-date'
import { dueAt, type WorkCalendar } from './clock'
import { excludedDays, type KeptExclusion } from './exclusion'
import { type ClockRuleId, clockRuleIds, isClockRuleId, localLengthRules, runningRule } from './rules'
import { estimatedYears } from './work-calendar'

/** Why a clock's last day was moved. */
export const clockChangeCauses = ['exclusion', 'extension', 'calendar', 'law', 'strike'] as const
export type ClockChangeCause = (typeof clockChangeCauses)[number]

/** What a clock's last day follows from. `length`: with which it began; `null` where a day was agreed on, or that was not kept. */
export type MovableClock = {
  ruleId: string
  startedAt: Date
  length: number | null
  exclusions: readonly KeptExclusion[]
  /** Lengths granted besides, in the unit of the rule. */
  extended: readonly number[]
}

/**
 * When a clock runs out that was extended and has stood still: its length and what was granted besides run as one, over the days that count.
 * `null` for a rule that does not run.
 */
export function dueOfMoved({ ruleId, startedAt, length, exclusions, extended }: MovableClock, calendar: WorkCalendar): Date | null {
  const rule = isClockRuleId(ruleId) ? runningRule(ruleId) : null
  if (rule === null) return null
  const whole = extended.reduce((sum, one) => sum + one, length ?? rule.length)
  return dueAt({ ...rule, length: whole }, startedAt, calendar, excludedDays(exclusions))
}

/** The last day of a time that ends at an instant. */
export const lastDayOf = (due: Date): CivilDate => beijingDay(new Date(due.getTime() - 1))

/** Whether a last day rests on a year whose holidays are not announced. Plain days rest on none. */
export function isEstimated(
  { ruleId, startedAt, dueAt }: { ruleId: string; startedAt: Date; dueAt: Date },
  calendar: WorkCalendar,
): boolean {
  const rule = isClockRuleId(ruleId) ? runningRule(ruleId) : null
  return rule?.unit === 'workingDay' && estimatedYears(calendar, beijingDay(startedAt), lastDayOf(dueAt)).length > 0
}

/** The rules whose last days the calendar or the law can move. */
export const reckonedRules: readonly ClockRuleId[] = clockRuleIds.filter((id) => {
  const rule = runningRule(id)
  const movesByLaw = rule?.forRunning === true || localLengthRules.some((local) => local === id)
  return rule !== null && (rule.unit === 'workingDay' || rule.rollsOver === true || movesByLaw)
})

/**
 * What a running clock that is not over comes to by the calendar and the law as they are now; `null` where nothing moves. It keeps the length it
 * began with (从旧), unless the law says that its new length holds for what runs. A day that has passed by then is the end of today: nobody is
 * made late by a calendar. `local`: the length that its place has set meanwhile for what runs.
 */
export function reckonedAnew(
  clock: MovableClock & { dueAt: Date },
  calendar: WorkCalendar,
  now: Date,
  local?: number,
): { dueAt: Date; length: number; cause: Extract<ClockChangeCause, 'calendar' | 'law'> } | null {
  const rule = isClockRuleId(clock.ruleId) ? runningRule(clock.ruleId) : null
  if (rule === null || clock.length === null || clock.dueAt <= now) return null
  const length = local ?? (rule.forRunning ? rule.length : clock.length)
  const due = dueOfMoved({ ...clock, length }, calendar)
  if (due === null) return null
  const endOfToday = beijingMidnight(addDays(beijingDay(now), 1))
  const dueAt = due < endOfToday ? endOfToday : due
  if (dueAt.getTime() === clock.dueAt.getTime()) return null
  return { dueAt, length, cause: length === clock.length ? 'calendar' : 'law' }
}
