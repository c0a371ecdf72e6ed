import { expect, it } from 'vitest'
import { blanksIn, isBlank, toFill } from './blanks'
import { type Reviewed, surchargeOf } from './surcharge'

it('finds what is still to be filled in, wherever it stands in a paper, each once', () => {
  const input = { head: toFill('住所'), facts: [{ note: `甲${toFill('日期')}乙` }, toFill('住所')], sum: 3, none: null }
  expect(blanksIn(input)).toEqual(['住所', '日期'])
  expect(blanksIn({ head: '清溪路1号' })).toEqual([])
  expect([isBlank(toFill('住所')), isBlank(`甲${toFill('住所')}`)]).toEqual([true, false])
})

it.each([
  ['2026-10-29', '2026-11-10', 54_295_218n],
  ['2026-10-29', '2026-10-29', 0n],
  ['2026-10-29', '2026-10-01', 0n],
  ['2026-10-29', '2027-10-29', 150_820_050n],
])('adds 3%% a day to a fine due on %s by %s, never more than the fine', (dueOn, countedOn, expected) => {
  expect(surchargeOf(150_820_050n, dueOn, countedOn)).toBe(expected)
})

it.each<[string, Reviewed[], bigint]>([
  ['nothing', [], 300n],
  ['days in the middle', [{ from: '2026-11-03', to: '2026-11-05' }], 210n],
  ['days that begin before the last day to pay', [{ from: '2026-10-01', to: '2026-11-02' }], 240n],
  ['one that goes on', [{ from: '2026-11-03', to: null }], 60n],
  ['one that went on long before', [{ from: '2026-10-01', to: null }], 0n],
  ['one that is over before the last day to pay', [{ from: '2026-10-01', to: '2026-10-20' }], 300n],
  ['one that came after the day of the count', [{ from: '2026-11-20', to: null }], 300n],
  [
    'two that overlap, each day once',
    [
      { from: '2026-11-04', to: '2026-11-08' },
      { from: '2026-11-02', to: '2026-11-05' },
    ],
    90n,
  ],
])('leaves out of ten days those on which the decision was looked at again: %s', (_what, reviewed, expected) => {
  expect(surchargeOf(1_000n, '2026-10-31', '2026-11-10', reviewed)).toBe(expected)
})
