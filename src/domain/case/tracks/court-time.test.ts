import { describe, expect, it } from 'vitest'
import { aProcedure, posted } from '../../../../tests/fixtures/a-procedure'
import { courtTimeFrom } from './court-time'
import { mayGoToCourt, type Procedure, type ProcedureClock } from './procedure'
import type { Remedy } from './remedies'

const at = (day: string) => new Date(`${day}T02:00:00Z`)
const clock = (ruleId: string, lastDay: string, stoppedAt: Date | null = null): ProcedureClock => ({
  ...{ ruleId, objectId: '', startedAt: at('2026-06-08'), dueAt: new Date(at(lastDay).getTime() + 14 * 3_600_000), stoppedAt },
})
const remedy = (over: Partial<Remedy>): Remedy => ({
  ...{ id: 'r', partyId: 'p', kind: 'litigation', state: 'concluded', outcome: 'maintained', stayed: false, concludedOn: '2027-02-01' },
  ...over,
})
const appeals = [clock('CK20', '2026-08-07'), clock('CK21', '2026-12-08')]
const from = (over: Partial<Procedure>, day = '2026-12-09') =>
  courtTimeFrom(aProcedure({ state: 'demanded', asOf: at(day), clocks: appeals, money: [posted('fined', 300n)], ...over }))

describe('the time in which a court may be asked', () => {
  it('begins when nobody can appeal any more, and while something is owed', () => {
    expect(from({}, '2026-12-08')).toBeNull()
    expect(from({})).toBe('2026-12-08')
    expect(from({ money: [posted('demanded', 1n)] })).toBe('2026-12-08')
    expect(from({ money: [posted('fined', 300n), posted('finePaid', 300n)] })).toBeNull()
    for (const state of ['decided', 'enforcing', 'performed', 'closed'] as const) expect(from({ state }), state).toBeNull()
  })

  it('begins when a court has judged, and not while one still looks at it or has revoked it', () => {
    for (const state of ['received', 'answered'] as const) expect(from({ remedies: [remedy({ state, outcome: null })] }), state).toBeNull()
    expect(from({ remedies: [remedy({})] }, '2027-02-02')).toBe('2027-02-01')
    expect(from({ remedies: [remedy({ outcome: 'revoked' })] }, '2027-02-02')).toBeNull()
  })

  it('does not wait for the time to sue after a conclusion that was struck out', () => {
    const ended = remedy({ kind: 'reconsideration', concludedOn: '2026-12-10' })
    const sues = (objectId: string, lastDay: string) => ({ ...clock('CK81', lastDay, at(lastDay)), objectId })
    const remedies = { remedies: [ended], clocks: [...appeals, sues('r', '2026-12-25'), sues('struck', '2027-02-25')] }
    expect(from(remedies, '2027-01-02')).toBe('2026-12-25')
  })

  it('does not wait for a party that did nothing', () => {
    const ended = remedy({ kind: 'reconsideration', concludedOn: '2026-07-10' })
    const [sues, parties] = [{ ...clock('CK81', '2026-07-25'), objectId: 'r' }, ['p', 'q']]
    const facts = (of: readonly string[]) =>
      of.map((partyId) => ({
        ...{ id: partyId, partyId, fundLossFen: 0n, limitedFen: 0n, refundFen: 0n, fineFen: 1n },
        ...{ suspendMonths: null, leniency: 'none' as const, leniencyRef: '', disposedAt: null },
      }))
    const two = { parties: parties.map((id) => ({ id, kind: 'institution' as const })), remedies: [ended], clocks: [...appeals, sues] }
    expect(from({ ...two, facts: facts(['p']) }, '2026-07-26')).toBe('2026-07-25')
    expect(from({ ...two, facts: facts(['p', 'q']) }, '2026-07-26')).toBeNull()
  })

  it('begins with the last day of a fine that was spread, where that is later, and so ends later', () => {
    const instalments = [{ dueOn: '2026-09-01' }, { dueOn: '2027-01-31' }]
    expect(from({ instalments }, '2027-02-02')).toBe('2027-01-31')
    expect(from({ instalments: instalments.slice(0, 1) })).toBe('2026-12-08')
    const asks = (day: string) => mayGoToCourt(aProcedure({ state: 'demanded', asOf: at(day), clocks: appeals, instalments })).ok
    expect([asks('2027-04-30'), asks('2027-05-01')]).toEqual([true, false])
  })

  it('is not known of a case whose service was not kept', () => {
    expect(from({ clocks: [] })).toBeNull()
  })
})
