import { describe, expect, it } from 'vitest'
import type { ReferralState } from '../referral/kinds'
import { referredTracks } from './referred-tracks'

const day = (text: string) => new Date(`2026-06-${text}T00:00:00Z`)
const referral = (kind: 'police' | 'health' | 'discipline', state: ReferralState, over: object = {}) => ({
  ...{ id: kind, kind, state, deliveredAt: day('10'), outcomeAt: day('20') },
  ...over,
})
const told = (kind: 'arrested' | 'effective' | 'notIndicted' | 'judged', on: string, personLabel = '') => ({
  ...{ referralId: 'police', kind, personLabel, occurredOn: day(on) },
})
const stateOf = (...given: Parameters<typeof referredTracks>) => referredTracks(...given).map(({ kind, state }) => [kind, state])

describe('tracks that go on with another authority', () => {
  it('begin with the delivery, and with nothing before it', () => {
    expect(referredTracks([referral('police', 'approved', { deliveredAt: null })], [])).toEqual([])
    expect(referredTracks([referral('health', 'delivered')], [])).toEqual([
      { kind: 'healthAdministration', state: 'running', startedAt: day('10'), concludedAt: null, referralIds: ['health'] },
    ])
    expect(stateOf([referral('discipline', 'delivered')], [])).toEqual([])
  })

  it('end with the answer, the refusal, or the refusal to file; what was taken back is none', () => {
    for (const state of ['answered', 'rejected'] as const)
      expect(referredTracks([referral('health', state)], [])).toMatchObject([{ state: 'concluded', concludedAt: day('20') }])
    expect(stateOf([referral('police', 'criminalCaseDeclined')], [])).toEqual([['criminal', 'concluded']])
    expect(stateOf([referral('health', 'withdrawn')], [])).toEqual([])
  })

  it('of a filed crime go on until the process is over for everybody whom it is about', () => {
    const filed = [referral('police', 'criminalCaseOpened')]
    expect(stateOf(filed, [])).toEqual([['criminal', 'running']])
    expect(stateOf(filed, [told('judged', '21')])).toEqual([['criminal', 'running']])
    const one = [told('arrested', '11', '甲'), told('arrested', '11', '乙'), told('notIndicted', '22', '甲')]
    expect(stateOf(filed, one)).toEqual([['criminal', 'running']])
    expect(referredTracks(filed, [...one, told('effective', '25', '乙')])).toMatchObject([{ state: 'concluded', concludedAt: day('25') }])
    expect(stateOf(filed, [told('effective', '25')])).toEqual([['criminal', 'concluded']])
  })

  it('run while one of several referrals does', () => {
    const two = [referral('health', 'answered', { id: 'a', deliveredAt: day('08') }), referral('health', 'received', { id: 'b' })]
    expect(referredTracks(two, [])).toMatchObject([{ state: 'running', startedAt: day('08'), concludedAt: null, referralIds: ['a', 'b'] }])
  })
})
