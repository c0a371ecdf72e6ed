import { notATable, type TableFailure, type TableReading, tableRead } from '../../table/failure'
import { mergedAbove, type Table, type TableCell, type TableRow } from '../../table/grid'
import { findHeader, givenColumn, type Header } from '../../table/header'
import { problemReason, type RowProblem } from '../../table/problems'
import { lengthOf, textProblem, tidyCode, tidyText } from '../../table/text'
import { type DoubtfulWording, doubtfulWordings } from './applies-to'
import { type ChecklistListField, checklistFieldRules, checklistFields, missingChecklistColumns } from './fields'

export type ListedItem = {
  code: string
  field: string | null
  violationType: string | null
  text: string
  basis: string | null
  howToCheck: string | null
  evidence: string | null
  models: string | null
  kinds: string | null
  sourceRow: number
  sourceSheet: string
}

export type ListedChecklist = {
  /** The headings of the first sheet that was read. */
  columns: string[]
  mapping: Record<string, ChecklistListField>
  items: ListedItem[]
  refused: { sheet: string; row: number; column: string; value: string; code: RowProblem; reason: string }[]
  warnings: string[]
}

export type ChecklistOptions = { given?: ReadonlyMap<string, ChecklistListField | null>; skipHidden?: boolean }

const MOST_ROWS = 200_000
const LONGEST_TEXT = 4_000
const LONGEST_CODE = 100
const noteRow = /^(注|备注|说明|填表|制表|审核|合\s*计|总\s*计)[：:\s]?/

/**
 * Reads a problem list: every sheet whose headings match. A row that holds nothing but a name of a field (骨科领域)
 * heads the items after it. An item without a code of its own gets its place in the list; a code that comes twice in
 * one field is refused the second time.
 *
 * Fails when no sheet is a problem list (`E-IMP-04`, `E-IMP-05`, `E-IMP-08`), for too many rows (`E-IMP-02`) and for
 * a mapping by hand that names no column (`E-IMP-09`).
 */
export function readChecklist(tables: readonly Table[], options: ChecklistOptions = {}): TableReading<ListedChecklist> {
  const list: ListedChecklist = { columns: [], mapping: Object.create(null), items: [], refused: [], warnings: [] }
  const failures: { sheet: string; failure: TableFailure }[] = []
  const given = options.given ?? new Map<string, ChecklistListField | null>()
  const unused = new Set(given.keys())
  const filled = tables.filter((table) => table.rows.length > 0)
  const seen = new Set<string>()
  let rowsLeft = MOST_ROWS

  for (const table of filled) {
    const header = findHeader(table, { rules: checklistFieldRules, missing: missingChecklistColumns, given })
    if (!header.ok) {
      failures.push({ sheet: table.name, failure: header.failure })
      continue
    }
    rowsLeft -= table.rows.length - header.value.dataFrom
    if (rowsLeft < 0) return notATable('E-IMP-02', { limit: MOST_ROWS })
    const names = header.value.columns.reduce<string[]>((all, { index, heading }) => Object.assign(all, { [index]: heading }), [])
    for (const column of [...unused]) if (givenColumn(names, column) >= 0) unused.delete(column)
    readSheet(table, header.value, list, seen, options)
  }

  const [missed] = unused
  if (missed !== undefined) return notATable('E-IMP-09', { column: missed })
  if (list.columns.length === 0)
    return { ok: false, failure: failures[0]?.failure ?? { code: 'E-IMP-08', detail: { missing: '问题描述' } } }
  for (const { sheet } of failures) list.warnings.push(`工作表“${sheet}”未读取：列名与问题清单不符（缺少问题描述列）。`)
  for (const doubtful of doubtfulWordings(list.items.map(({ kinds }) => kinds))) list.warnings.push(doubtSentence(doubtful))
  return tableRead(list)
}

const doubtSentence = ({ text, count, doubt }: DoubtfulWording) =>
  doubt === 'excludes'
    ? `适用对象“${text}”（${count} 条）写有排除，已按机构类型排除；请导入后在草案中核对适用机构。`
    : `适用对象“${text}”（${count} 条）不能对应到机构类型，按导入时所选的机构类型处理。`

type SheetState = { table: Table; header: Header<ChecklistListField>; section: string | null; seen: Set<string> }

function readSheet(
  table: Table,
  header: Header<ChecklistListField>,
  list: ListedChecklist,
  seen: Set<string>,
  options: ChecklistOptions,
): void {
  const where = table.format === 'xlsx' ? `工作表“${table.name}”` : ''
  if (table.hidden) list.warnings.push(`${where}是隐藏的，${options.skipHidden ? '已按要求略过' : '已一并读取'}。`)
  if (table.hidden && options.skipHidden) return

  if (list.columns.length === 0) list.columns = header.columns.map(({ heading }) => heading)
  for (const { heading, field } of header.columns) if (field) list.mapping[heading] = field
  const merged = mergedAbove(table)
  const state: SheetState = { table, header, section: null, seen }
  const hidden: number[] = []
  for (const row of table.rows.slice(header.dataFrom)) {
    const isHidden = row.hidden || row.filtered || isStruck(row)
    if (isHidden) hidden.push(row.number)
    if (!isHidden || !options.skipHidden) takeRow(row, merged, state, list)
  }
  if (hidden.length > 0) {
    const rows = hidden.slice(0, 10).join('、')
    list.warnings.push(
      `${where}第 ${rows} 行${hidden.length > 10 ? `等 ${hidden.length} 行` : ''}被隐藏、筛选或带删除线，${options.skipHidden ? '已按要求略过' : '已一并读取'}。`,
    )
  }
  if (!header.columns.some(({ field }) => field === 'code')) list.warnings.push(`${where}没有编号列，已按先后顺序编号。`)
  if (header.columns.every(({ index }) => table.rows.slice(header.dataFrom).every((row) => !row.cells[index])))
    list.warnings.push(`${where}只有表头，没有条目。`)
  for (const note of table.notes) if (note.code === 'W-FAR-01') list.warnings.push(`${where}表格范围以外的单元格已忽略。`)
}

