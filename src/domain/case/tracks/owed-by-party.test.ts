import { describe, expect, it } from 'vitest'
import { owedAfter, owedBy } from './owed-by-party'

const facts = [
  { partyId: 'p', refundFen: 700n, fineFen: 60_00n },
  { partyId: 'p', refundFen: 0n, fineFen: 40_00n },
  { partyId: 'q', refundFen: 300n, fineFen: 50_00n },
]
const decided = { refundFen: 1_000n, fineFen: 150_00n, facts, remedies: [] }
const changed = { partyId: 'p', outcome: 'changed' as const, refundFen: 500n, fineFen: 60_00n }

describe('a decision on two parties', () => {
  it('changed for one leaves what the other owes', () => {
    expect(owedAfter(decided, 'p', changed)).toEqual({ ok: true, value: { refundFen: 800n, fineFen: 110_00n } })
    expect(owedAfter(decided, 'p', { refundFen: 0n, fineFen: 0n })).toEqual({ ok: true, value: { refundFen: 300n, fineFen: 50_00n } })
  })

  it('is changed to no more than that one owed, be it by an earlier appeal', () => {
    expect(owedAfter(decided, 'q', { refundFen: 300n, fineFen: 50_01n })).toMatchObject({
      refusal: { code: 'aboveDecision', detail: { refund: '3.00', fine: '50.00' } },
    })
    const after = { ...decided, refundFen: 800n, fineFen: 110_00n, remedies: [changed] }
    expect(owedBy(after, 'p')).toEqual({ refundFen: 500n, fineFen: 60_00n })
    expect(owedAfter(after, 'p', { refundFen: 500n, fineFen: 60_01n }).ok).toBe(false)
    expect(owedAfter(after, 'p', { refundFen: 500n, fineFen: 10_00n })).toEqual({ ok: true, value: { refundFen: 800n, fineFen: 60_00n } })
  })

  it('revoked for one asks nothing of it any more', () => {
    const revoked = { partyId: 'p', outcome: 'revoked' as const, refundFen: null, fineFen: null }
    expect(owedBy({ ...decided, remedies: [changed, revoked] }, 'p')).toEqual({ refundFen: 0n, fineFen: 0n })
  })
})

it('a decision on one party is its own as a whole, whatever its facts say', () => {
  const alone = { refundFen: 900n, fineFen: 80_00n, facts: facts.slice(0, 2), remedies: [changed] }
  expect(owedBy(alone, 'p')).toEqual({ refundFen: 900n, fineFen: 80_00n })
  expect(owedBy({ ...alone, facts: [] }, 'p')).toEqual({ refundFen: 900n, fineFen: 80_00n })
})
