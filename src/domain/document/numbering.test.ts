import fc from 'fast-check'
import { expect, it } from 'vitest'
import { formatDocumentNumber, nextSerial, officialDocumentNumber, parseDocumentNumber } from './numbering'

it.each([
  ['济医保发〔2024〕9号', '济医保发〔2024〕9号'],
  ['济医保发〔2023〕11 号', '济医保发〔2023〕11号'],
  ['吉医保联[2024]3号', '吉医保联〔2024〕3号'],
  ['威政办字（２０２４）３３号', '威政办字〔2024〕33号'],
  ['湘乡医保处字〔2023〕第3号', '湘乡医保处字〔2023〕3号'],
  ['南医保处字〔2025〕第003号', '南医保处字〔2025〕3号'],
])('reads %s as %s', (text, official) => {
  expect(officialDocumentNumber(text)).toBe(official)
})

it.each([
  '',
  '9号',
  '济医保发2024年9号',
  '济医保发〔2024〕号',
  '济医保发〔2024〕0号',
  '〔2024〕9号',
  '济医保发〔1924〕9号',
  '济医保发〔2024〕9号附件',
])('reads no number in “%s”', (text) => {
  expect(parseDocumentNumber(text)).toBeNull()
})

it('reads back what it writes', () => {
  const codes = fc.constantFrom('济医保发', '鲁医保发', '国办发', '云阳医保处罚字')
  fc.assert(
    fc.property(codes, fc.integer({ min: 2000, max: 2099 }), fc.integer({ min: 1, max: 999_999 }), (code, year, serial) => {
      expect(parseDocumentNumber(formatDocumentNumber({ code, year, serial }))).toEqual({ code, year, serial })
    }),
  )
})

it('goes on after the last number given, voided ones included', () => {
  expect(nextSerial([])).toBe(1)
  expect(nextSerial([1, 4, 2])).toBe(5)
})
