import { describe, expect, it } from 'vitest'
import { posted } from '../../../tests/fixtures/a-procedure'
import { moneyTotals, owedToTreasury, postingHolds } from './money'
import { moneySettled } from './steps'
import { surchargeDue } from './surcharge'

const fine = [{ amountFen: 1_000_00n, dueOn: '2026-06-23' }]
const paid = (amountFen: bigint, paidOn: string) => ({ amountFen, paidOn })

describe('what a fine grows by', () => {
  it.each([
    ['nothing on its last day', '2026-06-23', [], 0n],
    ['three in a hundred on the day after', '2026-06-24', [], 30_00n],
    ['for each day that it is late', '2026-07-03', [], 300_00n],
    ['never more than itself', '2026-12-31', [], 1_000_00n],
    ['nothing where it was paid in time', '2026-12-31', [paid(1_000_00n, '2026-06-23')], 0n],
    ['until it was paid', '2026-12-31', [paid(1_000_00n, '2026-06-25')], 60_00n],
    ['and only as far as it was not', '2026-06-27', [paid(600_00n, '2026-06-25')], 36_00n + 48_00n],
  ] as const)('%s', (_, on, payments, expected) => {
    expect(surchargeDue(fine, payments, on)).toBe(expected)
  })

  it('is counted of each part from its own day, payments going to what was due first', () => {
    const parts = [
      { amountFen: 400_00n, dueOn: '2026-08-01' },
      { amountFen: 600_00n, dueOn: '2026-07-01' },
    ]
    expect(surchargeDue(parts, [paid(600_00n, '2026-07-03')], '2026-08-02')).toBe(36_00n + 12_00n)
  })

  it('leaves out the days on which the decision was looked at again, each once', () => {
    const uncounted = [
      { from: '2026-06-25', to: '2026-06-26' },
      { from: '2026-06-26', to: '2026-06-28' },
    ]
    expect(surchargeDue(fine, [], '2026-06-30', uncounted)).toBe(3n * 30_00n)
    expect(surchargeDue(fine, [], '2026-06-27', uncounted)).toBe(30_00n)
    expect(surchargeDue(fine, [], '2026-06-30', [{ from: '2026-06-01', to: '2026-06-23' }])).toBe(7n * 30_00n)
  })
})

describe('the money of it', () => {
  const money = [posted('fined', 100n), posted('finePaid', 100n), posted('surcharged', 30n)]

  it('is the treasury’s, owed beside the fine and paid apart from it', () => {
    expect(moneyTotals(money).treasury).toMatchObject({ outstandingFen: 0n, surchargeOutstandingFen: 30n })
    expect(owedToTreasury(moneyTotals(money))).toBe(30n)
    expect(moneySettled({ money }, '')).toMatchObject({ refusal: { code: 'moneyOutstanding', detail: { fund: '0.00', treasury: '0.30' } } })
    expect(moneySettled({ money: [...money, posted('surchargePaid', 30n)] }, '')).toMatchObject({ ok: true })
  })

  it('comes in as far as it was counted', () => {
    const post = (kind: 'finePaid' | 'surchargePaid', amountFen: bigint) => postingHolds(money, { kind, amountFen }, true)
    expect(post('surchargePaid', 30n)).toMatchObject({ ok: true })
    expect(post('surchargePaid', 31n)).toMatchObject({ refusal: { code: 'moneyBeyond', detail: { left: '0.30' } } })
    expect(post('finePaid', 1n)).toMatchObject({ refusal: { code: 'moneyBeyond', detail: { left: '0.00' } } })
  })
})
