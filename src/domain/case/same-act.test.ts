import { describe, expect, it } from 'vitest'
import { lawChosen } from './facts'
import { dearestIsFined, finedOnce, ofThisCase, otherIsFined, tiesTo } from './same-act'

const fact = (id: string, over: object = {}) => ({
  ...{ id, seq: Number(id), partyId: 'p', sameActAsId: null as string | null, fineFen: 0n, leniency: 'none', leniencyRef: '' },
  ...over,
})
const refused = (code: string, detail?: object) => ({ ok: false, refusal: { code, ...(detail ? { detail } : {}) } })

describe('facts of one act', () => {
  const [first, second, third] = [fact('1', { fineFen: 100n }), fact('2', { sameActAsId: '1' }), fact('3')]
  const facts = [first, second, third]

  it('are fined once', () => {
    expect(finedOnce(facts, { ...second, fineFen: 1n })).toEqual(refused('actFinedTwice', { seq: 1 }))
    expect(finedOnce(facts, second).ok && finedOnce(facts, first).ok && finedOnce(facts, { ...third, fineFen: 1n }).ok).toBe(true)
  })

  it('name the first of them, also where that is one act with another', () => {
    expect(tiesTo(facts, third, second)).toEqual({ ok: true, value: { rootId: '1' } })
    expect(tiesTo(facts, third, third)).toEqual(refused('sameActUnfit'))
    expect(tiesTo(facts, first, second)).toEqual(refused('sameActUnfit'))
    expect(tiesTo(facts, third, { ...second, partyId: 'q' })).toEqual(refused('sameActUnfit'))
    expect(tiesTo(facts, { ...third, fineFen: 5n }, second)).toEqual(refused('actFinedTwice', { seq: 1 }))
  })

  it('are not left unfined for the sake of one that is not fined either', () => {
    const resting = { ...second, leniency: 'finedAlready', leniencyRef: ofThisCase(1) }
    expect(otherIsFined(facts, resting).ok).toBe(true)
    expect(otherIsFined([{ ...first, fineFen: 0n }, resting], resting)).toEqual(refused('actUnfined'))
    expect(otherIsFined([resting], { ...resting, leniencyRef: '济医保罚〔2025〕3号' }).ok).toBe(true)
  })
})

it('of one act the dearer line is applied, as long as it may be fined at all', () => {
  const [fined, resting] = [
    fact('1', { fineFen: 100n }),
    fact('2', { sameActAsId: '1', leniency: 'finedAlready', leniencyRef: ofThisCase(1) }),
  ]
  const most =
    (first: bigint, second: bigint) =>
    ({ id }: { id: string }) =>
      id === '1' ? first : second
  for (const now of [fined, resting]) {
    expect(dearestIsFined([fined, resting], now, most(500n, 501n))).toEqual(refused('dearerUnfined', { seq: 2, fined: 1 }))
    expect(dearestIsFined([fined, resting], now, most(500n, 500n)).ok).toBe(true)
  }
  const elsewhere = { ...resting, leniencyRef: '济医保罚〔2025〕3号' }
  expect(dearestIsFined([fined, elsewhere], fined, most(0n, 1n)).ok).toBe(true)
  expect(dearestIsFined([{ ...fined, fineFen: 0n }, resting], resting, most(0n, 1n)).ok).toBe(true)
})

describe('an act under two laws', () => {
  const chosen = { lawChoice: 'old' as const, lawChoiceGround: '新旧规定处罚幅度相同' }
  it.each([
    ['2026-03-31', '2026-04-01', chosen, { ok: true, value: chosen }],
    ['2026-03-31', '2026-04-01', { ...chosen, lawChoice: null }, refused('lawChoiceMissing')],
    ['2026-03-31', '2026-04-01', { ...chosen, lawChoiceGround: '' }, refused('lawChoiceMissing')],
    ['2026-03-01', '2026-03-31', chosen, { ok: true, value: { lawChoice: null, lawChoiceGround: '' } }],
    ['2026-04-01', '2026-04-30', chosen, { ok: true, value: { lawChoice: null, lawChoiceGround: '' } }],
  ])('from %s to %s: by a choice with its reason, and by none under one', (actFrom, actTo, given, told) => {
    expect(lawChosen({ actFrom, actTo }, given)).toEqual(told)
  })
})
