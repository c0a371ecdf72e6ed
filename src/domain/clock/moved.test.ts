import { describe, expect, it } from 'vitest'
import { daysOf, excludedDays, mayRunAgain, mayStandStill, mayStrike, standsFrom, standsSince } from './exclusion'
import { exclusionGround } from './exclusion-grounds'
import { mayExtend, mayStrikeExtension, nextExtension } from './extension'
import { dueOfMoved, isEstimated, lastDayOf, reckonedAnew, reckonedRules } from './moved'
import { clockRuleIds, runningRule } from './rules'
import { workCalendar } from './work-calendar'

const weekdays = workCalendar([], [])
const at = (text: string) => new Date(`${text}:00+08:00`)
const refused = (code: string, detail?: object) => ({ ok: false, refusal: detail ? { code, detail } : { code } })
const excludes = ['appraisal', 'hearing'] as const
const clock = { startedAt: at('2026-06-08T10:00'), dueAt: at('2026-09-07T00:00'), stoppedAt: null, excludes }
const appraisal = { ground: 'appraisal', fromOn: '2026-06-10', toOn: '2026-06-19' } as const

describe('a period that does not count', () => {
  it.each([
    ['begins on a day of the clock', 'appraisal', '2026-06-10', { ok: true }],
    ['on its first day', 'appraisal', '2026-06-08', { ok: true }],
    ['on its last day', 'hearing', '2026-09-06', { ok: true }],
    ['not before it began', 'appraisal', '2026-06-07', refused('dateBeforeAct', { day: '2026-06-08' })],
    ['not once it is over', 'appraisal', '2026-09-07', refused('clockRanOut', { day: '2026-09-06' })],
    ['not ahead of time', 'appraisal', '2026-09-11', refused('dateInFuture')],
    ['not on a ground that the rule does not know', 'testing', '2026-06-10', refused('groundUnfit', { ground: '检测、检验' })],
  ] as const)('%s', (_, ground, fromOn, expected) => {
    expect(mayStandStill(clock, [], ground, fromOn, '2026-09-10')).toMatchObject(expected)
  })

  it('is struck out once, while its clock runs, and not by who entered it', () => {
    const entered = { openedById: 'a', closedById: 'b', struckAt: null }
    expect(mayStrike(clock, entered, 'h').ok).toBe(true)
    for (const who of ['a', 'b']) expect(mayStrike(clock, entered, who)).toMatchObject(refused('samePerson'))
    expect(mayStrike(clock, { ...entered, struckAt: clock.dueAt }, 'h')).toMatchObject(refused('wrongState'))
    expect(mayStrike({ stoppedAt: clock.dueAt }, entered, 'h')).toMatchObject(refused('clockStopped'))
  })

  it('is open once for a ground, and none begins on a clock that has stopped', () => {
    const open = { ...appraisal, toOn: null }
    expect(mayStandStill(clock, [open], 'appraisal', '2026-06-20', '2026-06-20')).toMatchObject(refused('exclusionOpen'))
    expect(mayStandStill(clock, [open], 'hearing', '2026-06-20', '2026-06-20')).toMatchObject({ ok: true })
    const stopped = { ...clock, stoppedAt: at('2026-06-12T10:00') }
    expect(mayStandStill(stopped, [], 'appraisal', '2026-06-10', '2026-06-20')).toMatchObject(refused('clockStopped'))
  })

  it('begins also past the last day of a clock that stands still on another ground', () => {
    const open = { ...appraisal, fromOn: '2026-09-01', toOn: null }
    expect(mayStandStill(clock, [open], 'hearing', '2026-09-10', '2026-09-10')).toMatchObject({ ok: true })
  })

  it.each([
    ['from its day', '2026-06-10', {}, '2026-06-10'],
    ['from the first day of a clock that began later', '2026-06-01', {}, '2026-06-08'],
    ['not where the time was over by then', '2026-09-07', {}, null],
    ['not where the rule does not know the ground', '2026-06-10', { excludes: ['appraisal'] as const }, null],
    ['not where the clock has stopped', '2026-06-10', { stoppedAt: at('2026-06-20T10:00') }, null],
  ] as const)('of a matter as a whole begins %s', (_, fromOn, over, expected) => {
    expect(standsFrom({ ...clock, ...over }, [], 'hearing', fromOn)).toBe(expected)
  })

  it('of a matter as a whole begins once, and also while a clock stands still on another ground', () => {
    const hearing = { ground: 'hearing', fromOn: '2026-06-10', toOn: null } as const
    expect(standsFrom(clock, [hearing], 'hearing', '2026-06-12')).toBeNull()
    expect(standsFrom(clock, [{ ...appraisal, toOn: null }], 'hearing', '2026-09-10')).toBe('2026-09-10')
  })

  it('ends once, not before it began and not ahead of time', () => {
    const open = { ...appraisal, toOn: null }
    const end = (toOn: string, one: Parameters<typeof mayRunAgain>[1] = open) => mayRunAgain(clock, one, toOn, '2026-06-20')
    expect(end('2026-06-10')).toMatchObject({ ok: true })
    expect(end('2026-06-20')).toMatchObject({ ok: true })
    expect(end('2026-06-09')).toMatchObject(refused('dateBeforeAct', { day: '2026-06-10' }))
    expect(end('2026-06-21')).toMatchObject(refused('dateInFuture'))
    expect(end('2026-06-20', appraisal)).toMatchObject(refused('wrongState'))
  })

  it('takes its first and its last day, and the clock stands still from the first that is open', () => {
    expect(daysOf({ from: '2026-06-10', to: '2026-06-19' })).toBe(10)
    const hearing = { ground: 'hearing', fromOn: '2026-06-15', toOn: null } as const
    expect(excludedDays([appraisal, hearing])).toEqual([{ from: '2026-06-10', to: '2026-06-19' }])
    expect(standsSince([appraisal])).toBeNull()
    expect(standsSince([hearing, { ...appraisal, toOn: null }])).toBe('2026-06-10')
  })

  it('is known to exactly the clocks whose rule names a ground, and one ground is not verified', () => {
    expect(clockRuleIds.filter((id) => runningRule(id)?.excludes)).toEqual(['CK01', 'CK03', 'CK09'])
    expect(runningRule('CK01')?.excludes).toEqual(['testing', 'appraisal'])
    expect([exclusionGround('suspension').verified, exclusionGround('hearing').verified]).toEqual([false, true])
  })
})

