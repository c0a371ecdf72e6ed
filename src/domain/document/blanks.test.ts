import { expect, it } from 'vitest'
import { blanksIn, isBlank, toFill } from './blanks'

it('finds what is still to be filled in, wherever it stands in a paper, each once', () => {
  const input = { head: toFill('住所'), facts: [{ note: `甲${toFill('日期')}乙` }, toFill('住所')], sum: 3, none: null }
  expect(blanksIn(input)).toEqual(['住所', '日期'])
  expect(blanksIn({ head: '清溪路1号' })).toEqual([])
  expect([isBlank(toFill('住所')), isBlank(`甲${toFill('住所')}`)]).toEqual([true, false])
})
