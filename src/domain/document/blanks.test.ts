import { expect, it } from 'vitest'
import { blanksIn, isBlank, toFill } from './blanks'
import { surchargeOf } from './surcharge'

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
