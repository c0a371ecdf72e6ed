import { beijingDay, type CivilDate } from '../kernel/civil-date'
import { dueAt, type WorkCalendar } from './clock'
import { excludedDays, type KeptExclusion } from './exclusion'
import { isClockRuleId, runningRule } from './rules'

/** Why a clock's last day was moved. */
export const clockChangeCauses = ['exclusion', 'extension', 'calendar', 'law'] as const
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
