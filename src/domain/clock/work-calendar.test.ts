import chineseDays from 'chinese-days'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { workCalendarDays, workCalendarYears } from '../../../prisma/reference/work-calendar'
import { addDays } from '../kernel/civil-date'
import { estimatedYears, workCalendar, workingDaysBetween } from './work-calendar'

const calendar = workCalendar(workCalendarDays, workCalendarYears)

describe('the reference calendar', () => {
  it('agrees with the collected announcements on every day from 2021 to 2026', () => {
    const disagreements = []
    for (let day = '2021-01-01'; day <= '2026-12-31'; day = addDays(day, 1)) {
      if (calendar.isWorkingDay(day) !== chineseDays.isWorkday(day)) disagreements.push(day)
    }
    expect(disagreements).toEqual([])
  })

  it('has each day once, on the right side of the weekend, in a published year', () => {
    expect(new Set(workCalendarDays.map(({ day }) => day)).size).toBe(workCalendarDays.length)
    for (const { day, kind } of workCalendarDays) {
      if (kind === 'makeUp') expect([0, 6], day).toContain(new Date(day).getUTCDay())
      expect(calendar.isPublished(Number(day.slice(0, 4))), day).toBe(true)
    }
  })
})

describe('workCalendar', () => {
  it('knows days off and make-up days', () => {
    expect(['2026-02-14', '2026-02-16', '2026-10-10', '2026-10-01'].map(calendar.isWorkingDay)).toEqual([true, false, true, false])
  })

  it('estimates a year that is not published from its weekends, and says so', () => {
    expect(calendar.isPublished(2027)).toBe(false)
    expect(calendar.isWorkingDay('2027-01-01')).toBe(true) // a Friday: a holiday for certain, yet not announced
    expect(estimatedYears(calendar, '2025-12-01', '2028-01-01')).toEqual([2027, 2028])
    expect(workCalendar([{ day: '2027-01-01', kind: 'holiday' }], [{ year: 2027, published: false }]).isWorkingDay('2027-01-01')).toBe(true)
  })

  it('counts working days after the first day up to and including the last', () => {
    expect(workingDaysBetween(calendar, '2026-03-06', '2026-03-09')).toBe(1)
    expect(workingDaysBetween(calendar, '2026-03-09', '2026-03-09')).toBe(0)
    expect(workingDaysBetween(calendar, '2026-03-09', '2026-03-06')).toBe(0)
  })

  it('counts what a count day by day comes to, whatever the span', () => {
    const byDay = (after: string, length: number) =>
      Array.from({ length }, (_, place) => addDays(after, place + 1)).filter(calendar.isWorkingDay).length
    const span = fc.record({ start: fc.integer({ min: -400, max: 2600 }), length: fc.integer({ min: 0, max: 500 }) })
    fc.assert(
      fc.property(span, ({ start, length }) => {
        const after = addDays('2020-12-31', start)
        expect(workingDaysBetween(calendar, after, addDays(after, length))).toBe(byDay(after, length))
      }),
    )
  })
})
