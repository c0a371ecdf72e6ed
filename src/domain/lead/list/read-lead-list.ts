import { headingUnit, type MoneyUnit, titleUnit, yuanText } from '../../table/amount'
import { readDay } from '../../table/day'
import { notATable, type TableFailure, type TableReading, tableRead } from '../../table/failure'
import { columnLetters, mergedAbove, type Table, type TableRow } from '../../table/grid'
import { findHeader, type Header } from '../../table/header'
import { comparedHeading, isNearly, shownHeading } from '../../table/heading'
import { problemReason } from '../../table/problems'
import { compareLeads, isReturnHeading, serialHeading } from './agreement'
import { type LeadField, leadFieldRules, missingLeadColumns } from './fields'
import type { LeadList, LeadListOptions } from './lead-list'
import { type RowContext, readRow } from './row'
import { columnTotals, totalRowLabel, unitSlip } from './totals'
import { type WarningBook, type WarningCode, warningBook } from './warnings'

const MOST_ROWS = 200_000

const noteRow = /^(注|备注|说明|填报说明|填报人?|填表人?|制表人?|审核人?|复核人?|经办人?|负责人|联系人|联系电话|单位[(（]?盖章|附[:：件])/

/**
 * Reads a lead list: every sheet whose headings match, hidden ones included. Rows that cannot be a lead are refused
 * one by one with their reason; what was put right, what repeats, what contradicts and what does not add up is said.
 *
 * Fails only when no sheet is a lead list (`E-IMP-04`, `E-IMP-05`, `E-IMP-08`), when there are too many rows
 * (`E-IMP-02`) or when the mapping by hand names a column that is nowhere (`E-IMP-09`).
 */
export function readLeadList(tables: readonly Table[], options: LeadListOptions): TableReading<LeadList> {
  const filled = tables.filter((table) => table.rows.length > 0)
  const warnings = warningBook(filled.some(({ format }) => format === 'xlsx') || filled.length > 1)
  const list: LeadList = {
    sheets: [],
    headerRow: 0,
    mapping: Object.create(null),
    accepted: [],
    corrected: [],
    refused: [],
    duplicates: [],
    controlTotals: [],
    warnings: [],
  }
  const failures: { table: Table; failure: TableFailure }[] = []
  const unused = new Set(options.given?.keys())
  let rowsLeft = MOST_ROWS

  for (const table of filled) {
    const header = findHeader(table, { rules: leadFieldRules, missing: missingLeadColumns, given: options.given ?? new Map() })
    if (!header.ok) {
      failures.push({ table, failure: header.failure })
      continue
    }
    for (const column of [...unused]) if (hasColumn(header.value, column)) unused.delete(column)
    rowsLeft -= readSheet(table, header.value, options, list, warnings)
    if (rowsLeft < 0) return notATable('E-IMP-02', { limit: MOST_ROWS })
  }

  const [missed] = unused
  if (missed !== undefined) return notATable('E-IMP-09', { column: missed })
  if (list.sheets.length === 0) return { ok: false, failure: failures[0]?.failure ?? { code: 'E-IMP-08', detail: { missing: '违规行为' } } }

  for (const { table } of failures) warnings.add('W-SHEET-01', table.name, [], { why: '列名与线索清单不符（缺少违规行为或机构列）。' })
  list.duplicates = compareLeads(list.accepted, warnings)
  list.warnings = warnings.list()
  return tableRead(list)
}

const hasColumn = ({ columns }: Header<LeadField>, column: string) =>
  columns.some(({ heading, index }) => heading === shownHeading(column) || columnLetters(index) === column)

/** Adds the sheet to the list; gives how many rows of data it had. */
function readSheet(table: Table, header: Header<LeadField>, options: LeadListOptions, list: LeadList, warnings: WarningBook): number {
  const isLeftOut = table.hidden && options.skipHidden === true
  if (table.hidden) warnings.add('W-SHEET-02', table.name, [], isLeftOut ? { left: 1 } : {})
  if (isLeftOut) return 0
  if (list.sheets.length === 0) list.headerRow = header.row
  list.sheets.push(table.name)
  for (const { heading, field } of header.columns) if (field) list.mapping[heading] = field
  warnOfColumns(table, header, warnings)

  const unit = unitOf(table, header, warnings)
  const context: RowContext = {
    sheet: table.name,
    columns: header.columns,
    unit,
    date1904: table.date1904,
    today: options.today,
    merged: mergedAbove(table),
  }
  const totals = columnTotals(header.columns, unit)
  const stays = orderOfStay(header)
  const kindOf = rowKinds(table, header)
  let data = 0
  for (const row of table.rows.slice(header.dataFrom)) {
    const kind = kindOf(row)
    if (typeof kind === 'object') totals.state(row, kind.total)
    else if (kind === 'note') warnings.add('W-ROW-05', table.name, [row.number])
    else if (kind === 'header') warnings.add('W-ROW-06', table.name, [row.number])
    else {
      data++
      totals.add(row)
      if (passesVisibility(table, row, options, warnings)) takeRow(row, context, stays, list, warnings)
    }
  }
  if (data === 0) warnings.add('W-EMPTY-01', table.name)
  holdTotals(table.name, totals, list, warnings)
  return data
}

function takeRow(row: TableRow, context: RowContext, stays: ReturnType<typeof orderOfStay>, list: LeadList, warnings: WarningBook): void {
  const { lead, problems, corrections, flags } = readRow(row, context)
  const at = { sheet: context.sheet, row: row.number }
  for (const correction of corrections) list.corrected.push({ ...at, ...correction })
  for (const { column, value, code } of problems) {
    list.refused.push({ ...at, column, value, code, reason: problemReason(code, row.number, column) })
  }
  if (problems.length > 0) return

  list.accepted.push(lead)
  for (const code of new Set(flags.map((flag) => flag.code))) {
    const detail = flags.find((flag) => flag.code === code)?.detail
    warnings.add(code, context.sheet, [row.number], detail ?? {})
  }
  if (lead.settledOn !== null && lead.settledOn > context.today) warnings.add('W-DAT-04', context.sheet, [row.number])
  const contradiction = stays(row, context.date1904)
  if (contradiction) warnings.add('W-DAT-03', context.sheet, [row.number], { columns: contradiction })
}

/** Names what the row's look says of it; false when it is to be left out. */
function passesVisibility(table: Table, row: TableRow, options: LeadListOptions, warnings: WarningBook): boolean {
  const cells = row.cells.filter((cell) => cell !== undefined)
  const struck = cells.filter((cell) => cell.struck).length
  const look: WarningCode | null = row.filtered
    ? 'W-ROW-02'
    : row.hidden
      ? 'W-ROW-01'
      : struck * 2 >= cells.length && struck > 0
        ? 'W-ROW-03'
        : null
  const isLeftOut = look !== null && options.skipHidden === true
  if (look) warnings.add(look, table.name, [row.number], isLeftOut ? { left: 1 } : {})
  else if (struck > 0) warnings.add('W-ROW-04', table.name, [row.number])
  return !isLeftOut
}

/** Tells data from totals, repeated headings and the notes and signatures below a list. */
function rowKinds(table: Table, header: Header<LeadField>) {
  const behaviour = header.columns.find(({ field }) => field === 'behaviour')?.index
  const headings = table.rows[header.dataFrom - 1]?.cells ?? []

  return (row: TableRow): 'data' | 'note' | 'header' | { total: string } => {
    const total = totalRowLabel(row, behaviour)
    if (total !== null) return { total }
    const first = row.cells.find((cell) => cell !== undefined)
    if (noteRow.test(first?.text.trim() ?? '') && (behaviour === undefined || !row.cells[behaviour])) return 'note'
    const repeats = row.cells.every((cell, index) => !cell || cell.text === headings[index]?.text)
    return repeats ? 'header' : 'data'
  }
}

/** The unit of the amount column: its heading's, else what a line above the header states, else 元. */
function unitOf(table: Table, header: Header<LeadField>, warnings: WarningBook): MoneyUnit {
  const heading = header.columns.find(({ field }) => field === 'amountFen')?.heading
  if (heading === undefined) return '元'
  const stated = headingUnit(heading)
  if (stated) return stated
  const above = header.titles.map(titleUnit).find((unit) => unit !== null)
  if (!above || above === '元') return '元'
  warnings.add('W-AMT-05', table.name, [], { unit: above })
  return above
}

/** Checks that discharge does not come before admission, where a list has both. */
function orderOfStay(header: Header<LeadField>) {
  const find = (pattern: RegExp) => header.columns.find(({ heading }) => pattern.test(comparedHeading(heading)))
  const admission = find(/入院(日期|时间)$/)
  const discharge = find(/出院(日期|时间)$/)
  return (row: TableRow, date1904: boolean): string | null => {
    const [from, to] = [admission && row.cells[admission.index], discharge && row.cells[discharge.index]]
    if (!from || !to) return null
    const [begin, end] = [readDay(from, date1904), readDay(to, date1904)]
    return begin.ok && end.ok && end.on < begin.on ? `${discharge?.heading}早于${admission?.heading}` : null
  }
}

function warnOfColumns(table: Table, header: Header<LeadField>, warnings: WarningBook): void {
  const spare = header.columns.filter(({ field }) => field === null)
  const names = (columns: typeof spare) => columns.map(({ heading }) => heading).join('、')
  const unknown = spare.filter(({ named }) => named)
  const nameless = spare.filter(({ named }) => !named)
  const unexpected = unknown.filter(({ heading }) => !serialHeading.test(comparedHeading(heading)) && !isReturnHeading(heading))
  if (unexpected.length > 0) warnings.add('W-COL-01', table.name, [], { columns: names(unexpected) })
  if (nameless.length > 0) warnings.add('W-COL-04', table.name, [], { columns: names(nameless) })

  const mapped = new Set(header.columns.map(({ field }) => field))
  for (const { field, name } of leadFieldRules) {
    const near = mapped.has(field) ? undefined : unknown.find(({ heading }) => isNearly(heading, name))
    if (near) warnings.add('W-IMP-05', table.name, [], { missing: name, near: near.heading })
  }
  for (const { field, heading } of header.tied) {
    const name = leadFieldRules.find((rule) => rule.field === field)?.name ?? field
    const taken = header.columns.find((column) => column.field === field)?.heading ?? ''
    warnings.add('W-COL-03', table.name, [], { columns: heading, field: name, taken })
  }
  for (const note of table.notes) {
    if (note.code === 'W-FAR-01' || note.code === 'W-COL-05') warnings.add(note.code, table.name, note.rows, note.detail)
  }
}

function holdTotals(sheet: string, totals: ReturnType<typeof columnTotals>, list: LeadList, warnings: WarningBook): void {
  const controls = totals.list(sheet)
  list.controlTotals.push(...controls)
  for (const total of controls.filter(({ holds }) => !holds)) {
    const times = unitSlip(total)
    if (times) warnings.add('W-AMT-04', sheet, [total.row], { columns: total.column, times })
    else {
      const [stated, computed] = [signedYuan(total.stated), signedYuan(total.computed)]
      warnings.add('W-SUM-01', sheet, [total.row], { columns: total.column, stated, computed })
    }
  }
  if (totals.unstated.length > 0) warnings.add('W-SUM-03', sheet, totals.unstated)
  if (totals.hasFormula()) warnings.add('W-SUM-02', sheet, [...new Set(controls.map(({ row }) => row))])
}

const signedYuan = (fen: string) => (fen.startsWith('-') ? `-${yuanText(BigInt(fen.slice(1)))}` : yuanText(BigInt(fen)))
