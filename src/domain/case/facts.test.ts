import { describe, expect, it } from 'vitest'
import { type Fact, factHolds, factTotals, spansImplementingRules } from './facts'
import { awaitsConfirmation, type MoneyKind, moneyTotals, type Posting, postingHolds } from './money'
import { liabilityOf } from './provisions'

const fact = (over: Partial<Fact> = {}): Fact => ({
  actFrom: '2026-01-01',
  actTo: '2026-03-31',
  provisionId: 'P38-3',
  liabilityId: null,
  billedFen: 3n,
  irregularFen: 2n,
  fundLossFen: 1n,
  fraudFen: null,
  ...over,
})

const underRules = { provisionId: 'SZ-1', liabilityId: 'P38-4' }

describe('a fact', () => {
  it.each([
    ['as it should be', {}, null],
    ['with equal amounts', { billedFen: 1n, irregularFen: 1n }, null],
    ['with more irregular than billed', { irregularFen: 4n }, 'amountsOutOfOrder'],
    ['with more lost than irregular', { fundLossFen: 3n }, 'amountsOutOfOrder'],
    ['that ends before it begins', { actTo: '2025-12-31' }, 'periodOutOfOrder'],
    ['before the regulation', { actFrom: '2021-04-30' }, 'lawNotInForce'],
    ['on the first day of the regulation', { actFrom: '2021-05-01' }, null],
    ['under the rules before their time', underRules, 'lawNotInForce'],
    ['under the rules on their first day', { ...underRules, actFrom: '2026-04-01', actTo: '2026-04-01' }, null],
    ['that began before the rules', { ...underRules, actTo: '2026-04-01' }, 'lawNotInForce'],
    ['under the rules without the article that they apply', { ...underRules, liabilityId: null }, 'liabilityMissing'],
    ['under the rules with an article that they do not apply', { ...underRules, liabilityId: 'P39-1' }, 'liabilityMissing'],
    ['with an article beside one that says itself what follows', { liabilityId: 'P38-1' }, 'liabilityMissing'],
    ['under a line on people', { provisionId: 'P41-1' }, 'provisionOfOther'],
    ['under the rules on people', { provisionId: 'SZ-2', fraudFen: 1n }, 'provisionOfOther'],
    ['under a duty of authorities', { provisionId: 'P36-1' }, 'provisionMissing'],
    ['under a measure that is no penalty', { provisionId: 'P30-1' }, 'provisionMissing'],
    ['of fraud with its amount', { provisionId: 'P40-3', fraudFen: 2n }, null],
    ['of fraud without it', { provisionId: 'P40-3' }, 'fraudAmountMissing'],
    ['of fraud beyond what was irregular', { provisionId: 'P40-3', fraudFen: 3n }, 'amountsOutOfOrder'],
    ['of no fraud with an amount of it', { fraudFen: 1n }, 'fraudAmountUnfit'],
  ])('%s', (_what, over, code) => {
    expect(factHolds(fact(over), 'institution')).toMatchObject(code ? { ok: false, refusal: { code } } : { ok: true })
  })

  it('of a person rests on what is said of people, and of anybody', () => {
    const held = (over: Partial<Fact>) => factHolds(fact(over), 'person').ok
    expect([held({ provisionId: 'P41-2' }), held({ provisionId: 'P38-3' }), held({ provisionId: 'SB88', fraudFen: 1n })]).toEqual([
      true,
      false,
      true,
    ])
    const days = { actFrom: '2026-04-01', actTo: '2026-04-02' }
    expect(liabilityOf({ provisionId: 'SZ-2', liabilityId: null })?.id).toBe('P41-4')
    expect(held({ provisionId: 'SZ-2', fraudFen: 1n, ...days })).toBe(true)
  })

  it('is marked when it runs across the day the rules came in', () => {
    expect(spansImplementingRules({ actFrom: '2026-03-31', actTo: '2026-04-01' })).toBe(true)
    expect(spansImplementingRules({ actFrom: '2026-04-01', actTo: '2026-04-02' })).toBe(false)
    expect(spansImplementingRules({ actFrom: '2026-01-01', actTo: '2026-03-31' })).toBe(false)
  })
})

describe('money', () => {
  const posting = (kind: MoneyKind, amountFen: bigint, over: Partial<Posting> = {}): Posting => ({
    ...{ kind, amountFen, confirmedAt: new Date('2026-07-01T00:00:00Z'), rejectedAt: null },
    ...over,
  })
  it('keeps the funds and the treasury apart', () => {
    const totals = moneyTotals([
      posting('found', 100n, { confirmedAt: null }),
      posting('demanded', 90n, { confirmedAt: null }),
      posting('recovered', 40n),
      posting('agreementRecovered', 10n),
      posting('fined', 200n, { confirmedAt: null }),
      posting('finePaid', 250n),
    ])
    expect(totals.fund).toEqual({
      foundFen: 100n,
      demandedFen: 90n,
      recoveredFen: 40n,
      agreementRecoveredFen: 10n,
      returnedFen: 50n,
      outstandingFen: 50n,
    })
    expect(totals.treasury).toMatchObject({ finedFen: 200n, paidFen: 250n, outstandingFen: 0n, surchargedFen: 0n })
  })

  it('counts what was posted by hand only once a second person has confirmed it', () => {
    const waiting = [posting('recovered', 40n, { confirmedAt: null }), posting('finePaid', 7n, { confirmedAt: null })]
    const rejected = posting('recovered', 5n, { confirmedAt: null, rejectedAt: new Date('2026-07-02T00:00:00Z') })
    expect(moneyTotals([posting('demanded', 90n), ...waiting, rejected]).fund).toMatchObject({ recoveredFen: 0n, outstandingFen: 90n })
    expect(waiting.map(awaitsConfirmation)).toEqual([true, true])
    expect([rejected, posting('found', 1n, { confirmedAt: null })].map(awaitsConfirmation)).toEqual([false, false])
  })

  it.each([
    ['within what was demanded', 'recovered', 50n, true, null],
    ['beyond what was demanded', 'recovered', 51n, true, '0.50'],
    ['beyond what was demanded, before the decision', 'recovered', 51n, false, null],
    ['beyond what was lost', 'agreementRecovered', 61n, true, '0.60'],
    ['within what was fined', 'finePaid', 20n, true, null],
    ['beyond what was fined', 'finePaid', 21n, true, '0.20'],
  ] as const)('can come in %s', (_what, kind, amountFen, isDecided, left) => {
    const waiting = posting('recovered', 40n, { confirmedAt: null })
    const rejected = posting('finePaid', 20n, { confirmedAt: null, rejectedAt: new Date('2026-07-02T00:00:00Z') })
    const standing = [posting('found', 100n), posting('demanded', 90n), posting('fined', 20n), waiting, rejected]
    const held = postingHolds(standing, { kind, amountFen }, isDecided)
    expect(held).toMatchObject(left === null ? { ok: true } : { ok: false, refusal: { code: 'moneyBeyond', detail: { left } } })
  })

  it('adds facts amount by amount', () => {
    const one = { billedFen: 1n, irregularFen: 2n, fundLossFen: 3n, refundFen: 4n, fineFen: 5n }
    expect(factTotals([one, one])).toEqual({ billedFen: 2n, irregularFen: 4n, fundLossFen: 6n, refundFen: 8n, fineFen: 10n })
  })
})
