import { expect, it } from 'vitest'
import { toServeLater } from './served-later'

const on = (day: number) => new Date(Date.UTC(2026, 5, day))
const parties = [{ id: 'a' }, { id: 'b' }]
const issued = (day: number, state = 'issued') => ({ kind: 'surchargeDecision', state, generatedAt: on(day) })
const service = (partyId: string, day: number) => ({ paper: 'surcharge', partyId, recordedAt: on(day) })

it('is served on each party once it is issued, and anew where it is issued anew', () => {
  expect(toServeLater(parties, [], [issued(1, 'draft')])).toEqual([])
  expect(toServeLater(parties, [service('a', 2)], [issued(1)])).toEqual([{ paper: 'surcharge', parties: [{ id: 'b' }] }])
  expect(toServeLater(parties, [service('a', 2), service('b', 3)], [issued(1)])).toEqual([])
  expect(toServeLater(parties, [service('a', 2), service('b', 3)], [issued(4), issued(1)])).toEqual([{ paper: 'surcharge', parties }])
})
