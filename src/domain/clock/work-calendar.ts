import { type CivilDate, daysBetween, isWeekend } from '../kernel/civil-date'

/** Working days of the mainland, days off and make-up days (调休) included. */
export type WorkCalendar = {
  isWorkingDay(day: CivilDate): boolean
  /** False for a year whose holidays have not been announced: its working days are estimated from the weekends. */
  isPublished(year: number): boolean
  /** How many working days there were from a Monday long ago up to and including this day. Only differences of it mean anything. */
  workingDaysUpTo(day: CivilDate): number
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
  const shifts = shiftsOf(days.filter(({ day }) => published.has(yearOf(day))))
  return {
    workingDaysUpTo: (day) => weekdaysUpTo(day) + (shifts.findLast((shift) => shift.day <= day)?.sum ?? 0),
    isPublished: (year) => published.has(year),
    isWorkingDay(day) {
      const kind = published.has(yearOf(day)) ? kinds.get(day) : undefined
      return kind === undefined ? !isWeekend(day) : kind === 'makeUp'
    },
  }
}

const someMonday = '2001-01-01'

function weekdaysUpTo(day: CivilDate): number {
  const days = daysBetween(someMonday, day)
  const weeks = Math.floor(days / 7)
  return weeks * 5 + Math.min(days - weeks * 7 + 1, 5)
}

/** What days off and make-up days change in the count of weekdays, summed up to each of them. */
function shiftsOf(days: readonly Pick<WorkCalendarDay, 'day' | 'kind'>[]): { day: CivilDate; sum: number }[] {
  let sum = 0
  return [...days]
    .sort((one, other) => (one.day < other.day ? -1 : 1))
    .map(({ day, kind }) => {
      if (isWeekend(day) && kind === 'makeUp') sum += 1
      if (!isWeekend(day) && kind === 'holiday') sum -= 1
      return { day, sum }
    })
}

/** How many working days lie after `after` up to and including `until`. Nought when `until` is not later. */
export const workingDaysBetween = (calendar: WorkCalendar, after: CivilDate, until: CivilDate): number =>
  Math.max(0, calendar.workingDaysUpTo(until) - calendar.workingDaysUpTo(after))

/** The years from `from` to `until` whose holidays have not been announced. Shown wherever a last day rests on them. */
export function estimatedYears(calendar: WorkCalendar, from: CivilDate, until: CivilDate): readonly number[] {
  const length = Math.max(0, yearOf(until) - yearOf(from) + 1)
  return Array.from({ length }, (_, index) => yearOf(from) + index).filter((year) => !calendar.isPublished(year))
}
