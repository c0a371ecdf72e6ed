import ExcelJS from 'exceljs'
import { expect, it } from 'vitest'
import type { Table } from '#domain/table/grid'
import { leadErrorWorkbook, neutral } from './lead-error-workbook'

const text = (value: string) => ({ text: value, kind: 'text' as const })
const table: Table = {
  name: '线索/一',
  format: 'csv',
  hidden: false,
  date1904: false,
  merges: [],
  notes: [],
  rows: [
    { number: 1, cells: [text('机构名称'), text('姓名'), text('违规行为'), text('涉及金额'), text('结算日期')] },
    { number: 2, cells: [text('甲'), text('好'), text('乙'), text('1'), undefined] },
    {
      number: 7,
      cells: [
        text('甲'),
        text("=cmd|'/c calc'!A1"),
        undefined,
        { text: '12.345', kind: 'number', number: 12.345 },
        { text: '2024-05-01', kind: 'date', number: 45413 },
      ],
    },
  ],
}

it('holds the header and the refused rows only, wrong cells red, reasons and row numbers beside them', async () => {
  const refused = [
    { sheet: '线索/一', row: 7, column: '违规行为', value: '', code: 'E-REQ-01' as const, reason: '第7行“违规行为”没有填写。' },
    { sheet: '线索/一', row: 7, column: '涉及金额', value: '12.345', code: 'E-AMT-03' as const, reason: '第7行“涉及金额”小数位数过多。' },
  ]
  const book = new ExcelJS.Workbook()
  const bytes = await leadErrorWorkbook({ tables: [table], refused })
  await book.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer)
  const sheet = book.worksheets[0]
  if (!sheet) throw new Error('no sheet')

  expect(sheet.name).toBe('线索_一')
  expect(sheet.rowCount).toBe(2)
  expect((sheet.getRow(1).values as unknown[]).slice(1)).toEqual([
    '机构名称',
    '姓名',
    '违规行为',
    '涉及金额',
    '结算日期',
    '错误原因',
    '原行号',
  ])
  const row = sheet.getRow(2)
  expect((row.values as unknown[]).slice(1)).toEqual([
    '甲',
    "'=cmd|'/c calc'!A1",
    undefined,
    12.345,
    new Date('2024-05-01T00:00:00Z'),
    '第7行“违规行为”没有填写。第7行“涉及金额”小数位数过多。',
    7,
  ])
  const filled = [1, 2, 3, 4, 5].filter((column) => {
    const { fill } = row.getCell(column)
    return fill?.type === 'pattern' && fill.pattern === 'solid'
  })
  expect(filled).toEqual([3, 4])
})

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '＝1', '＋1', '－1', '＠x'])('%s cannot act as a formula', (value) =>
  expect(neutral(value)).toBe(`'${value}`),
)
it.each(['张某', '1-1', 'a=b', ''])('%s stays as it is', (value) => expect(neutral(value)).toBe(value))
it('leaves out what a workbook cannot hold', () => expect(neutral('a\u0000b\uD842')).toBe('a\uFFFDb\uFFFD'))
