import { expect, it } from 'vitest'
import { exactFigureText, figureText } from './figure'

it.each([
  [{ value: 4812n, format: 'count', unit: '条' } as const, '4,812条'],
  [{ value: 9912n, format: 'basisPoint', unit: '%' } as const, '99.12%'],
  [{ value: 5n, format: 'basisPoint', unit: '%' } as const, '0.05%'],
  [{ value: -150n, format: 'basisPoint', unit: '%' } as const, '-1.50%'],
  [{ value: 3_412_604_999n, format: 'fen', unit: '万元' } as const, '3,412.60万元'],
  [{ value: 123_456n, format: 'fen', unit: '元' } as const, '1,234.56元'],
])('%o reads %s', (figure, text) => {
  expect(figureText(figure)).toBe(text)
})

it('gives the exact amount beside the rounded one', () => {
  expect(exactFigureText({ value: 3_412_604_999n, format: 'fen', unit: '万元' })).toBe('3,412.60万元（34,126,049.99元）')
})
