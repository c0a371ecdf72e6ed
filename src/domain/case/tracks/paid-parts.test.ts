import { describe, expect, it } from 'vitest'
import type { Posting } from '../money'
import { paidParts, planCutTo } from './paid-parts'

const at = new Date('2026-06-10T02:00:00Z')
const posting = (kind: Posting['kind'], amountFen: bigint, occurredOn = '2026-06-08', over: Partial<Posting> = {}) => ({
  ...{ kind, amountFen, occurredOn, confirmedAt: at, rejectedAt: null },
  ...over,
})

describe('a fine is covered', () => {
  it('by what has come in and is confirmed, on the day of the last payment that it took', () => {
    const fined = posting('fined', 100n)
    expect(paidParts([], [fined, posting('finePaid', 60n, '2026-06-20'), posting('finePaid', 40n, '2026-06-12')])).toEqual([
      { id: undefined, coveredOn: '2026-06-20' },
    ])
    expect(paidParts([], [fined, posting('finePaid', 100n, '2026-06-12', { confirmedAt: null })])).toEqual([])
    expect(paidParts([], [fined, posting('finePaid', 99n)])).toEqual([])
    expect(paidParts([], [posting('demanded', 100n), posting('recovered', 100n)])).toEqual([])
  })

  it('at its changed amount, and not at both together', () => {
    const changed = [posting('fined', 100n, '2026-06-08', { rejectedAt: at }), posting('fined', 60n, '2026-07-30')]
    expect(paidParts([], [...changed, posting('finePaid', 60n, '2026-06-15')])).toEqual([{ id: undefined, coveredOn: '2026-06-15' }])
    expect(paidParts([], [...changed, posting('finePaid', 59n, '2026-06-15')])).toEqual([])
  })

  it('part by part, in their order', () => {
    const parts = ['a', 'b', 'c'].map((id) => ({ id, amountFen: 40n }))
    const paid = [posting('finePaid', 50n, '2026-07-01'), posting('finePaid', 30n, '2026-08-01')]
    expect(paidParts(parts, [posting('fined', 120n), ...paid])).toEqual([
      { id: 'a', coveredOn: '2026-07-01' },
      { id: 'b', coveredOn: '2026-08-01' },
    ])
  })
})

it('a plan for a fine that was lowered is cut from its last parts', () => {
  const plan = [25n, 25n, 25n, 25n].map((amountFen, at) => ({ id: `${at}`, amountFen }))
  const cut = (fineFen: bigint) => planCutTo(plan, fineFen).map(({ amountFen }) => amountFen)
  expect(cut(60n)).toEqual([25n, 25n, 10n, 0n])
  expect(cut(100n)).toEqual([25n, 25n, 25n, 25n])
  expect(cut(0n)).toEqual([0n, 0n, 0n, 0n])
})
