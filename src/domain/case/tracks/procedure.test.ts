import { describe, expect, it } from 'vitest'
import { aProcedure, posted as posting } from '../../../../tests/fixtures/a-procedure'
import { hearingDemanded, legalReviewDemand } from '../legal-review'
import type { Posting } from '../money'
import {
  demandedOnce,
  everyFactDisposed,
  fitsSummary,
  mayBeSpread,
  type Procedure,
  type ProcedureClock,
  paymentOverdue,
  takesNothing,
  takesSomething,
} from './procedure'
import { procedureSteps } from './procedure-steps'

const asOf = new Date('2026-11-20T02:00:00Z')
const fact = (over: Partial<Procedure['facts'][number]>) => ({
  ...{ id: 'f', partyId: 'p', fundLossFen: 0n, limitedFen: 0n, refundFen: 0n, fineFen: 0n, suspendMonths: null, disposedAt: asOf },
  ...{ leniency: 'none' as const, leniencyRef: '' },
  ...over,
})

describe('a case that takes nothing from its party', () => {
  it('ends without telling the party first; a fine, money back or a suspension does not', () => {
    expect(takesNothing(aProcedure({ facts: [fact({})] }))).toEqual({ ok: true, value: undefined })
    for (const taken of [{ fineFen: 1n }, { refundFen: 1n }, { suspendMonths: 12 }]) {
      expect(takesSomething({ facts: [fact({}), fact(taken)] })).toBe(true)
      expect(takesNothing(aProcedure({ facts: [fact({}), fact(taken)] }))).toMatchObject({ refusal: { code: 'noticeMissing' } })
    }
  })
})

describe('a time of which days do not count', () => {
  const [startedAt, dueAt] = [new Date('2026-11-01T00:00:00Z'), new Date('2027-01-30T00:00:00Z')]
  const runs = { ruleId: 'CK03', objectId: '', startedAt, dueAt, stoppedAt: null }
  const ask = (name: 'decideNothing' | 'returnReview' | 'terminate', over: Partial<ProcedureClock>) =>
    procedureSteps[name].requires?.(aProcedure({ facts: [fact({})], clocks: [{ ...runs, ...over }] })) ?? { ok: true }

  it('is not ended by a decision while nobody has said until when, and is by the end of the procedure', () => {
    const open = { pausedAt: new Date('2026-11-10T00:00:00Z') }
    expect(ask('decideNothing', {})).toMatchObject({ ok: true })
    expect(ask('decideNothing', open)).toMatchObject({ refusal: { code: 'periodOpen' } })
    expect(ask('decideNothing', { ...open, stoppedAt: asOf })).toMatchObject({ ok: true })
    expect(ask('returnReview', open)).toMatchObject({ ok: true })
    expect(ask('returnReview', { ...open, ruleId: 'CK09' })).toMatchObject({ refusal: { code: 'periodOpen' } })
    expect(ask('terminate', open)).toMatchObject({ ok: true })
  })
})