function isStruck(row: TableRow): boolean {
  const cells = row.cells.filter((cell) => cell !== undefined)
  const struck = cells.filter((cell) => cell.struck).length
  return struck > 0 && struck * 2 >= cells.length
}

function takeRow(row: TableRow, merged: Merged, state: SheetState, list: ListedChecklist): void {
  const filled = row.cells.filter((cell) => cell !== undefined)
  if (isHeaderAgain(row, state) || headsSection(filled, row, state)) return

  const item = readItem(row, merged, state, list.items.length + 1)
  if ('text' in item) list.items.push(item)
  else {
    const { column, value, code } = item
    const reason = problemReason(code, row.number, column)
    list.refused.push({ sheet: state.table.name, row: row.number, column, value: value.slice(0, 200), code, reason })
  }
}

type Merged = (row: number, column: number) => TableCell | undefined
type Problem = { column: string; value: string; code: RowProblem }

function readItem(row: TableRow, merged: Merged, { table, header, section, seen }: SheetState, place: number): ListedItem | Problem {
  const headingOf = (field: ChecklistListField) => header.columns.find((column) => column.field === field)?.heading ?? ''
  const values = emptyValues()
  if (row.quoteBroken) return { column: header.columns[0]?.heading ?? '', value: '', code: 'E-IMP-07' }

  for (const { index, heading, field } of header.columns) {
    const cell = row.cells[index] ?? (spansRows(field) ? merged(row.number, index) : undefined)
    if (!cell) continue
    const problem = cellProblem(cell, field)
    if (problem) return { column: heading, value: cell.text, code: problem }
    if (field) values[field] = field === 'code' ? tidyCode(cell.text) : tidyText(cell.text)
  }
  if (values.text === '') return { column: headingOf('text'), value: '', code: 'E-REQ-01' }
  if (values.code === '' && headingOf('code') !== '') return { column: headingOf('code'), value: '', code: 'E-REQ-01' }

  const code = values.code || String(place)
  const field = values.field || section
  const key = `${field ?? table.name}\n${code}`
  if (seen.has(key)) return { column: headingOf('code'), value: code, code: 'E-DUP-01' }
  seen.add(key)
  const said = (name: ChecklistListField) => values[name] || null
  return {
    ...{ code, field, violationType: said('violationType'), text: values.text, basis: said('basis'), howToCheck: said('howToCheck') },
    ...{ evidence: said('evidence'), models: said('models'), kinds: said('kinds'), sourceRow: row.number, sourceSheet: table.name },
  }
}

const emptyValues = () => Object.fromEntries(checklistFields.map((field) => [field, ''])) as Record<ChecklistListField, string> // each field is in it

/** A cell merged downwards says the same of each of its rows; a number and a problem are of one row. */
const spansRows = (field: ChecklistListField | null) => field !== null && field !== 'code' && field !== 'text'

function cellProblem(cell: TableCell, field: ChecklistListField | null): RowProblem | null {
  const unfit = textProblem(cell.text)
  if (unfit) return unfit
  if (field === null) return null
  if (cell.kind === 'formula') return 'E-IMP-06'
  if (cell.kind === 'error') return 'E-IMP-10'
  if (field === 'code' && cell.kind === 'number' && Math.abs(cell.number ?? 0) >= 1e15) return 'E-NUM-01'
  return lengthOf(cell.text) > (field === 'code' ? LONGEST_CODE : LONGEST_TEXT) ? 'E-LEN-01' : null
}

const isHeaderAgain = (row: TableRow, { table, header }: SheetState): boolean => {
  const headings = table.rows[header.dataFrom - 1]?.cells ?? []
  return row.cells.every((cell, index) => !cell || cell.text === headings[index]?.text)
}

/** A row with one cell, first in the row, is a heading of the items below (一、骨科领域) or a note under the list. */
function headsSection(filled: readonly TableCell[], row: TableRow, state: SheetState): boolean {
  const [only] = filled
  if (filled.length !== 1 || !only || only.kind !== 'text' || state.header.columns.length < 2) return false
  if (row.cells.findIndex((cell) => cell !== undefined) !== Math.min(...state.header.columns.map(({ index }) => index))) return false
  const text = tidyText(only.text)
  if (noteRow.test(text)) return true
  const section =
    /^(?:[（(]?[一二三四五六七八九十]+[)）]?[、.．]?\s*)?(\p{Script=Han}{2,12}?)(?:领域|类|问题|方面)?(?:[（(].*[)）])?$/u.exec(text)
  if (!section?.[1]) return false
  state.section = section[1]
  return true
}
