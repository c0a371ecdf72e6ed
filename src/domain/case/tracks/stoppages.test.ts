import { describe, expect, it } from 'vitest'
import { takeStep } from '../../kernel/workflow'
import { type Stoppage, stoppageEnd, stoppageKindOf, stoppageStateOf, stoppageStates, stoppageStepNames, stoppageSteps } from './stoppages'

const stoppage = (over: Partial<Stoppage> = {}): Stoppage => ({
  ...{ state: 'begun', toOn: '2026-12-08', stayed: false, reviewedById: null, asOf: '2026-12-09' },
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
    expect(Object.fromEntries(open)).toEqual({ imposed: 'begin', begun: 'review', reviewed: 'sendBack restore', ended: '' })
  })

  it('is not begun while that is stayed, and not looked at again before its last day', () => {
    expect(takeStep(stoppageSteps.begin, stoppage({ state: 'imposed', stayed: true }), by('x'))).toMatchObject({
      refusal: { code: 'enforcementStayed' },
    })
    const early = { code: 'stoppageRuns', detail: { day: '2026-12-08' } }
    expect(takeStep(stoppageSteps.review, stoppage({ asOf: '2026-12-07' }), by('x'))).toMatchObject({ refusal: early })
    expect(takeStep(stoppageSteps.restore, stoppage({ state: 'reviewed', asOf: '2026-12-08' }), by('x'))).toMatchObject({ refusal: early })
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
      stoppageStateOf({ begunOn: null, reviewedOn: null, endedOn: null }),
      stoppageStateOf({ begunOn: day, reviewedOn: null, endedOn: null }),
      stoppageStateOf({ begunOn: day, reviewedOn: day, endedOn: null }),
      stoppageStateOf({ begunOn: null, reviewedOn: null, endedOn: day }),
    ]
    expect(states).toEqual(stoppageStates)
  })
})