describe('what the law asks for from an amount on', () => {
  const parties = [
    { id: 'p', kind: 'institution' as const },
    { id: 'q', kind: 'person' as const },
  ]
  const fines = (p: bigint, q: bigint) => ({ parties, facts: [fact({ fineFen: p }), fact({ id: 'g', partyId: 'q', fineFen: q })] })

  it('is asked of each party: a hearing from what is much for it, and not from what all of them pay together', () => {
    expect(hearingDemanded(fines(4_999_999n, 499_999n))).toBe(false)
    expect(hearingDemanded(fines(100n, 500_000n))).toBe(true)
    expect(hearingDemanded(fines(5_000_000n, 100n))).toBe(true)
    expect(hearingDemanded({ parties, facts: [fact({ fineFen: 2_600_000n }), fact({ id: 'g', fineFen: 2_600_000n })] })).toBe(true)
  })

  it('is always asked of who is to be shut out of a trade, whatever the place has set for suspensions', () => {
    const head = (over: object) => ({ parties, facts: [fact({ partyId: 'q', provisionId: 'P43-1', liabilityId: null, ...over })] })
    expect(hearingDemanded(head({ suspendMonths: 60 }))).toBe(true)
    expect(hearingDemanded(head({}))).toBe(false)
    expect(hearingDemanded(head({ provisionId: 'P41-1', suspendMonths: 12 }))).toBe(false)
    expect(legalReviewDemand(head({ suspendMonths: 60 }))).toMatchObject({ why: 'hearing' })
  })

  it('a review by lawyers too, also where one party is let off', () => {
    expect(legalReviewDemand(fines(300_000n, 20_000n))).toBeNull()
    expect(legalReviewDemand(fines(300_000n, 20_001n))).toMatchObject({ why: 'fine' })
    expect(legalReviewDemand(fines(300_000n, 0n))).toMatchObject({ why: 'noPenalty' })
  })

  it('on the spot each is warned or fined a little, and nothing has to come back', () => {
    const onSpot = (over: Partial<Procedure>) => fitsSummary(aProcedure({ state: 'filed', parties, ...over }))
    expect(onSpot(fines(300_000n, 20_000n))).toEqual({ ok: true, value: undefined })
    expect(onSpot(fines(300_000n, 20_001n))).toMatchObject({ refusal: { code: 'summaryUnfit', detail: { limit: '200.00' } } })
    expect(onSpot(fines(300_000n, 0n))).toMatchObject({ refusal: { code: 'warningMissing' } })
    expect(onSpot({ ...fines(300_000n, 0n), warned: true })).toMatchObject({ ok: true })
    const lost = { ...fines(300_000n, 20_000n), facts: [fact({ fineFen: 300_000n, fundLossFen: 500n, limitedFen: 100n })] }
    expect(onSpot(lost)).toMatchObject({ refusal: { code: 'summaryWithLoss', detail: { loss: '4.00' } } })
    expect(onSpot({ facts: [fact({ suspendMonths: 6 })], warned: true })).toMatchObject({ refusal: { code: 'summaryUnfit' } })
  })
})

describe('a fact that is not fined', () => {
  const police = (state: Procedure['referrals'][number]['state']) => [{ id: 'r', kind: 'police' as const, state, originId: null }]
  const disposed = (over: Partial<Procedure['facts'][number]>, referrals: Procedure['referrals'] = []) =>
    everyFactDisposed(aProcedure({ facts: [fact(over)], referrals }))

  it('because the police have it, is the bureau’s again once they turn it down', () => {
    expect(disposed({ leniency: 'withPolice' })).toMatchObject({ refusal: { code: 'policeReferralMissing' } })
    for (const state of ['declined', 'withdrawn', 'rejected', 'criminalCaseDeclined'] as const)
      expect(disposed({ leniency: 'withPolice' }, police(state))).toMatchObject({ refusal: { code: 'policeReferralMissing' } })
    for (const state of ['proposed', 'accepted', 'criminalCaseOpened'] as const)
      expect(disposed({ leniency: 'withPolice' }, police(state)).ok).toBe(true)
  })

  it('because the police have it, is the bureau’s again once it has taken on what they hand back', () => {
    const handedBack = (state: Procedure['referrals'][number]['state'], originId: string) =>
      disposed({ leniency: 'withPolice' }, [...police('criminalCaseOpened'), { id: 'h', kind: 'handBack', state, originId }])
    for (const state of ['accepted', 'answered'] as const) {
      expect(handedBack(state, 'r')).toMatchObject({ refusal: { code: 'policeReferralMissing' } })
      expect(handedBack(state, 'another').ok).toBe(true)
    }
    for (const state of ['proposed', 'delivered', 'received', 'moreAsked', 'rejected'] as const)
      expect(handedBack(state, 'r').ok).toBe(true)
  })

  it('because it was fined already, says by which decision', () => {
    expect(disposed({ leniency: 'finedAlready' })).toMatchObject({ refusal: { code: 'earlierDecisionMissing' } })
    expect(disposed({ leniency: 'finedAlready', leniencyRef: '济医保罚〔2026〕3号' }).ok).toBe(true)
  })
})

