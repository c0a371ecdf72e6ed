import { readSignedAmount } from '../table/amount'
import { notATable, type TableFailure, type TableReading, tableRead } from '../table/failure'
import type { Table, TableCell, TableRow } from '../table/grid'
import { findHeader, type Header } from '../table/header'
import { problemReason, type RowProblem } from '../table/problems'
import { textProblem, tidyCode, tidyName, toHalfWidth } from '../table/text'
import { type FeeField, feeFieldRules, missingFeeColumns } from './fee-fields'
import type { FeeLine, FeeNeed } from './fee-line'
import { type Moment, momentReader, yearsOn } from './moment'

/** `problems`: a sentence for each cell for which its row is not checked. */
export type FeeFile = { lines: FeeLine[]; problems: { row: number; text: string }[]; has: ReadonlySet<FeeNeed> }

/** Columns named by hand: a heading, and the field that it is or that it is none. */
export type FeeMapping = ReadonlyMap<string, FeeField | null>

const MOST_ROWS = 200_000

/**
 * Reads an institution's own fee file: every sheet whose headings match. Rows of totals and notes are left aside.
 * Fails when no sheet is such a file (`E-IMP-04`, `E-IMP-05`, `E-IMP-08`) or has too many rows (`E-IMP-02`).
 */
export function readFeeFile(tables: readonly Table[], given: FeeMapping = new Map()): TableReading<FeeFile> {
  const file = { lines: [] as FeeLine[], problems: [] as FeeFile['problems'] }
  const fields = new Set<FeeField>()
  const failures: TableFailure[] = []
  for (const table of tables.filter(({ rows }) => rows.length > 0)) {
    const header = findHeader(table, { rules: feeFieldRules, missing: missingFeeColumns, given })
    if (!header.ok) {
      failures.push(header.failure)
      continue
    }
    for (const { field } of header.value.columns) if (field) fields.add(field)
    const read = rowReader(table, header.value, file.problems)
    for (const row of table.rows.slice(header.value.dataFrom)) {
      const line = read(row)
      if (line) file.lines.push(line)
    }
  }
  if (file.lines.length > MOST_ROWS) return notATable('E-IMP-02', { limit: MOST_ROWS })
  if (fields.size === 0) return { ok: false, failure: failures[0] ?? { code: 'E-IMP-08', detail: { missing: '项目名称' } } }
  return tableRead({ ...file, has: needsMet(fields) })
}

function needsMet(fields: ReadonlySet<FeeField>): Set<FeeNeed> {
  const met: Record<FeeNeed, boolean> = {
    sex: fields.has('gend'),
    age: fields.has('age') || fields.has('brdy'),
    medType: fields.has('medType'),
    stay: fields.has('begntime') || fields.has('endtime'),
    death: fields.has('deathDt'),
    diagnosis: fields.has('diagName'),
    unit: fields.has('unit'),
    price: fields.has('pric'),
    priceCap: fields.has('pric') && fields.has('pricUplmtAmt'),
    supplyDays: fields.has('prdDays'),
  }
  return new Set((Object.keys(met) as FeeNeed[]).filter((need) => met[need])) // the keys are the needs
}

const totalLabel = /^(合计|小计|总计|共计|本页合计|累计)/

