import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import ExcelJS from 'exceljs'
import { returnHeadings } from '#domain/lead/list/agreement'
import { type LeadField, leadFieldRules, missingLeadColumns } from '#domain/lead/list/fields'
import type { RefusedCell } from '#domain/lead/list/lead-list'
import type { Table, TableCell, TableRow } from '#domain/table/grid'
import { findHeader, type Header } from '#domain/table/header'

export type LeadErrors = {
  /** The sheets as they were read. */
  tables: readonly Table[]
  refused: readonly RefusedCell[]
  /** The mapping by hand that the list was read with. */
  given?: ReadonlyMap<string, LeadField | null>
  /** What tells this list from others when its rows come back: it stands in the heading of the row number, where a copy as CSV keeps it. */
  mark?: string
}

const reasonHeading = returnHeadings.reason
const red: ExcelJS.Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFC7CE' } }
const redFont: Partial<ExcelJS.Font> = { color: { argb: 'FF9C0006' } }

/**
 * The rows of a lead list that were sent back, as a workbook in the list's own layout: its titles and header, only
 * the refused rows with their wrong cells in red, and two columns more, the reason and the row it had. Mended, it can
 * be imported as it is. Nothing in it can act as a formula, here or after being saved as another format.
 */
export async function leadErrorWorkbook({ tables, refused, given, mark }: LeadErrors): Promise<Uint8Array> {
  const stream = new PassThrough()
  const bytes = buffer(stream)
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false })
  const bySheet = grouped(refused, ({ sheet }) => sheet)
  const usedNames = new Set<string>()
  const rowHeading = mark ? `${returnHeadings.row}〔${mark}〕` : returnHeadings.row

  for (const table of tables) {
    const errors = bySheet.get(table.name)
    const header = findHeader(table, { rules: leadFieldRules, missing: missingLeadColumns, given: given ?? new Map() })
    if (!errors || !header.ok) continue
    const sheet = book.addWorksheet(sheetName(table.name, usedNames), { views: [{ state: 'frozen', ySplit: header.value.row }] })
    writeSheet(sheet, table, header.value, { errors, rowHeading })
    sheet.commit()
  }
  if (usedNames.size === 0) book.addWorksheet(reasonHeading).commit()
  await book.commit()
  return new Uint8Array(await bytes)
}

type Returned = { errors: readonly RefusedCell[]; rowHeading: string }

function writeSheet(sheet: ExcelJS.Worksheet, table: Table, header: Header<LeadField>, { errors, rowHeading }: Returned): void {
  const reasonColumn = Math.max(...header.columns.map(({ index }) => index)) + 2
  sheet.columns = Array.from({ length: reasonColumn + 1 }, (_, index) => ({
    width: index + 1 === reasonColumn ? 60 : widthOf(table, header, index),
  }))
  for (const merge of table.merges.filter(({ bottom }) => bottom <= header.row)) {
    sheet.mergeCells(merge.top, merge.left + 1, merge.bottom, merge.right + 1)
  }
  for (const row of table.rows.slice(0, header.dataFrom)) {
    const place = sheet.getRow(row.number)
    writeCells(place, row)
    place.font = { bold: true }
  }
  const heading = sheet.getRow(header.row)
  heading.getCell(reasonColumn).value = reasonHeading
  heading.getCell(reasonColumn + 1).value = rowHeading

  const indexOf = new Map(header.columns.map((column) => [column.heading, column.index]))
  const byRow = grouped(errors, ({ row }) => row)
  let next = header.row
  for (const row of table.rows.slice(header.dataFrom)) {
    const problems = byRow.get(row.number)
    if (!problems) continue
    next++
    const place = sheet.getRow(next)
    const wrong = new Set(problems.flatMap(({ column }) => indexOf.get(column) ?? []))
    writeCells(place, row, wrong)
    for (const index of wrong) markWrong(place, index)
    const reason = place.getCell(reasonColumn)
    reason.value = neutral(problems.map(reasonOf).join(''))
    reason.font = redFont
    place.getCell(reasonColumn + 1).value = row.number
    place.commit()
  }
}

/** A refused formula comes back as an error value, so that it must be mended; the reason says what it was. */
const reasonOf = ({ code, reason, value }: RefusedCell) =>
  code === 'E-IMP-06' || code === 'E-IMP-10' ? `${reason}（原内容：${value}）` : reason

function grouped<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}

function markWrong(row: ExcelJS.Row, index: number): void {
  const cell = row.getCell(index + 1)
  cell.fill = red
  cell.font = redFont
}

function writeCells(target: ExcelJS.Row, row: TableRow, wrong: ReadonlySet<number> = new Set()): void {
  row.cells.forEach((cell, index) => {
    if (!cell) return
    const { value, format } = written(cell, wrong.has(index))
    const place = target.getCell(index + 1)
    place.value = value
    if (format) place.numFmt = format
  })
}

/** Numbers and days stay what they are; everything else is text, in the text format, so that it is not read anew. */
function written(cell: TableCell, isWrong: boolean): { value: ExcelJS.CellValue; format: string } {
  if (cell.kind === 'number' && cell.number !== undefined && Math.abs(cell.number) < 1e15)
    return { value: cell.number, format: cell.format ?? '' }
  if (cell.kind === 'formula' && isWrong) return { value: { error: '#VALUE!' }, format: '' }
  if (cell.kind === 'error') return { value: { error: errorValue(cell.text) }, format: '' }
  const day = cell.kind === 'date' ? /^(\d{4}-\d{2}-\d{2})(?: (\d{2}:\d{2}:\d{2}))?$/.exec(cell.text) : null
  if (day && cell.text !== '1900-02-29') {
    return { value: new Date(`${day[1]}T${day[2] ?? '00:00:00'}Z`), format: day[2] ? 'yyyy-mm-dd hh:mm:ss' : 'yyyy-mm-dd' }
  }
  return { value: neutral(cell.text), format: '@' }
}

const errorValues = ['#N/A', '#REF!', '#NAME?', '#DIV/0!', '#NULL!', '#VALUE!', '#NUM!'] as const
const errorValue = (text: string) => errorValues.find((known) => known === text) ?? '#VALUE!'

/** Text that a spreadsheet program could take for a formula gets a quote before it. */
export const neutral = (text: string): string => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML cannot hold them
  const written = text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '\uFFFD').replace(/\p{Surrogate}/gu, '\uFFFD')
  return /^[=+\-@\t\r＝＋－＠]/.test(written) ? `'${written}` : written
}

function widthOf(table: Table, header: Header<LeadField>, index: number): number {
  const sample = table.rows.slice(Math.max(0, header.dataFrom - 1), header.dataFrom + 50)
  const longest = sample.reduce((most, row) => Math.max(most, displayWidth(row.cells[index]?.text ?? '')), 6)
  return Math.min(longest + 2, 40)
}

/** Chinese takes two columns of width. */
const displayWidth = (text: string) => [...text].reduce((width, letter) => width + ((letter.codePointAt(0) ?? 0) > 0xff ? 2 : 1), 0)

function sheetName(name: string, used: Set<string>): string {
  const bare =
    name
      .replace(/[*?:\\/[\]]/g, '_')
      .replace(/^'+|'+$/g, '')
      .slice(0, 28) || reasonHeading
  let unique = bare
  for (let turn = 2; used.has(unique.toLowerCase()); turn++) unique = `${bare}${turn}`
  used.add(unique.toLowerCase())
  return unique
}
