import { describe, expect, it } from 'vitest'
import { headingUnit, type MoneyUnit, readAmount, readAmountText, titleUnit } from './amount'

const reading = (text: string, unit: MoneyUnit = '元') => {
  const amount = readAmountText(text, unit)
  return amount.ok ? [amount.amountFen, amount.corrected ?? null] : amount.code
}

describe('an amount in a list', () => {
  it.each<[string, bigint, string | null]>([
    ['0', 0n, null],
    ['1234.5', 123450n, null],
    ['1234.50', 123450n, null],
    ['1,234.50', 123450n, '1234.50'],
    ['1，234.50', 123450n, '1234.50'],
    ['1 234 567.5', 123456750n, '1234567.50'],
    ['￥1234.5', 123450n, '1234.50'],
    ['¥ 1,234.5', 123450n, '1234.50'],
    ['１２３４.５', 123450n, '1234.50'],
    ['１２３４．５', 123450n, '1234.50'],
    ['1.2万元', 1_200_000n, '12000.00'],
    ['1.2 万', 1_200_000n, '12000.00'],
    ['人民币12元整', 1_200n, '12.00'],
    ['\u200b12\u00a0', 1_200n, '12.00'],
    ['007.50', 750n, '7.50'],
    ['.5', 50n, '0.50'],
    ['12.3400', 1_234n, '12.34'],
    ['+12', 1_200n, '12.00'],
    ['10000000000', 1_000_000_000_000n, null],
  ])('%s', (text, amountFen, corrected) => expect(reading(text)).toEqual([amountFen, corrected]))

  it.each([
    ['-100.00', 'E-AMT-01'],
    ['－100', 'E-AMT-01'],
    ['￥-5', 'E-AMT-01'],
    ['99,999,999,999,999.99', 'E-AMT-02'],
    ['9'.repeat(400), 'E-AMT-02'],
    ['12.345', 'E-AMT-03'],
    ['(100.00)', 'E-AMT-05'],
    ['（100.00）', 'E-AMT-05'],
    ['壹佰元整', 'E-AMT-05'],
    ['一百元', 'E-AMT-05'],
    ['1e5', 'E-AMT-05'],
    ['1E+5', 'E-AMT-05'],
    ['0x10', 'E-AMT-05'],
    ['NaN', 'E-AMT-05'],
    ['Infinity', 'E-AMT-05'],
    ['1,23.4', 'E-AMT-05'],
    ['1.234,50', 'E-AMT-05'],
    ['1,234,5', 'E-AMT-05'],
    ['12.3.4', 'E-AMT-05'],
    ['约1000', 'E-AMT-05'],
    ['１２３٤', 'E-AMT-05'],
    ['50%', 'E-AMT-05'],
    ['$5', 'E-AMT-05'],
    ['.', 'E-AMT-05'],
    ['元', 'E-AMT-05'],
  ])('%s is refused', (text, code) => expect(reading(text)).toBe(code))

  it('is in the unit of its column unless it states its own', () => {
    expect(reading('1.23456', '万元')).toEqual([1_234_560n, null])
    expect(reading('1.2万元', '万元')).toEqual([1_200_000n, '12000.00'])
    expect(reading('12000元', '万元')).toEqual([1_200_000n, '12000.00'])
    expect(reading('1234', '分')).toEqual([1_234n, null])
    expect(reading('12.5', '分')).toBe('E-AMT-03')
  })

  it.each<[string, MoneyUnit | null]>([
    ['涉及金额（万元）', '万元'],
    ['金额(元)', '元'],
    ['金额（单位：分）', '分'],
    ['涉及金额万元', '万元'],
    ['金额', null],
    ['金额（医保基金）', null],
  ])('unit of the heading %s', (heading, unit) => expect(headingUnit(heading)).toBe(unit))

  it('finds the unit in a line above the header', () => {
    expect(titleUnit('填报单位：某市医保局    单位：万元')).toBe('万元')
    expect(titleUnit('填报单位：某市医保局')).toBeNull()
  })

  it('is not taken from a formula, an error, a date, or a format that hides digits', () => {
    expect(readAmount({ kind: 'formula', text: '=A1', cached: '5' }, '元')).toMatchObject({ code: 'E-IMP-06' })
    expect(readAmount({ kind: 'error', text: '#N/A' }, '元')).toMatchObject({ code: 'E-IMP-10' })
    expect(readAmount({ kind: 'date', text: '2024-05-01', number: 45413 }, '元')).toMatchObject({ code: 'E-AMT-05' })
    expect(readAmount({ kind: 'number', text: '1.2', number: 1.2, format: '0.0"万元"' }, '元')).toMatchObject({ code: 'E-AMT-06' })
    expect(readAmount({ kind: 'number', text: '1.0E+20', number: 1e20 }, '元')).toMatchObject({ code: 'E-AMT-02' })
  })
})
