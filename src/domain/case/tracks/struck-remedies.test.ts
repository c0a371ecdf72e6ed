import { expect, it } from 'vitest'
import { posted } from '../../../../tests/fixtures/a-procedure'
import { takeStep } from '../../kernel/workflow'
import { owedWithout } from './owed-by-party'
import { isLastOf, mayDemandAgain, mayOweAgain, strikeStep } from './struck-remedies'

const people = { proposedById: 'a', officerAId: 'a', officerBId: 'b', writerIds: ['a'], concludedById: 'h' }
const recorded = { ...people, state: 'concluded' as const, isLast: true, stands: true }

it('the end of an appeal is struck out by another head, as long as nothing came of it', () => {
  expect(takeStep(strikeStep, recorded, { userId: 'k' }).ok).toBe(true)
  for (const userId of ['a', 'b', 'h'])
    expect(takeStep(strikeStep, recorded, { userId })).toMatchObject({ refusal: { code: 'samePerson' } })
  for (const over of [{ isLast: false }, { stands: false }, { state: 'answered' as const }])
    expect(takeStep(strikeStep, { ...recorded, ...over }, { userId: 'k' })).toMatchObject({ refusal: { code: 'wrongState' } })
})

it('what is owed without it is what was owed before it', () => {
  const facts = [
    { partyId: 'p', refundFen: 700n, fineFen: 100n },
    { partyId: 'q', refundFen: 300n, fineFen: 50n },
  ]
  const changed = { partyId: 'p', outcome: 'changed' as const, refundFen: 500n, fineFen: 6n }
  const now = { refundFen: 800n, fineFen: 56n }
  expect(owedWithout({ ...now, facts, remedies: [] }, changed)).toEqual({ refundFen: 1_000n, fineFen: 150n })
  // An earlier one of the same party counts again.
  const earlier = { ...changed, refundFen: 600n, fineFen: 60n }
  expect(owedWithout({ ...now, facts, remedies: [earlier] }, changed)).toEqual({ refundFen: 900n, fineFen: 110n })
  const alone = { refundFen: 500n, fineFen: 6n, facts: facts.slice(0, 1), remedies: [] }
  expect(owedWithout(alone, changed)).toEqual({ refundFen: 700n, fineFen: 100n })
})

it('a party asked for more after it only where that was neither struck out nor taken back', () => {
  const [first, later] = [
    { partyId: 'p', seq: 1, state: 'concluded' as const, struckAt: null },
    { partyId: 'p', seq: 2, state: 'concluded' as const, struckAt: null },
  ]
  const isLast = (over: object) => isLastOf([first, { ...later, ...over }], first)
  expect([isLast({}), isLast({ struckAt: new Date() }), isLast({ state: 'withdrawn' }), isLast({ partyId: 'q' })]).toEqual([
    ...[false, true, true, true],
  ])
})

it('what is struck out owes no more again than has come in, where the decision counts as performed', () => {
  const money = [posted('recovered', 700n), posted('finePaid', 50n)]
  const owes = (refundFen: bigint, fineFen: bigint, over: object = {}) =>
    mayOweAgain({ stage: 'performed', closingKind: null, ...over }, { refundFen, fineFen }, money)
  expect(owes(700n, 50n).ok).toBe(true)
  expect(owes(701n, 50n)).toMatchObject({ refusal: { code: 'strikeOwesAgain', detail: { refund: '0.01', fine: '0.00' } } })
  expect(owes(0n, 150n)).toMatchObject({ refusal: { detail: { refund: '0.00', fine: '1.00' } } })
  expect(owes(701n, 50n, { stage: 'closed', closingKind: 'performed' }).ok).toBe(false)
  expect(owes(701n, 50n, { stage: 'closed', closingKind: 'unperformed' }).ok).toBe(true)
  expect(owes(701n, 50n, { stage: 'demanded' }).ok).toBe(true)
})

it('what is struck out demands nothing again that the agreement takes', () => {
  const again = (refundFen: bigint, byAgreementFen: bigint, before = 0n) =>
    mayDemandAgain(
      { facts: [{ fundLossFen: 300n }, { fundLossFen: 400n }], byAgreementFen },
      { refundFen: before, fineFen: 0n },
      { refundFen, fineFen: 9n },
    )
  expect(again(700n, 0n).ok).toBe(true)
  expect(again(100n, 600n).ok).toBe(true)
  expect(again(101n, 600n)).toMatchObject({ refusal: { code: 'refundBeyondAgreement', detail: { taken: '6.00', most: '1.00' } } })
  expect(again(1n, 800n)).toMatchObject({ refusal: { detail: { most: '0.00' } } })
  // What stood beside the agreement before stands.
  expect(again(101n, 600n, 101n).ok).toBe(true)
})
