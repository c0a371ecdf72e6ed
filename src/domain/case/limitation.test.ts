import { describe, expect, it } from 'vitest'
import { posted } from '../../../tests/fixtures/a-procedure'
import { isTooOld, limitedCameBack, limitedNote, limitedOf } from './limitation'
import { orderHolds, outcomeHolds } from './orders'

const act = (actFrom: string, actTo: string) => ({ actFrom, actTo, foundOn: '2026-06-01', fundLossFen: 100n })

describe('the limitation', () => {
  it('runs two years from the end of the act', () => {
    expect(isTooOld({ actTo: '2024-05-31', foundOn: '2026-06-01' })).toBe(true)
    expect(isTooOld({ actTo: '2024-06-01', foundOn: '2026-06-01' })).toBe(false)
  })

  it.each([
    ['an act that is over too long', act('2024-01-01', '2024-05-31'), null, 100n],
    ['less than all of it', act('2024-01-01', '2024-05-31'), 99n, 'limitedUnfit'],
    ['an act that went on', act('2023-01-01', '2025-05-31'), null, 0n],
    ['acts that were not of one piece', act('2023-01-01', '2025-05-31'), 60n, 60n],
    ['more than was lost', act('2023-01-01', '2025-05-31'), 101n, 'limitedUnfit'],
    ['a part of an act that is all within it', act('2024-06-01', '2025-05-31'), 1n, 'limitedUnfit'],
    ['nothing of such an act', act('2024-06-01', '2025-05-31'), 0n, 0n],
  ] as const)('takes %s', (_what, of, said, limited) => {
    const expected = typeof limited === 'string' ? { refusal: { code: limited } } : { ok: true, value: limited }
    expect(limitedOf(of, said)).toMatchObject(expected)
  })
})

it('what lies beyond it comes back under the agreement, as long as anything of the loss is left', () => {
  const facts = [
    { fundLossFen: 300n, limitedFen: 200n },
    { fundLossFen: 400n, limitedFen: 100n },
  ]
  const open = (...money: Parameters<typeof posted>[]) => limitedCameBack({ facts, money: money.map((one) => posted(...one)) })
  expect(open()).toMatchObject({ refusal: { code: 'limitedOutstanding', detail: { left: '3.00' } } })
  expect(open(['recovered', 400n])).toMatchObject({ refusal: { detail: { left: '3.00' } } })
  expect(open(['recovered', 500n])).toMatchObject({ refusal: { detail: { left: '2.00' } } })
  expect(open(['agreementRecovered', 300n]).ok).toBe(true)
  expect(open(['recovered', 700n]).ok).toBe(true)
  expect(limitedCameBack({ facts: [{ fundLossFen: 300n, limitedFen: 0n }], money: [] }).ok).toBe(true)
})

describe('an order to correct', () => {
  const order = { servedOn: '2026-05-04', dueOn: '2026-05-19' }
  it('binds from the day it was served', () => {
    expect(orderHolds(order, '2026-05-04')).toMatchObject({ ok: true })
    expect(orderHolds(order, '2026-05-03')).toMatchObject({ refusal: { code: 'dayInFuture' } })
    expect(orderHolds({ ...order, dueOn: '2026-05-03' }, '2026-05-04')).toMatchObject({ refusal: { code: 'periodOutOfOrder' } })
  })

  it.each([
    ['refused on its last day', 'refused', '2026-05-19', 'orderStillRunning'],
    ['refused a day later', 'refused', '2026-05-20', null],
    ['followed before its last day', 'complied', '2026-05-06', null],
    ['followed before it was served', 'complied', '2026-05-03', 'periodOutOfOrder'],
    ['found tomorrow', 'partly', '2026-06-02', 'dayInFuture'],
  ] as const)('%s', (_what, outcome, foundOn, code) => {
    const held = outcomeHolds(order, { outcome, foundOn }, '2026-06-01')
    expect(held).toMatchObject(code ? { refusal: { code } } : { ok: true })
  })
})

it('names to the operating agency what is left to the agreement, and nothing where nothing is', () => {
  expect(limitedNote([{ limitedFen: 1_250n }, { limitedFen: 50n }, { limitedFen: 0n }])).toContain('13.00元')
  expect(limitedNote([{ limitedFen: 0n }])).toBeNull()
})