describe('what is owed', () => {
  const decided = [posting('demanded', 500n), posting('fined', 300n)]
  const toPay = (over: Partial<ProcedureClock>): ProcedureClock => ({
    ...{
      ruleId: 'CK16',
      objectId: '',
      startedAt: new Date('2026-11-01T00:00:00Z'),
      dueAt: new Date('2026-11-16T00:00:00Z'),
      stoppedAt: null,
    },
    ...over,
  })
  const demanded = (money: readonly Posting[], clocks: readonly ProcedureClock[]) => paymentOverdue(aProcedure({ money, clocks })).ok

  it('is demanded once the time to pay has passed, and not before', () => {
    expect(demanded(decided, [toPay({})])).toBe(true)
    expect(demanded(decided, [toPay({ dueAt: new Date('2026-11-30T00:00:00Z') })])).toBe(false)
  })

  it('is spread over parts as long as its time has not passed, for the late days would count no more', () => {
    const spread = (over: Partial<ProcedureClock>) => mayBeSpread(aProcedure({ money: decided, clocks: [toPay(over)] }))
    expect(spread({ dueAt: new Date('2026-11-30T00:00:00Z') }).ok).toBe(true)
    expect(spread({})).toMatchObject({ refusal: { code: 'spreadTooLate', detail: { day: '2026-11-16' } } })
    expect(spread({ stoppedAt: asOf }).ok).toBe(true)
    expect(mayBeSpread(aProcedure({ money: decided.slice(0, 1), clocks: [toPay({})] }))).toMatchObject({
      refusal: { code: 'nothingToSpread' },
    })
  })

  it('to the fund is demanded also when the fine is paid', () => {
    const paid = [...decided, posting('finePaid', 300n)]
    expect(demanded(paid, [toPay({ stoppedAt: asOf })])).toBe(true)
    expect(demanded([...paid, posting('recovered', 500n)], [toPay({ stoppedAt: asOf })])).toBe(false)
  })

  it('is not demanded while a part of the fine still has its time', () => {
    const parts = [toPay({ objectId: '1', stoppedAt: asOf }), toPay({ objectId: '2', dueAt: new Date('2026-12-16T00:00:00Z') })]
    expect(demanded(decided, parts)).toBe(false)
  })
})

describe('a loss that the agreement takes back', () => {
  const ask = (refundFen: bigint, byAgreementFen: bigint) =>
    demandedOnce({ facts: [fact({ fundLossFen: 1_000n, refundFen }), fact({ fundLossFen: 200n })], byAgreementFen })

  it('is not demanded by the decision too', () => {
    expect([ask(1_000n, 0n).ok, ask(1_000n, 200n).ok, ask(0n, 1_200n).ok]).toEqual([true, true, true])
    expect(ask(1_000n, 201n)).toMatchObject({ refusal: { code: 'refundBeyondAgreement', detail: { taken: '2.01', most: '9.99' } } })
    for (const name of ['notice', 'decide'] as const) {
      const { requires } = procedureSteps[name]
      const facts = [fact({ fundLossFen: 1_000n, refundFen: 1_000n, disposedAt: asOf })]
      const lines = [{ factId: 'f', refundFen: 1_000n, fineFen: 0n, suspendMonths: 0 }]
      const clocks = [{ ruleId: 'CK12', objectId: '', startedAt: asOf, dueAt: asOf, stoppedAt: asOf }]
      const told = { facts, clocks, notice: { hearingRight: false, lines } }
      expect(requires?.(aProcedure(told)), name).toMatchObject({ ok: true })
      expect(requires?.(aProcedure({ ...told, byAgreementFen: 1n })), name).toMatchObject({ refusal: { code: 'refundBeyondAgreement' } })
    }
  })
})