/** Reads row by row; the words and moments that come again and again are kept once. */
function rowReader(table: Table, header: Header<FeeField>, problems: FeeFile['problems']) {
  const columns = new Map(header.columns.flatMap((column) => (column.field ? [[column.field, column] as const] : [])))
  const momentOf = momentReader(table.date1904)
  const known = new Map<string, string>()
  const once = (text: string) => {
    const held = known.get(text)
    if (held === undefined) known.set(text, text)
    return held ?? text
  }

  return (row: TableRow): FeeLine | null => {
    const cellOf = (field: FeeField): TableCell | undefined => row.cells[columns.get(field)?.index ?? -1]
    const filled = row.cells.filter((cell) => cell && cell.text.trim() !== '')
    if (filled.length <= 1 || filled.some((cell) => totalLabel.test(toHalfWidth(cell?.text ?? '').replace(/\s+/g, '')))) return null

    const before = problems.length
    const refuse = (field: FeeField, code: RowProblem) => {
      problems.push({ row: row.number, text: problemReason(code, row.number, columns.get(field)?.heading ?? '') })
    }
    const text = (field: FeeField, tidy = tidyName) => once(plainText(field, cellOf(field), tidy, refuse))
    const moment = (field: FeeField) => momentOf(cellOf(field))
    const at = moment('feeOcurTime')
    if (at === null) refuse('feeOcurTime', cellOf('feeOcurTime') ? 'E-DAT-02' : 'E-REQ-01')
    const count = numberOf(cellOf('cnt'))
    if (count === null) refuse('cnt', cellOf('cnt') ? 'E-AMT-05' : 'E-REQ-01')
    const amountCell = cellOf('detItemFeeSumamt')
    const amountFen = amountCell ? readSignedAmount(rounded(amountCell), '元') : null
    if (amountFen === null) refuse('detItemFeeSumamt', amountCell ? 'E-AMT-05' : 'E-REQ-01')
    const name = text('medinsListName')
    if (name === '') refuse('medinsListName', 'E-REQ-01')
    const [visit, person] = [text('mdtrtId', tidyCode), text('psnNo', tidyCode)]
    if (visit === '' && person === '') refuse(columns.has('mdtrtId') ? 'mdtrtId' : 'psnNo', 'E-REQ-01')
    if (problems.length > before || at === null || count === null || amountFen === null) return null
    return {
      ...{ sheet: table.name, row: row.number, serial: text('feedetlSn', tidyCode), visit: visit || person, person: person || visit },
      ...{ at: once(at.text), on: once(at.on), name, count, amountFen },
      ...{ sex: sexOf(text('gend')), age: ageOf(text('age'), moment('brdy'), at.on), medType: text('medType', tidyCode) },
      ...{
        admittedAt: moment('begntime')?.text ?? null,
        dischargedAt: moment('endtime')?.text ?? null,
        diedOn: moment('deathDt')?.on ?? null,
      },
      ...{ diagnosis: text('diagName'), itemCode: text('medListCodg', tidyCode), unit: text('unit') },
      ...{ priceYuan: numberOf(cellOf('pric')), priceCapYuan: numberOf(cellOf('pricUplmtAmt')), supplyDays: numberOf(cellOf('prdDays')) },
    }
  }
}

function plainText(
  field: FeeField,
  cell: TableCell | undefined,
  tidy: (text: string) => string,
  refuse: (field: FeeField, code: RowProblem) => void,
): string {
  if (!cell) return ''
  const text = tidy(cell.text)
  const unfit = textProblem(text)
  if (cell.kind === 'formula') refuse(field, 'E-IMP-06')
  else if (cell.kind === 'error') refuse(field, 'E-IMP-10')
  else if (unfit) refuse(field, unfit)
  return text
}

function numberOf(cell: TableCell | undefined): number | null {
  if (!cell || cell.kind === 'formula' || cell.kind === 'error') return null
  if (cell.kind === 'number' && cell.number !== undefined) return cell.number
  const plain = toHalfWidth(cell.text).replace(/[\s,]/g, '')
  return /^[-+]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : null
}

/** Charges are printed with four decimals as often as with two; what is left of a 分 is no amount. */
const rounded = (cell: TableCell): TableCell => {
  const number = /^-?\d+\.\d{3,}$/.test(cell.text.trim()) ? numberOf(cell) : null
  return number === null ? cell : { text: number.toFixed(2), kind: 'text' }
}

const sexOf = (text: string): FeeLine['sex'] => (/^(1|男|M)/i.test(text) ? 'male' : /^(2|女|F)/i.test(text) ? 'female' : null)

/** 45, 45岁; 8月 and 20天 are no whole year. */
function ageOf(text: string, born: Moment | null, on: string): number | null {
  if (born) return yearsOn(born.on, on)
  const match = /^(\d{1,3})(岁|周岁|Y)?(\d.*)?$/i.exec(text)
  if (match) return Number(match[1])
  return /^\d+(个月|月|天|日|小时)/.test(text) ? 0 : null
}