describe('the last day', () => {
  const due = (ruleId: string, moved: Partial<Parameters<typeof dueOfMoved>[0]>) => {
    const found = dueOfMoved({ ruleId, startedAt: clock.startedAt, length: null, exclusions: [], extended: [], ...moved }, weekdays)
    return found && lastDayOf(found)
  }

  it('moves by the days that count for the clock, and by what was granted', () => {
    expect(due('CK03', {})).toBe('2026-09-06')
    expect(due('CK03', { exclusions: [appraisal] })).toBe('2026-09-16')
    expect(due('CK03', { exclusions: [appraisal], extended: [30, 60] })).toBe('2026-12-15')
    // A period of two working days and a weekend moves a clock of working days by two.
    expect(due('CK01', {})).toBe('2026-06-29')
    expect(due('CK01', { exclusions: [{ ...appraisal, fromOn: '2026-06-11', toOn: '2026-06-14' }] })).toBe('2026-07-01')
  })

  it('goes by the length with which the clock began', () => {
    expect(due('CK03', { length: 60 })).toBe('2026-08-07')
    expect(due('CK63', {})).toBeNull()
  })
})

describe('reckoned anew', () => {
  const holiday = workCalendar([{ day: '2026-06-19', kind: 'holiday' }], [{ year: 2026, published: true }])
  const asked = { ruleId: 'CK01', startedAt: clock.startedAt, length: 15, exclusions: [], extended: [], dueAt: at('2026-06-30T00:00') }
  const now = at('2026-06-10T09:00')

  it('a clock of working days moves with the calendar, and stands where nothing changed', () => {
    expect(reckonedAnew(asked, weekdays, now)).toBeNull()
    expect(reckonedAnew(asked, holiday, now)).toEqual({ dueAt: at('2026-07-01T00:00'), length: 15, cause: 'calendar' })
    expect(reckonedAnew({ ...asked, extended: [15], dueAt: at('2026-07-21T00:00') }, holiday, now)?.dueAt).toEqual(at('2026-07-22T00:00'))
  })

  it('keeps the length it began with, is left alone once it is over or agreed on, and is never put into the past', () => {
    expect(reckonedAnew({ ...asked, length: 10, dueAt: at('2026-06-23T00:00') }, weekdays, now)).toBeNull()
    expect(reckonedAnew({ ...asked, length: null }, holiday, now)).toBeNull()
    expect(reckonedAnew(asked, holiday, at('2026-06-30T00:00'))).toBeNull()
    expect(reckonedAnew({ ...asked, length: 1 }, weekdays, now)?.dueAt).toEqual(at('2026-06-11T00:00'))
  })

  it('says whether a last day rests on holidays that are not announced', () => {
    expect(isEstimated(asked, weekdays)).toBe(true)
    expect(isEstimated(asked, holiday)).toBe(false)
    expect(isEstimated({ ...asked, dueAt: at('2027-01-01T00:00') }, holiday)).toBe(false)
    expect(isEstimated({ ...asked, dueAt: at('2027-01-02T00:00') }, holiday)).toBe(true)
    expect(isEstimated({ ...asked, ruleId: 'CK03' }, weekdays)).toBe(false)
  })

  it('is asked of exactly the rules that a calendar or the law can move', () => {
    expect(reckonedRules).toContain('CK20')
    expect(reckonedRules.filter((id) => runningRule(id)?.unit === 'hour')).toEqual([])
    expect(reckonedRules).not.toContain('CK03')
  })
})

