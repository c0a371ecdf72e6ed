import { readAmount } from '../../table/amount'
import { readDay } from '../../table/day'
import type { TableCell, TableRow } from '../../table/grid'
import { problemReason, type RowProblem } from '../../table/problems'
import { lengthOf, textProblem, tidyCode, tidyText, toHalfWidth } from '../../table/text'
import type { AnswerKind } from '../answers'
import { codeSaid } from '../code-said'
import { answerSaid, codeIndex, columnIndexOf, type PackColumn, packColumns, packHeadings } from './columns'
import type { PackFinding, PackKey, PackRefund } from './manifest'
import { faultOf, type PackFault } from './problems'

/** A row of a pack that came back: what its cells say, what that means, and what of it cannot be taken over. */
export type PackRow = {
  key: string
  sheet: string
  row: number
  code: string
  cells: Partial<Record<PackColumn | 'code', string>>
  answer: AnswerKind | null
  reason: string
  finding: PackFinding | null
  refund: PackRefund | null
  faults: PackFault[]
}

const textLimits = { reason: 500, behaviour: 500, cause: 1000, remedy: 1000, voucher: 60 } as const
const findingColumns = [
  'behaviour',
  'peopleCount',
  'periodFrom',
  'periodTo',
  'billed',
  'irregular',
  'fundLoss',
  'cause',
  'remedy',
  'remedyDueOn',
] as const
const neededOfFinding = ['behaviour', 'peopleCount', 'periodFrom', 'periodTo', 'billed', 'irregular', 'fundLoss'] as const
const refundColumns = ['refund', 'paidOn', 'voucher'] as const

