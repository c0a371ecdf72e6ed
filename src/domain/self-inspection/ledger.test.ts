import { describe, expect, it } from 'vitest'
import { type Debt, ledgerFen, plus, splitByLedger, sumOfDebts } from './ledger'

const debt = <L extends Debt['ledger']>(ledger: L, fen: bigint): Debt<L> => ({
  ledger,
  owedFen: fen,
  demandedFen: fen,
  paidFen: 0n,
  confirmedFen: 0n,
  outstandingFen: fen,
  overdueFen: 0n,
})

describe('amounts of different ledgers', () => {
  it('cannot be added up: neither by a program that compiles, nor by one that runs', () => {
    expect(plus(ledgerFen('fine', 1n), ledgerFen('fine', 2n))).toEqual({ ledger: 'fine', fen: 3n })
    // @ts-expect-error a fine is no refund
    expect(() => plus(ledgerFen('fundRefund', 1n), ledgerFen('fine', 2n))).toThrow('never added up')
    // @ts-expect-error an agreement recovery is no refund
    expect(() => sumOfDebts('fundRefund', [debt('agreementRecovery', 2n)])).toThrow('never added up')
    const untyped: Debt[] = [debt('fine', 1n), debt('fundRefund', 1n)]
    expect(() => sumOfDebts(untyped[0]?.ledger ?? 'fine', untyped)).toThrow('never added up')
  })

  it('are summed within one', () => {
    expect(sumOfDebts('fine', [debt('fine', 5n), debt('fine', 7n)])).toEqual(debt('fine', 12n))
    expect(sumOfDebts('fundRefund', [])).toEqual(debt('fundRefund', 0n))
  })
})

describe('a finding by ledger', () => {
  const finding = { fundLossFen: 1000n, agreementFen: null, recordedOn: '2024-05-22' }
  it.each([
    ['2022-05-21', { fundRefund: 0n, agreementRecovery: 1000n }],
    ['2022-05-22', { fundRefund: 1000n, agreementRecovery: 0n }],
    ['2024-05-01', { fundRefund: 1000n, agreementRecovery: 0n }],
  ])('whose period ended on %s', (periodTo, parts) => {
    expect(splitByLedger({ ...finding, periodTo })).toEqual(parts)
  })
  it('follows what was said of its older part', () => {
    expect(splitByLedger({ ...finding, periodTo: '2023-01-01', agreementFen: 300n })).toEqual({ fundRefund: 700n, agreementRecovery: 300n })
    expect(splitByLedger({ ...finding, periodTo: '2021-06-01', agreementFen: 0n })).toEqual({ fundRefund: 1000n, agreementRecovery: 0n })
  })
})