describe('an extension', () => {
  const runs = { ...clock, pausedAt: null }
  const [first, second] = [nextExtension('CK03', 0), nextExtension('CK03', 1)]
  const now = at('2026-09-06T23:59')

  it('is given as often as the law says, by whom it says', () => {
    expect(clockRuleIds.filter((id) => nextExtension(id, 0))).toEqual(['CK01', 'CK03', 'CK07', 'CK09'])
    expect(clockRuleIds.filter((id) => nextExtension(id, 1))).toEqual(['CK03'])
    expect(nextExtension('CK03', 2)).toBeNull()
    expect(first?.by).toEqual([{ role: 'approver', as: 'responsibleAgency' }])
    expect([first?.collective, second?.collective]).toEqual([undefined, true])
  })

  it('comes before the time is over, to the minute', () => {
    if (!first) throw new Error('CK03 is extended')
    expect(mayExtend(runs, first, { minutes: false }, now)).toEqual({ ok: true, value: { length: 30 } })
    expect(mayExtend(runs, first, { minutes: false }, at('2026-09-07T00:00'))).toMatchObject(refused('clockRanOut', { day: '2026-09-06' }))
    expect(mayExtend({ ...runs, pausedAt: now }, first, { minutes: false }, now)).toMatchObject(refused('exclusionOpen'))
    expect(mayExtend({ ...runs, stoppedAt: now }, first, { minutes: false }, now)).toMatchObject(refused('clockStopped'))
  })

  it('is no longer than the law allows, and where several decide their minutes show it', () => {
    if (!first || !second) throw new Error('CK03 is extended twice')
    expect(mayExtend(runs, first, { length: 31, minutes: false }, now)).toMatchObject(refused('extensionUnfit', { most: 30 }))
    expect(mayExtend(runs, first, { length: 10, minutes: false }, now)).toEqual({ ok: true, value: { length: 10 } })
    expect(mayExtend(runs, second, { length: 60, minutes: false }, now)).toMatchObject(refused('minutesMissing'))
    expect(mayExtend(runs, second, { length: 60, minutes: true }, now)).toEqual({ ok: true, value: { length: 60 } })
  })
})

it('an extension is struck out while its clock runs, and not by who gave it', () => {
  expect(mayStrikeExtension(clock, { byId: 'h' }, 'k').ok).toBe(true)
  expect(mayStrikeExtension(clock, { byId: 'h' }, 'h')).toMatchObject(refused('samePerson'))
  expect(mayStrikeExtension(clock, undefined, 'k')).toMatchObject(refused('wrongState'))
  expect(mayStrikeExtension({ stoppedAt: clock.dueAt }, { byId: 'h' }, 'k')).toMatchObject(refused('clockStopped'))
})