/** A text as a pack compares it: however it was typed or stored. The mark that keeps a text from being a formula is none of it. */
export const packText = (text: string): string => tidyText(text.replace(/\r\n?/g, '\n').replace(/^'(?=[=+\-@\t\r＝＋－＠])/, ''))

type Cells = {
  text(column: keyof typeof textLimits): string
  amount(column: PackColumn): string | null
  day(column: PackColumn): string | null
  people(): number | null
  isBlank(column: PackColumn): boolean
  faults: PackFault[]
}

/** Reads one row by its signed key. `codes`: the items of its section. Nothing is guessed: what cannot be read is a fault of its cell. */
export function readPackRow(row: TableRow, known: PackKey, codes: ReadonlySet<string>, date1904: boolean): PackRow {
  const cells = cellsOf(row, date1904)
  const { faults } = cells
  const shown = shownCells(row, known)
  const answer = known.answer === null ? null : answerOf(row, faults)
  const reason = known.answer === null ? '' : cells.text('reason')
  const finding = readFinding(cells, known.finding.base)
  const refund = readRefund(cells)
  const said = tidyText(row.cells[codeIndex]?.text ?? '')
  const code = known.code ?? codeSaid(said, codes) ?? tidyCode(said)
  const filled = finding !== null || refund !== null || faults.length > 0
  if (known.code === null && filled && !codes.has(code)) faults.push(faultOf('code', code === '' ? 'codeMissing' : 'codeUnknown'))
  if (answer === 'notApplicable' && reason === '') faults.push(faultOf('reason', 'reasonMissing'))
  if (answer !== 'notApplicable' && reason !== '' && known.answer?.base?.answer !== 'notApplicable')
    faults.push(faultOf('reason', 'reasonUnasked'))
  if (finding !== null && answer !== null && answer !== 'found') faults.push(faultOf('answer', 'findingDenied'))
  if (finding === null && known.finding.base !== null && findingColumns.every(cells.isBlank))
    faults.push(faultOf('behaviour', 'findingCleared'))
  return { key: known.key, sheet: known.sheet, row: row.number, code, cells: shown, answer, reason, finding, refund, faults }
}

/** Whether anything stands in the cells that are filled in. */
export const isEmptyRow = (row: PackRow): boolean => Object.keys(row.cells).length === 0

function shownCells(row: TableRow, known: PackKey): PackRow['cells'] {
  const shown: PackRow['cells'] = {}
  const code = tidyText(row.cells[codeIndex]?.text ?? '')
  if (code !== '' && known.code === null) shown.code = code
  for (const column of packColumns) {
    const text = row.cells[columnIndexOf(column)]?.text ?? ''
    if (tidyText(text) !== '') shown[column] = text.slice(0, 4000)
  }
  return shown
}

function answerOf(row: TableRow, faults: PackFault[]): AnswerKind | null {
  const cell = row.cells[columnIndexOf('answer')]
  const word = toHalfWidth(tidyText(cell?.text ?? ''))
  if (word === '') return null
  const said = cell?.kind === 'formula' ? null : answerSaid(word)
  if (said === null) faults.push(faultOf('answer', 'answerWord'))
  return said
}

/** What is left blank and need not be said stays as the pack had it: a blank cell takes nothing away. */
function readFinding(cells: Cells, base: PackFinding | null): PackFinding | null {
  if (findingColumns.every(cells.isBlank)) return null
  const before = cells.faults.length
  for (const column of neededOfFinding) if (cells.isBlank(column)) cells.faults.push(faultOf(column, 'missing'))
  const finding = {
    behaviour: cells.text('behaviour'),
    peopleCount: cells.people() ?? 0,
    periodFrom: cells.day('periodFrom') ?? '',
    periodTo: cells.day('periodTo') ?? '',
    billedFen: cells.amount('billed') ?? '',
    irregularFen: cells.amount('irregular') ?? '',
    fundLossFen: cells.amount('fundLoss') ?? '',
    cause: cells.isBlank('cause') ? (base?.cause ?? '') : cells.text('cause'),
    remedy: cells.isBlank('remedy') ? (base?.remedy ?? '') : cells.text('remedy'),
    remedyDueOn: cells.isBlank('remedyDueOn') ? (base?.remedyDueOn ?? null) : cells.day('remedyDueOn'),
  }
  return cells.faults.length > before ? null : finding
}

function readRefund(cells: Cells): PackRefund | null {
  if (refundColumns.every(cells.isBlank)) return null
  const blank = refundColumns.find(cells.isBlank)
  if (blank) cells.faults.push(faultOf(blank, 'refundPartial'))
  const [amountFen, paidOn, voucherNumber] = [cells.amount('refund'), cells.day('paidOn'), cells.text('voucher')]
  if (amountFen === '0') cells.faults.push(faultOf('refund', 'refundZero'))
  return blank || amountFen === null || amountFen === '0' || paidOn === null ? null : { amountFen, paidOn, voucherNumber }
}

function cellsOf(row: TableRow, date1904: boolean): Cells {
  const faults: PackFault[] = []
  const cellOf = (column: PackColumn): TableCell | undefined => row.cells[columnIndexOf(column)]
  const isBlank = (column: PackColumn) => tidyText(cellOf(column)?.text ?? '') === ''
  const refuse = (column: PackColumn, code: RowProblem) =>
    faults.push({ column, reason: problemReason(code, row.number, packHeadings[column]) })
  return {
    faults,
    isBlank,
    text(column) {
      const cell = cellOf(column)
      if (!cell || isBlank(column)) return ''
      if (cell.kind === 'formula') refuse(column, 'E-IMP-06')
      if (cell.kind === 'error') refuse(column, 'E-IMP-10')
      const problem = textProblem(cell.text)
      if (problem) refuse(column, problem)
      const text = packText(cell.text)
      if (lengthOf(text) > textLimits[column]) faults.push(faultOf(column, 'tooLong'))
      return text
    },
    amount(column) {
      const cell = cellOf(column)
      if (!cell || isBlank(column)) return null
      const read = readAmount(cell, '元')
      if (!read.ok) refuse(column, read.code)
      return read.ok ? read.amountFen.toString() : null
    },
    day(column) {
      const cell = cellOf(column)
      if (!cell || isBlank(column)) return null
      const read = readDay(cell, date1904)
      if (!read.ok) refuse(column, read.code)
      return read.ok ? read.on : null
    },
    people() {
      const cell = cellOf('peopleCount')
      if (!cell || isBlank('peopleCount')) return null
      const digits = toHalfWidth(tidyText(cell.text)).replace(/[,\s]/g, '').replace(/\.0+$/, '')
      if (cell.kind === 'formula') refuse('peopleCount', 'E-IMP-06')
      else if (!/^\d{1,6}$/.test(digits)) faults.push(faultOf('peopleCount', 'number'))
      return /^\d{1,6}$/.test(digits) ? Number(digits) : null
    },
  }
}
