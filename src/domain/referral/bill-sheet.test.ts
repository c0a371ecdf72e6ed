import { expect, it } from 'vitest'
import type { Table, TableCell } from '../table/grid'
import { billSheetFields, billSheetHeadings, newAnswers, readBillSheet, type SheetAnswer } from './bill-sheet'

const headings = billSheetFields.map((field) => billSheetHeadings[field])
const bill = (number: string, result = '', note = '') => ['1', '370601', number, '清溪医院', '2026-03-05', '12.00', result, note]
const cellOf = (text: string): TableCell => (text.startsWith('=') ? { text, kind: 'formula', cached: '真票' } : { text, kind: 'text' })

function read(lines: readonly string[][]) {
  const table: Table = {
    ...{ name: '票据查验', format: 'xlsx', hidden: false, date1904: false, merges: [], notes: [] },
    rows: lines.map((texts, at) => ({ number: at + 1, cells: texts.map(cellOf) })),
  }
  return readBillSheet([table])
}
function sheetOf(...lines: string[][]) {
  const sheet = read([headings, ...lines])
  if (!sheet.ok) throw new Error(sheet.failure.code)
  return sheet.value
}
const answer = (row: number, billNumber: string, result: SheetAnswer['result'], note = ''): SheetAnswer => ({
  ...{ row, billCode: '370601', billNumber, result, note },
})

it('takes what finance has filled in, and leaves what it has not', () => {
  const sheet = sheetOf(
    bill('0000001', '真票'),
    bill('0000002'),
    bill(' ００００００３ ', '查无此票', '系统无记录'),
    ['', '合计3张', '', '', '', '36.00', '', ''],
    ['', '', '', '', '', '', '', ''],
  )
  expect(sheet).toEqual({ answers: [answer(2, '0000001', 'genuine'), answer(4, '0000003', 'notFound', '系统无记录')], blank: 1, wrong: [] })
})

it.each([
  ['a word that is no result', bill('0000001', '也许'), '第2行：“也许”不是查验结果，请选真票、伪造、信息不一致、查无此票。'],
  ['a note without a result', bill('0000001', '', '见说明'), '第2行：“”不是查验结果'],
  ['a row without its bill', bill('', '真票'), '第2行：缺票据代码或者票据号码。'],
  ['a formula', bill('0000001', '=A1'), '第2行：有公式或者出错的单元格'],
  ['a long note', bill('0000001', '真票', '长'.repeat(501)), '第2行：说明超过500字。'],
])('says of %s in which row it stands', (_what, line, why) => {
  const sheet = sheetOf(line)
  expect(sheet.answers).toEqual([])
  expect(sheet.wrong).toEqual([expect.stringContaining(why)])
})

it('takes one bill in one row only', () => {
  expect(sheetOf(bill('0000001', '真票'), bill('0000001', '伪造')).wrong).toEqual(['第3行：与第2行是同一张票据。'])
})

it('is no sheet without the columns that it cannot do without', () => {
  expect(read([headings.filter((heading) => heading !== '查验结果'), bill('0000001')])).toMatchObject({ ok: false })
})

it('says anew only what was not recorded already, and of no other bill', () => {
  const asked = [
    { billCode: '370601', billNumber: '0000001', result: 'genuine', resultNote: '' },
    { billCode: '370601', billNumber: '0000002', result: 'pending', resultNote: '' },
    { billCode: '370601', billNumber: '0000003', result: 'notFound', resultNote: '' },
  ]
  const given = [
    answer(2, '0000001', 'genuine'),
    answer(3, '0000002', 'genuine'),
    answer(4, '0000003', 'notFound', '已复核'),
    answer(5, '9', 'genuine'),
  ]
  const { fresh, unknown } = newAnswers(given, asked)
  expect(fresh.map(({ row }) => row)).toEqual([3, 4])
  expect(unknown).toEqual(['第5行：票据 370601 9 不在本次查验清单中。'])
})
