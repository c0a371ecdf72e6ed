import { describe, expect, it } from 'vitest'
import { answerStands } from './answers'
import { findingStands, recovery } from './finding'
import { ledgerFor, leftByLedger, refundStands, standingFen } from './refund'
import { owesMore, totalsOf } from './totals'

const today = '2026-06-15'
const facts = { periodFrom: '2024-01-01', periodTo: '2024-12-31', billedFen: 300n, irregularFen: 200n, fundLossFen: 100n }
const code = (outcome: ReturnType<typeof findingStands>) => (outcome.ok ? 'ok' : outcome.refusal.code)

describe('the figures of a finding', () => {
  it.each([
    ['ok', {}],
    ['ok', { billedFen: 0n, irregularFen: 0n, fundLossFen: 0n }],
    ['amountsOutOfOrder', { irregularFen: 301n }],
    ['amountsOutOfOrder', { fundLossFen: 201n }],
    ['periodOutOfRange', { periodFrom: '2021-04-30' }],
    ['periodOutOfRange', { periodFrom: '2025-01-01' }],
    ['periodOutOfRange', { periodTo: '2026-06-16' }],
    ['ok', { periodFrom: '2021-05-01', periodTo: today }],
  ])('%s with %o', (expected, override) => {
    expect(code(findingStands({ ...facts, ...override }, '2021-05-01', today))).toBe(expected)
  })
})

it.each([
  ['agreementOnly', '2023-01-01', '2024-06-14'],
  ['mixed', '2024-06-14', '2024-06-15'],
  ['full', '2024-06-15', '2025-01-01'],
] as const)('is %s for %s to %s', (expected, periodFrom, periodTo) => {
  expect(recovery({ periodFrom, periodTo }, today)).toBe(expected)
})

describe('an answer', () => {
  it('says why an item does not apply, and does not deny what is recorded', () => {
    expect(answerStands({ answer: 'notApplicable', reason: ' ', findings: 0 })).toMatchObject({ refusal: { code: 'reasonMissing' } })
    expect(answerStands({ answer: 'noneFound', reason: '', findings: 1 })).toMatchObject({ refusal: { code: 'findingsStand' } })
    expect(answerStands({ answer: 'found', reason: '', findings: 0 }).ok).toBe(true)
  })
})

describe('refunds', () => {
  const refunds = [
    { amountFen: 40n, state: 'declared', ledger: 'fundRefund' },
    { amountFen: 30n, state: 'confirmed', ledger: 'fundRefund' },
    { amountFen: 99n, state: 'rejected', ledger: 'fundRefund' },
  ] as const
  const finding = { fundLossFen: 100n, agreementFen: null, periodTo: '2026-01-31', recordedOn: today, refunds }
  const left = leftByLedger(finding)

  it('fill each ledger by itself', () => {
    expect(left).toEqual({ fundRefund: 30n, agreementRecovery: 0n })
    expect(leftByLedger({ ...finding, agreementFen: 80n })).toEqual({ fundRefund: 0n, agreementRecovery: 80n })
    expect(ledgerFor(left)).toBe('fundRefund')
    expect(ledgerFor(leftByLedger({ ...finding, agreementFen: 80n }))).toBe('agreementRecovery')
  })

  it('never exceed the loss, a rejected one aside', () => {
    expect(standingFen(refunds)).toBe(70n)
    expect(refundStands({ amountFen: 30n, paidOn: today }, left.fundRefund, today).ok).toBe(true)
    expect(refundStands({ amountFen: 31n, paidOn: today }, left.fundRefund, today)).toMatchObject({
      refusal: { code: 'refundBeyondLoss', detail: { left: '0.30' } },
    })
    expect(refundStands({ amountFen: 1n, paidOn: '2026-06-16' }, left.fundRefund, today)).toMatchObject({
      refusal: { code: 'dateInFuture' },
    })
  })

  it('are summed apart, ledger by ledger: declared, arrived, outstanding', () => {
    expect(
      totalsOf([
        { ...facts, ...finding, peopleCount: 3 },
        {
          ...facts,
          ...finding,
          agreementFen: 80n,
          peopleCount: 2,
          refunds: [{ amountFen: 50n, state: 'confirmed', ledger: 'agreementRecovery' }],
        },
      ]),
    ).toEqual({
      findings: 2,
      peopleCount: 5,
      billedFen: 600n,
      irregularFen: 400n,
      fundLossFen: 200n,
      byLedger: {
        fundRefund: { declaredFen: 70n, confirmedFen: 30n, outstandingFen: 50n },
        agreementRecovery: { declaredFen: 50n, confirmedFen: 50n, outstandingFen: 30n },
      },
    })
    expect(owesMore(totalsOf([{ ...facts, ...finding, peopleCount: 1 }]))).toBe(true)
    expect(owesMore(totalsOf([]))).toBe(false)
  })
})
