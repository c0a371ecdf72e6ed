import { headingUnit, readAmount, titleUnit, yuanText } from '../table/amount'
import { readDay } from '../table/day'
import { notATable, type TableReading, tableRead } from '../table/failure'
import type { Table, TableCell, TableRow } from '../table/grid'
import { findHeader, type Header } from '../table/header'
import type { FieldRule } from '../table/heading'
import { tidyCode, tidyText } from '../table/text'
import { type Bill, billOf, wholeBills } from './bill-lines'

const fields = ['billCode', 'billNumber', 'issuer', 'issuedOn', 'amount'] as const
type Field = (typeof fields)[number]
const names: Record<Field, string> = {
  billCode: '票据代码',
  billNumber: '票据号码',
  issuer: '开票单位',
  issuedOn: '开票日期',
  amount: '金额',
}
const rules: readonly FieldRule<Field>[] = [
  { field: 'billCode', name: names.billCode, patterns: [/^电子票据代码$/] },
  { field: 'billNumber', name: names.billNumber, patterns: [/^电子票据号码$/, /^票据?号$/] },
  { field: 'issuer', name: names.issuer, patterns: [/^(开具|收款)单位$/, /^(医疗|就诊)?机构(名称)?$|^医院(名称)?$/] },
  { field: 'issuedOn', name: names.issuedOn, patterns: [/^开具日期$/, /^日期$/] },
  { field: 'amount', name: names.amount, patterns: [/^(票面|开票)?(金额|总额)$/, /^金额合计$/] },
]
const missing = (found: ReadonlySet<Field>) => fields.filter((field) => !found.has(field)).map((field) => names[field])

/** `wrong`: what is wrong with the list, each in words. */
export type BillList = { bills: Bill[]; wrong: string[] }

/** The bills on a list that finance is to be asked about, and all that is wrong with it. Fails as the search for the header does. */
export function readBillList(tables: readonly Table[]): TableReading<BillList> {
  const seen = tables.filter(({ hidden, rows }) => !hidden && rows.length > 0)
  const found = seen.map((table) => ({ table, header: findHeader(table, { rules, missing, given: new Map() }) }))
  const whole = found.flatMap(({ table, header }) => (header.ok ? [{ table, header: header.value }] : []))
  const failed = found.find(({ header }) => !header.ok)?.header
  if (whole.length === 0) return failed && !failed.ok ? failed : notATable('E-IMP-08', { sheet: tables[0]?.name ?? '' })
  const read = wholeBills(
    whole.flatMap(({ table, header }) => table.rows.slice(header.dataFrom).flatMap(lineOf(table, header)).map(billOf)),
  )
  return tableRead({ ...read, wrong: [...found.filter(({ table, header }) => !header.ok && isTabular(table)).map(unread), ...read.wrong] })
}

/** More than notes, one below the other: bills may go on there. */
const isTabular = ({ rows }: Table) => rows.some(({ cells }) => cells.filter((cell) => tidyText(cell?.text ?? '')).length > 1)
const unread = ({ table }: { table: Table }) => `工作表“${table.name}”没有列名，其中各行没有读入。请写上列名，或者删去这张表`

const sumsUp = /^(合计|小计|总计|共计)/

/** A row as a line that was pasted would be; rows of sums and blank ones are none. A cell that cannot be read says so as it is written. */
function lineOf({ date1904 }: Table, header: Header<Field>) {
  const unit =
    headingUnit(header.columns.find(({ field }) => field === 'amount')?.heading ?? '') ??
    header.titles.map(titleUnit).find((named) => named !== null) ??
    '元'
  return (row: TableRow): { place: number; cells: string[] }[] => {
    const cell = (field: Field): TableCell | undefined => row.cells[header.columns.find((column) => column.field === field)?.index ?? -1]
    const text = (field: Field) => tidyText(cell(field)?.text ?? '')
    const filled = row.cells.map((one) => tidyText(one?.text ?? '')).filter(Boolean)
    if (filled.some((one) => sumsUp.test(one))) return []
    if (filled.length <= 1 && fields.every((field) => text(field) === '')) return []
    const [day, amount] = [cell('issuedOn'), cell('amount')]
    const readOn = day ? readDay(day, date1904) : null
    const readFen = amount ? readAmount(amount, unit) : null
    const cells = [tidyCode(text('billCode')), tidyCode(text('billNumber')), text('issuer')]
    const on = readOn?.ok ? readOn.on : text('issuedOn')
    return [{ place: row.number, cells: [...cells, on, readFen?.ok ? yuanText(readFen.amountFen) : text('amount')] }]
  }
}
