import type { CivilDate } from '../../kernel/civil-date'
import { headingUnit, readAmount, titleUnit } from '../../table/amount'
import { readDay } from '../../table/day'
import { notATable, type TableFailure, type TableReading, tableRead } from '../../table/failure'
import type { Table, TableCell, TableRow } from '../../table/grid'
import { findHeader, type Header } from '../../table/header'
import { problemReason, type RowProblem } from '../../table/problems'
import { lengthOf, textProblem, tidyCode, tidyName, tidyText, toHalfWidth } from '../../table/text'
import { type BankField, bankFieldRules, missingBankColumns } from './fields'

/** One sum that came in, as the bank's list states it. Money is digits of 分, so that it can go between processes and be kept as JSON. */
export type ListedReceipt = { receivedOn: CivilDate; amountFen: string; payer: string; remark: string; serial: string }

/** A row with a negative amount: money booked back, or gone out. As it is written, for a person to look at. */
export type NegativeRow = { row: number; serial: string; payer: string; amount: string }

/**
 * `problems`: sentences, each of one cell for which its row cannot stand. `outgoing`: rows of money that went out, and `negative` ones: left
 * aside, and said.
 */
export type BankList = { receipts: ListedReceipt[]; problems: string[]; outgoing: number; negative: NegativeRow[] }

const MOST_ROWS = 50_000
const longest = { payer: 200, remark: 500, serial: 100 } as const

/**
 * Reads a bank's list of incoming money: every sheet whose headings match. Rows of money going out, of zero and of totals are left aside.
 * Two different sums under one serial number are a problem of the list.
 * Fails when no sheet is such a list (`E-IMP-04`, `E-IMP-05`, `E-IMP-08`) or has too many rows (`E-IMP-02`).
 */
export function readBankList(tables: readonly Table[], today: CivilDate): TableReading<BankList> {
  const list: BankList = { receipts: [], problems: [], outgoing: 0, negative: [] }
  const failures: TableFailure[] = []
  let sheets = 0
  for (const table of tables.filter(({ rows }) => rows.length > 0)) {
    const header = findHeader(table, { rules: bankFieldRules, missing: missingBankColumns, given: new Map() })
    if (header.ok) {
      sheets++
      for (const row of table.rows.slice(header.value.dataFrom)) takeRow(row, table, header.value, today, list)
    } else failures.push(header.failure)
  }
  list.problems.push(...serialProblems(list.receipts))
  if (list.receipts.length > MOST_ROWS) return notATable('E-IMP-02', { limit: MOST_ROWS })
  if (sheets === 0) return { ok: false, failure: failures[0] ?? { code: 'E-IMP-08', detail: { missing: '到账日期' } } }
  return tableRead(list)
}

const totalLabel = /^(合计|小计|总计|共计|本页合计|累计)/
const out = /借|支|付|出|^D/i

function takeRow(row: TableRow, table: Table, header: Header<BankField>, today: CivilDate, list: BankList): void {
  const columns = new Map(header.columns.flatMap((column) => (column.field ? [[column.field, column] as const] : [])))
  const cellOf = (field: BankField): TableCell | undefined => row.cells[columns.get(field)?.index ?? -1]
  const filled = row.cells.filter((cell) => cell && cell.text.trim() !== '')
  if (filled.length <= 1) return // a blank row, or a note below the table
  if (isTotal(filled[0], cellOf('payer'), cellOf('serial'))) return
  const direction = cellOf('direction')
  if (direction && out.test(direction.text.trim())) {
    list.outgoing++
    return
  }

  const before = list.problems.length
  const refuse = (field: BankField, code: RowProblem) => {
    list.problems.push(problemReason(code, row.number, columns.get(field)?.heading ?? ''))
  }
  const amountFen = amountOf(cellOf('amountFen'), unitOf(header), refuse)
  if (amountFen === 'negative') {
    const [serial, payer, amount] = [cellOf('serial'), cellOf('payer'), cellOf('amountFen')].map((cell) => tidyText(cell?.text ?? ''))
    list.negative.push({ row: row.number, serial: serial ?? '', payer: payer ?? '', amount: amount ?? '' })
    return
  }
  if (amountFen === 0n) {
    list.outgoing++
    return
  }
  const receivedOn = dayOf(cellOf('receivedOn'), table.date1904, today, refuse)
  const payer = textOf('payer', cellOf('payer'), tidyName, refuse)
  const serial = textOf('serial', cellOf('serial'), tidyCode, refuse)
  const remark = cellOf('remark') ? textOf('remark', cellOf('remark'), tidyText, refuse) : ''
  if (list.problems.length > before || amountFen === null || receivedOn === null) return
  list.receipts.push({ receivedOn, amountFen: amountFen.toString(), payer, remark, serial })
}

