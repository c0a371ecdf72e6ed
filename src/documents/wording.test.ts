import fc from 'fast-check'
import { expect, it } from 'vitest'
import { amountInWords, amountTwice, chineseDate, chineseNumeral, chinesePeriod } from './wording'

it.each([
  [0n, '人民币零元整'],
  [5n, '人民币伍分'],
  [10_50n, '人民币壹拾元伍角整'],
  [10_05n, '人民币壹拾元零伍分'],
  [712_000_00n, '人民币柒拾壹万贰仟元整'],
  [100_000_001_10n, '人民币壹亿零壹元壹角整'],
  [9_999_999_999_99n, '人民币玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分'],
])('%d 分 in words', (amountFen, words) => {
  expect(amountInWords(amountFen)).toBe(words)
})

it('writes different amounts in different words, ending in 整 unless there are 分', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 1_000_000_000_000n }), (amountFen) => {
      const words = amountInWords(amountFen)
      expect(words.endsWith('整')).toBe(amountFen % 10n === 0n)
      expect(words).not.toBe(amountInWords(amountFen + 1n))
    }),
  )
})

it('refuses a negative amount', () => {
  expect(() => amountInWords(-1n)).toThrow(RangeError)
})

it('writes figures and words side by side', () => {
  expect(amountTwice(123_456_78n)).toBe('123,456.78元（人民币壹拾贰万叁仟肆佰伍拾陆元柒角捌分）')
})

it('writes days without leading noughts', () => {
  expect(chineseDate('2026-12-05')).toBe('2026年12月5日')
  expect(chinesePeriod('2026-01-05', '2026-03-28')).toBe('2026年1月5日至2026年3月28日')
  expect(chinesePeriod('2026-01-05', '2026-01-05')).toBe('2026年1月5日')
})

it('counts sections in Chinese', () => {
  expect([1, 10, 11, 20, 21].map(chineseNumeral)).toEqual(['一', '十', '十一', '二十', '二十一'])
})
