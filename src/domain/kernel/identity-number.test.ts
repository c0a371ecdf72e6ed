import { expect, it } from 'vitest'
import { maskIdNumber, normaliseIdNumber } from './identity-number'

it.each([
  ['370899199001011234', '370899********1234'],
  ['３７０８９９１９９００１０１１２３ｘ', '370899********123X'],
  ['370899900101123', '370899*****1123'],
  ['H1234567(8)', 'H1*******8)'],
  ['E123', '****'],
  ['', ''],
])('shows %s as %s', (value, shown) => expect(maskIdNumber(value)).toBe(shown))

it('spells one number one way', () => {
  const spellings = [
    '370899199001011 23x',
    '３７０８９９１９９００１０１１２３Ｘ',
    '\u200b37089919900101123X\ufeff',
    ' 370899-19900101-123x ',
    '370899199001\u00a001123X',
  ]
  expect(new Set(spellings.map(normaliseIdNumber))).toEqual(new Set(['37089919900101123X']))
})