const isBlank = (cell: TableCell | undefined) => !cell || /^[-—–/\\\s]*$/.test(cell.text)

/** A row of sums: it begins with the word, and nobody paid it. A remark or a payer that begins so is none. */
function isTotal(first: TableCell | undefined, payer: TableCell | undefined, serial: TableCell | undefined): boolean {
  const begins = totalLabel.test(toHalfWidth(first?.text ?? '').replace(/\s+/g, ''))
  return begins && [payer, serial].every((cell) => cell === first || isBlank(cell))
}

const sameSum = (one: ListedReceipt, other: ListedReceipt) =>
  one.receivedOn === other.receivedOn && one.amountFen === other.amountFen && one.payer === other.payer

/** A serial number is of one sum. The same row twice is that row. */
function serialProblems(receipts: readonly ListedReceipt[]): string[] {
  const first = new Map<string, ListedReceipt>()
  const differ = new Set<string>()
  for (const receipt of receipts) {
    const known = first.get(receipt.serial)
    if (!known) first.set(receipt.serial, receipt)
    else if (!sameSum(known, receipt)) differ.add(receipt.serial)
  }
  return [...differ].map((serial) => `流水号 ${serial} 有几笔到账，日期、金额或付款人不同。`)
}

type Refuse = (field: BankField, code: RowProblem) => void

const unitOf = (header: Header<BankField>) =>
  headingUnit(header.columns.find(({ field }) => field === 'amountFen')?.heading ?? '') ??
  header.titles.map(titleUnit).find((unit) => unit !== null) ??
  '元'

/** What came in; 0 where the cell says that nothing did, as in the rows of money that went out. */
function amountOf(cell: TableCell | undefined, unit: ReturnType<typeof unitOf>, refuse: Refuse): bigint | 'negative' | null {
  if (!cell || isBlank(cell)) return 0n
  const reading = readAmount(cell, unit)
  if (reading.ok) return reading.amountFen
  if (reading.code === 'E-AMT-01') return 'negative'
  refuse('amountFen', reading.code)
  return null
}

function dayOf(cell: TableCell | undefined, date1904: boolean, today: CivilDate, refuse: Refuse): CivilDate | null {
  const reading = cell ? readDay(cell, date1904) : null
  if (reading?.ok && reading.on <= today) return reading.on
  refuse('receivedOn', reading === null ? 'E-REQ-01' : reading.ok ? 'E-DAT-02' : reading.code)
  return null
}

function textOf(field: keyof typeof longest, cell: TableCell | undefined, tidy: (text: string) => string, refuse: Refuse): string {
  const text = tidy(cell?.text ?? '')
  const unfit = textProblem(text)
  if (cell?.kind === 'formula') refuse(field, 'E-IMP-06')
  else if (cell?.kind === 'error') refuse(field, 'E-IMP-10')
  else if (unfit) refuse(field, unfit)
  else if (text === '' && field !== 'remark') refuse(field, 'E-REQ-01')
  else if (lengthOf(text) > longest[field]) refuse(field, 'E-LEN-01')
  else if (field === 'serial' && lostDigits(cell, text)) refuse(field, 'E-NUM-01')
  return text
}

/** A long number kept as a number, or what a spreadsheet makes of it in a CSV file, has lost its last digits. */
const lostDigits = (cell: TableCell | undefined, text: string) =>
  (cell?.kind === 'number' && Math.abs(cell.number ?? 0) >= 1e15) || /^\d(\.\d+)?E\+?\d{2}$/i.test(text)
