/** A day in Beijing, `YYYY-MM-DD`. Never a `Date`: a civil date has no instant. */
export type CivilDate = string

const HOUR_MS = 3_600_000
/** Beijing has kept UTC+8 without summer time since 1991. */
export const BEIJING_OFFSET_MS = 8 * HOUR_MS
export const DAY_MS = 24 * HOUR_MS

/** The day in Beijing at this instant. */
export const beijingDay = (at: Date): CivilDate => new Date(at.getTime() + BEIJING_OFFSET_MS).toISOString().slice(0, 10)

/** `2024-05-17 09:30` in Beijing. */
export const beijingMinute = (at: Date): string => new Date(at.getTime() + BEIJING_OFFSET_MS).toISOString().slice(0, 16).replace('T', ' ')

/** The instant at which this day begins in Beijing. */
export const beijingMidnight = (day: CivilDate): Date => new Date(Date.parse(`${day}T00:00:00Z`) - BEIJING_OFFSET_MS)

/** True for a real day written `YYYY-MM-DD`. */
export function isCivilDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text
}

export const addDays = (day: CivilDate, days: number): CivilDate =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

/** How many days `to` lies after `from`; negative when before. */
export const daysBetween = (from: CivilDate, to: CivilDate): number =>
  (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS

/** The Sunday that ends the week of this day. */
export const endOfWeek = (day: CivilDate): CivilDate => addDays(day, (7 - new Date(`${day}T00:00:00Z`).getUTCDay()) % 7)

export const isWeekend = (day: CivilDate): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())

/** The same day of the month so many months on (or back), or that month's last day where it has no such day: 01-31 → 02-28. */
export function addMonths(day: CivilDate, months: number): CivilDate {
  const from = new Date(`${day}T00:00:00Z`)
  const lastOfMonth = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months + 1, 0))
  lastOfMonth.setUTCDate(Math.min(from.getUTCDate(), lastOfMonth.getUTCDate()))
  return lastOfMonth.toISOString().slice(0, 10)
}

/** A day as a database's date column gives and takes it: that day's midnight in UTC. */
export const fromDateColumn = (value: Date): CivilDate => value.toISOString().slice(0, 10)
export const toDateColumn = (day: CivilDate): Date => new Date(`${day}T00:00:00Z`)

/** `2026-06-15 24:00` for a deadline at the end of a day, which is how the law counts; else the minute. */
export function deadlineMinute(dueAt: Date): string {
  const lastDay = beijingDay(new Date(dueAt.getTime() - 1))
  return beijingMidnight(beijingDay(dueAt)).getTime() === dueAt.getTime() ? `${lastDay} 24:00` : beijingMinute(dueAt)
}
