import { addDays, type CivilDate, isWeekend } from '../kernel/civil-date'

/** Working days of the mainland, days off and make-up days (调休) included. */
export type WorkCalendar = {
  isWorkingDay(day: CivilDate): boolean
  /** False for a year whose holidays have not been announced: its working days are estimated from the weekends. */
  isPublished(year: number): boolean
}

export type WorkCalendarDay = { day: CivilDate; kind: 'holiday' | 'makeUp'; name: string }
export type WorkCalendarYear = { year: number; published: boolean; source: string }

export const yearOf = (day: CivilDate): number => Number(day.slice(0, 4))

/** The calendar these rows describe. Rows in a year that is not published are not relied on. */
export function workCalendar(
  days: readonly Pick<WorkCalendarDay, 'day' | 'kind'>[],
  years: readonly Pick<WorkCalendarYear, 'year' | 'published'>[],
): WorkCalendar {
  const published = new Set(years.filter((row) => row.published).map((row) => row.year))
  const kinds = new Map(days.map(({ day, kind }) => [day, kind]))
  return {
    isPublished: (year) => published.has(year),
    isWorkingDay(day) {
      const kind = published.has(yearOf(day)) ? kinds.get(day) : undefined
      return kind === undefined ? !isWeekend(day) : kind === 'makeUp'
    },
  }
}

/** How many working days lie after `after` up to and including `until`. Nought when `until` is not later. */
export function workingDaysBetween(calendar: WorkCalendar, after: CivilDate, until: CivilDate): number {
  let count = 0
  for (let day = addDays(after, 1); day <= until; day = addDays(day, 1)) {
    if (calendar.isWorkingDay(day)) count += 1
  }
  return count
}

/** The years from `from` to `until` whose holidays have not been announced. Shown wherever a last day rests on them. */
export function estimatedYears(calendar: WorkCalendar, from: CivilDate, until: CivilDate): readonly number[] {
  const length = Math.max(0, yearOf(until) - yearOf(from) + 1)
  return Array.from({ length }, (_, index) => yearOf(from) + index).filter((year) => !calendar.isPublished(year))
}
