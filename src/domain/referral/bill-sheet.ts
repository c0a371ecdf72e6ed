import { notATable, type TableReading, tableRead } from '../table/failure'
import type { Table, TableCell, TableRow } from '../table/grid'
import { findHeader, type Header } from '../table/header'
import type { FieldRule } from '../table/heading'
import { lengthOf, textProblem, tidyCode, tidyText } from '../table/text'
import { type BillAnswer, billLimit, offeredResults, resultOf } from './bill-lines'
import type { BillResult } from './kinds'

/** The columns of a sheet of bills (票据查验表), in their order: first what names the bill, then what finance fills in. */
export const billSheetFields = ['seq', 'billCode', 'billNumber', 'issuer', 'issuedOn', 'amount', 'result', 'note'] as const
export type BillSheetField = (typeof billSheetFields)[number]
export const filledBillFields: readonly BillSheetField[] = ['result', 'note']

export const billSheetHeadings: Record<BillSheetField, string> = {
  seq: '序号',
  billCode: '票据代码',
  billNumber: '票据号码',
  issuer: '开票单位',
  issuedOn: '开票日期',
  amount: '金额（元）',
  result: '查验结果',
  note: '说明',
}

const rules: readonly FieldRule<BillSheetField>[] = billSheetFields.map((field) => ({
  field,
  name: billSheetHeadings[field].replace(/（元）$/, ''),
  patterns: [],
}))
const needed = ['billCode', 'billNumber', 'result'] as const satisfies readonly BillSheetField[]
const missing = (fields: ReadonlySet<BillSheetField>) =>
  needed.filter((field) => !fields.has(field)).map((field) => billSheetHeadings[field])

/** What a row says of its bill, and which row that is. */
export type SheetAnswer = BillAnswer & { row: number }
/** `blank`: rows that say nothing yet. `wrong`: sentences, each of one row. */
export type BillSheet = { answers: SheetAnswer[]; blank: number; wrong: string[] }

const heard = [...needed, 'note'] as const satisfies readonly BillSheetField[]
const longestNote = 500

/** The results on a sheet of bills that comes back. Fails `E-IMP-02`, and as the search for the header does. */
export function readBillSheet(tables: readonly Table[]): TableReading<BillSheet> {
  const seen = tables.filter(({ hidden }) => !hidden)
  const found = seen.map((table) => ({ table, header: findHeader(table, { rules, missing, given: new Map() }) }))
  const whole = found.flatMap(({ table, header }) => (header.ok ? [{ table, header: header.value }] : []))
  const failed = found.find(({ header }) => !header.ok)?.header
  if (whole.length === 0) return failed && !failed.ok ? failed : notATable('E-IMP-08', { sheet: tables[0]?.name ?? '' })

  const sheet: BillSheet = { answers: [], blank: 0, wrong: [] }
  for (const { table, header } of whole) for (const row of table.rows.slice(header.dataFrom)) takeRow(row, header, sheet)
  if (sheet.answers.length > billLimit) return notATable('E-IMP-02', { limit: billLimit, rows: sheet.answers.length })
  sheet.wrong.push(...repeated(sheet.answers))
  return tableRead(sheet)
}

const sumsUp = /^(合计|小计|总计|共计)/

function takeRow(row: TableRow, header: Header<BillSheetField>, sheet: BillSheet): void {
  const cells = new Map(header.columns.flatMap(({ field, index }) => (field ? [[field, row.cells[index]] as const] : [])))
  const text = (field: BillSheetField) => cells.get(field)?.text ?? ''
  const [billCode, billNumber] = [tidyCode(text('billCode')), tidyCode(text('billNumber'))]
  const note = tidyText(text('note')).replace(/^'(?=[=+\-@＝＋－＠])/, '')
  if (sumsUp.test(billCode) || (billCode === '' && billNumber === '' && tidyText(text('result')) === '')) return
  if (tidyText(text('result')) === '' && note === '') {
    sheet.blank += 1
    return
  }
  const result = resultOf(tidyText(text('result')))
  const say = (what: string) => sheet.wrong.push(`第${row.number}行：${what}。`)
  if (heard.some((field) => isNobodysWord(cells.get(field)))) say('有公式或者出错的单元格，请改成文字')
  else if (billCode === '' || billNumber === '') say('缺票据代码或者票据号码')
  else if (result === null) say(`“${tidyText(text('result')).slice(0, 20)}”不是查验结果，请选${offeredResults.join('、')}`)
  else if (lengthOf(note) > longestNote) say(`说明超过${longestNote}字`)
  else if (textProblem(note)) say('说明中有不能保存的字符')
  else sheet.answers.push({ row: row.number, billCode, billNumber, result, note })
}

/** What a formula gives is nobody's word. */
const isNobodysWord = (cell: TableCell | undefined) => cell?.kind === 'formula' || cell?.kind === 'error'

export const billKey = ({ billCode, billNumber }: Pick<BillAnswer, 'billCode' | 'billNumber'>): string => `${billCode} ${billNumber}`

/** How many of the bills were found to be what. */
export const countResults = (bills: readonly { result: BillResult }[]): Record<BillResult, number> => {
  const counts = { pending: 0, genuine: 0, counterfeit: 0, mismatch: 0, notFound: 0 }
  for (const { result } of bills) counts[result] += 1
  return counts
}

/** Of two rows for one bill neither is meant. */
function repeated(answers: readonly SheetAnswer[]): string[] {
  const first = new Map<string, number>()
  return answers.flatMap((answer) => {
    const earlier = first.get(billKey(answer))
    if (earlier !== undefined) return [`第${answer.row}行：与第${earlier}行是同一张票据。`]
    first.set(billKey(answer), answer.row)
    return []
  })
}

type Known = { billCode: string; billNumber: string; result: string; resultNote: string }

/** Which rows say something new of the bills that were asked about; those about others are said. */
export function newAnswers(answers: readonly SheetAnswer[], asked: readonly Known[]): { fresh: SheetAnswer[]; unknown: string[] } {
  const known = new Map(asked.map((bill) => [billKey(bill), bill]))
  const unknown = answers.flatMap((answer) =>
    known.has(billKey(answer)) ? [] : [`第${answer.row}行：票据 ${billKey(answer)} 不在本次查验清单中。`],
  )
  const fresh = answers.filter((answer) => {
    const bill = known.get(billKey(answer))
    return bill && (bill.result !== answer.result || bill.resultNote !== answer.note)
  })
  return { fresh, unknown }
}
