import { expect, it } from 'vitest'
import type { Table, TableCell } from '../table/grid'
import { readBillList } from './bill-list'

const headings = ['序号', '票据代码', '票据号码', '开票单位', '开票日期', '金额（元）']
const row = (...texts: (string | TableCell)[]): TableCell[] =>
  texts.map((text) => (typeof text === 'string' ? { text, kind: 'text' as const } : text))

const sheet = (rows: readonly TableCell[][], name = '票据'): Table => ({
  ...{ name, format: 'xlsx', hidden: false, date1904: false, merges: [], notes: [] },
  rows: rows.map((cells, at) => ({ number: at + 1, cells })),
})
const read = (...sheets: (readonly TableCell[][])[]) => readBillList(sheets.map((rows, at) => sheet(rows, `票据${at + 1}`)))

it('reads bills below their headings, days and amounts as a spreadsheet keeps them, and leaves sums aside', () => {
  const list = read([
    row('待查验票据'),
    row(...headings),
    row('1', '370601', '0000001', '清溪医院', { text: '2026-03-05', kind: 'date' }, { text: '1234.5', kind: 'number', number: 1234.5 }),
    row('2', '370601', '0000002', '清溪医院', '2026年3月6日', '800'),
    row('', '合计2张', '', '', '', '2034.50'),
  ])
  expect(list).toEqual({
    ok: true,
    value: {
      bills: [
        { billCode: '370601', billNumber: '0000001', issuerName: '清溪医院', issuedOn: '2026-03-05', amountFen: 123450n },
        { billCode: '370601', billNumber: '0000002', issuerName: '清溪医院', issuedOn: '2026-03-06', amountFen: 80000n },
      ],
      wrong: [],
    },
  })
})

it('says of each wrong row where it stands, and of a bill that comes twice', () => {
  const list = read([
    row(...headings),
    row('1', '370601', '0000001', '清溪医院', '昨天', '12'),
    row('2', '370601', '0000002', '清溪医院', '2026-03-05', { text: '=B1', kind: 'formula' }),
    row('3', '370601', '0000003', '清溪医院', '2026-03-05', '12'),
    row('4', '370601', '0000003', '清溪医院', '2026-03-05', '12'),
  ])
  if (!list.ok) throw new Error(list.failure.code)
  expect(list.value.wrong).toEqual([
    '第2行：开票日期“昨天”读不出来，请写成 2026-03-05',
    '第3行：金额“=B1”读不出来，请填元，最多两位小数',
    '票据 370601 0000003 重复',
  ])
})

it('is no list without the columns that a bill has', () => {
  expect(read([row(...headings.slice(0, 5)), row('1', '370601', '0000001', '清溪医院', '2026-03-05')])).toMatchObject({ ok: false })
})

it('leaves out no bill without a word: neither a sheet that goes on without a heading, nor a row with a single cell', () => {
  const bill = row('1', '370601', '0000001', '清溪医院', '2026-03-05', '12')
  const list = read(
    [row(...headings), bill, row('', '370602'), row('9')],
    [row('2', '370601', '0000002', '清溪医院', '2026-03-05', '12')],
    [row('填表说明：金额以元计')],
  )
  if (!list.ok) throw new Error(list.failure.code)
  expect(list.value.bills).toHaveLength(1)
  expect(list.value.wrong).toEqual([
    '工作表“票据2”没有列名，其中各行没有读入。请写上列名，或者删去这张表',
    '第3行：票据号码应为4至20位数字或字母',
  ])
})
