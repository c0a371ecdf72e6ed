import { addDays, beijingMidnight, type CivilDate } from '../kernel/civil-date'
import { clockState } from './clock'
import type { WorkCalendar } from './work-calendar'

/** How a deadline stands, as a badge takes it: `days` are working days left, or days past. */
export type Due = { state: 'ample' | 'soon' | 'today' | 'overdue' | 'paused' | 'stopped'; days?: number; dueOn?: string | null }

/** The standing of a clock that runs out at an instant. */
export function dueOf(clock: { dueAt: Date; stoppedAt?: Date | null; pausedAt?: Date | null }, now: Date, calendar: WorkCalendar): Due {
  const state = clockState({ startedAt: now, ...clock }, now, calendar)
  if (state.state === 'stopped') return { state: 'stopped' }
  if (state.state === 'paused') return { state: 'paused' }
  const dueOn = state.lastDay
  if (state.state === 'overdue') return { state: 'overdue', days: state.days, dueOn }
  return state.state === 'today' ? { state: 'today', dueOn } : { state: state.state, days: state.workingDays, dueOn }
}

/** The standing of something due on a day: it runs out when that day ends in Beijing. */
export const dueOnDay = (dueOn: CivilDate, now: Date, calendar: WorkCalendar): Due =>
  dueOf({ dueAt: beijingMidnight(addDays(dueOn, 1)) }, now, calendar)
