import 'server-only'
import type { WorkCalendar } from '#domain/clock/clock'
import { workCalendar } from '#domain/clock/work-calendar'
import { prisma } from '#platform/db'
import { currentTime } from '#platform/time'

const KEPT_MS = 60_000
let kept: { calendar: WorkCalendar; readAt: number } | null = null

/** The work calendar in force. The State Council publishes it once a year; years not yet published are estimated from weekends. */
export async function loadCalendar(): Promise<WorkCalendar> {
  const nowMs = currentTime().getTime()
  if (kept && nowMs - kept.readAt < KEPT_MS) return kept.calendar
  const [days, years] = await Promise.all([
    prisma.workCalendarDay.findMany(),
    prisma.workCalendarYear.findMany({ where: { published: true } }),
  ])
  const calendar = workCalendar(
    days.map(({ day, kind }) => ({ day: day.toISOString().slice(0, 10), kind: kind === 'makeUp' ? 'makeUp' : 'holiday' })),
    years,
  )
  kept = { calendar, readAt: nowMs }
  return calendar
}
