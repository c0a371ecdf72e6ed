import { describe, expect, it } from 'vitest'
import { takeStep } from '../../kernel/workflow'
import {
  mayLeave,
  monthsLeft,
  reminderOf,
  type Stoppage,
  type StoppageChange,
  stoppageEnd,
  stoppageEndAfter,
  stoppageKindOf,
  stoppageStateOf,
  stoppageStates,
  stoppageStepNames,
  stoppageSteps,
} from './stoppages'

const stoppage = (over: Partial<Stoppage> = {}): Stoppage => ({
  ...{ state: 'begun', toOn: '2026-12-08', stayed: false, stayRuns: false, reviewedById: null, asOf: '2026-12-09' },
  ...{ endWhy: null, begunById: 'o', endedById: 'h' },
  ...{ proposedById: 'p', officerAId: 'a', officerBId: 'b', writerIds: [] },
  ...over,
})
const by = (userId: string) => ({ userId })

describe('what a decision stops', () => {
  it('is carried out, looked at again, and taken up again or looked at once more', () => {
    const open = stoppageStates.map((state) => [
      state,
      stoppageStepNames.filter((name) => takeStep(stoppageSteps[name], stoppage({ state }), by('x')).ok).join(' '),
    ])
    expect(Object.fromEntries(open)).toEqual({
      ...{ imposed: 'lapse', begun: 'review strikeBegun', reviewed: 'sendBack restore' },
      ...{ ended: 'strikeEnded', lapsed: 'strikeEnded' },
    })
    expect(takeStep(stoppageSteps.begin, stoppage({ state: 'imposed', asOf: '2026-12-08' }), by('x')).ok).toBe(true)
    const over = { refusal: { code: 'stoppageOver', detail: { day: '2026-12-08' } } }
    expect(takeStep(stoppageSteps.begin, stoppage({ state: 'imposed' }), by('x'))).toMatchObject(over)
  })

  it('is not begun while that is stayed, and not looked at again before its last day', () => {
    expect(takeStep(stoppageSteps.begin, stoppage({ state: 'imposed', stayed: true }), by('x'))).toMatchObject({
      refusal: { code: 'enforcementStayed' },
    })
    const early = { code: 'stoppageRuns', detail: { day: '2026-12-08' } }
    expect(takeStep(stoppageSteps.review, stoppage({ asOf: '2026-12-07' }), by('x'))).toMatchObject({ refusal: early })
    expect(takeStep(stoppageSteps.restore, stoppage({ state: 'reviewed', asOf: '2026-12-08' }), by('x'))).toMatchObject({ refusal: early })
  })

  it('is neither looked at nor taken up again while it is stayed', () => {
    const stayed = { refusal: { code: 'enforcementStayed' } }
    expect(takeStep(stoppageSteps.review, stoppage({ stayed: true, stayRuns: true }), by('x'))).toMatchObject(stayed)
    expect(takeStep(stoppageSteps.restore, stoppage({ state: 'reviewed', stayed: true, stayRuns: true }), by('x'))).toMatchObject(stayed)
  })

  it('is looked at and taken up again where a stay came only after its last day', () => {
    expect(takeStep(stoppageSteps.review, stoppage({ stayed: true }), by('x')).ok).toBe(true)
    expect(takeStep(stoppageSteps.restore, stoppage({ state: 'reviewed', stayed: true }), by('x')).ok).toBe(true)
  })

  it('lasts as many months as the last appeal left, and later by the days that were stayed', () => {
    const shortened = (months: number): StoppageChange => ({ kind: 'shortened', months, fromOn: null, toOn: null })
    const stay = (fromOn: string, toOn: string | null): StoppageChange => ({ kind: 'stayed', months: null, fromOn, toOn })
    const end = (...changes: StoppageChange[]) => stoppageEndAfter('2026-06-08', 12, changes)
    expect([end(), end(shortened(6)), end(shortened(6), shortened(3))]).toEqual(['2027-06-08', '2026-12-08', '2026-09-08'])
    expect([end(stay('2026-06-20', '2026-06-30')), end(stay('2026-06-20', null))]).toEqual(['2027-06-18', '2027-06-08'])
    expect(end(stay('2026-06-20', '2026-06-30'), shortened(6), stay('2026-07-01', '2026-07-02'))).toBe('2026-12-19')
    expect([monthsLeft(12, []), monthsLeft(12, [shortened(6), stay('2026-06-20', null)])]).toEqual([12, 6])
    expect([mayLeave(12, 12), mayLeave(13, 12)]).toMatchObject([
      { ok: true },
      { refusal: { code: 'stoppageLonger', detail: { months: 12 } } },
    ])
  })

  it('is struck out by another person than who entered it, and never where it is not ordered any more', () => {
    const same = { refusal: { code: 'samePerson' } }
    expect(takeStep(stoppageSteps.strikeBegun, stoppage(), by('o'))).toMatchObject(same)
    expect(takeStep(stoppageSteps.strikeEnded, stoppage({ state: 'ended', endWhy: 'restored' }), by('h'))).toMatchObject(same)
    const revoked = stoppage({ state: 'ended', endWhy: 'revoked' })
    expect(takeStep(stoppageSteps.strikeEnded, revoked, by('x'))).toMatchObject({ refusal: { code: 'wrongState' } })
  })

  it('is reminded of before its last day, and each week after it', () => {
    const said = ['2026-12-01', '2026-12-08', '2026-12-09', '2026-12-15', '2026-12-16'].map((day) => reminderOf('2026-12-08', day))
    expect(said.map(({ kind, span }) => `${kind} ${span}`)).toEqual([
      ...['stoppageEnding 0', 'stoppageEnding 0', 'stoppageOver 0', 'stoppageOver 0', 'stoppageOver 1'],
    ])
  })

  it('is restored by another person than who looked at it', () => {
    const reviewed = stoppage({ state: 'reviewed', reviewedById: 'r' })
    for (const name of ['restore', 'sendBack'] as const) {
      expect(takeStep(stoppageSteps[name], reviewed, by('r'))).toMatchObject({ refusal: { code: 'samePerson' } })
      expect(takeStep(stoppageSteps[name], reviewed, by('s')).ok).toBe(true)
    }
  })

  it('lasts to the same day of its last month, or that month’s end', () => {
    expect([stoppageEnd('2026-06-08', 6), stoppageEnd('2026-08-31', 6)]).toEqual(['2026-12-08', '2027-02-28'])
    expect([stoppageKindOf({ kind: 'person' }), stoppageKindOf({ kind: 'institution' })]).toEqual(['settlement', 'services'])
    const day = new Date()
    const states = [
      stoppageStateOf({ begunOn: null, reviewedOn: null, endedOn: null, endWhy: null }),
      stoppageStateOf({ begunOn: day, reviewedOn: null, endedOn: null, endWhy: null }),
      stoppageStateOf({ begunOn: day, reviewedOn: day, endedOn: null, endWhy: null }),
      stoppageStateOf({ begunOn: null, reviewedOn: null, endedOn: day, endWhy: null }),
      stoppageStateOf({ begunOn: null, reviewedOn: null, endedOn: day, endWhy: 'lapsed' }),
    ]
    expect(states).toEqual(stoppageStates)
  })
})
