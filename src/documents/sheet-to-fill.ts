import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import ExcelJS from 'exceljs'
import { parseYuan } from '#domain/kernel/money'
import { neutral } from './lead-error-workbook'

/** `isOpen`: it is filled in by whoever gets the sheet. `offers`: what may be chosen; `only`: and nothing else be written. */
export type ColumnToFill = {
  heading: string
  width: number
  isOpen?: boolean
  isAmount?: boolean
  wraps?: boolean
  offers?: readonly string[]
  only?: boolean
}
/** What stands in a row, in the order of the columns; of a row that came back, the places of its wrong cells, and why it did. */
export type LineToFill = { cells: readonly string[]; wrong?: readonly number[]; reason?: string }
export type SheetToFill = {
  columns: readonly ColumnToFill[]
  lines: readonly LineToFill[]
  sheetName: string
  notesName: string
  notes: readonly string[]
  /** Heads the column of reasons, where rows came back. */
  reasonHeading: string | null
}

const solid = (argb: string): ExcelJS.Fill => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } })
const [red, input, head] = [solid('FFFFC7CE'), solid('FFFFFDE7'), solid('FFE3ECF7')]
const thin = { style: 'thin', color: { argb: 'FFBFBFBF' } } as const
const border: Partial<ExcelJS.Borders> = { top: thin, left: thin, bottom: thin, right: thin }

/**
 * A sheet with what is known locked and what is asked open, offering what may be chosen. Rows that came back have their reason and their
 * wrong cells in red. Nothing in it can act as a formula.
 */
export async function sheetToFill(paper: SheetToFill): Promise<Uint8Array> {
  const stream = new PassThrough()
  const bytes = buffer(stream)
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false })
  const sheet = book.addWorksheet(paper.sheetName, { views: [{ state: 'frozen', xSplit: 1, ySplit: 1 }] })
  await writeSheet(sheet, paper)
  sheet.commit()
  const notes = book.addWorksheet(paper.notesName)
  notes.columns = [{ width: 100 }]
  for (const note of paper.notes) {
    const row = notes.addRow([neutral(note)])
    row.getCell(1).alignment = { wrapText: true, vertical: 'top' }
    row.commit()
  }
  notes.commit()
  await book.commit()
  return new Uint8Array(await bytes)
}

async function writeSheet(sheet: ExcelJS.Worksheet, { columns, lines, reasonHeading }: SheetToFill): Promise<void> {
  sheet.columns = [...columns.map(({ width }) => ({ width })), ...(reasonHeading ? [{ width: 60 }] : [])]
  const heading = sheet.getRow(1)
  const heads = [...columns.map((column) => column.heading), ...(reasonHeading ? [reasonHeading] : [])]
  for (const [index, text] of heads.entries()) {
    Object.assign(heading.getCell(index + 1), { value: text, font: { bold: true }, fill: head, border })
  }
  heading.commit()
  for (const [index, line] of lines.entries()) writeLine(sheet.getRow(index + 2), columns, line)
  for (const [place, column] of columns.entries()) if (column.offers) offer(sheet, place, lines.length, column)
  const may = { formatColumns: true, formatRows: true, autoFilter: true, sort: true, selectLockedCells: true, selectUnlockedCells: true }
  await sheet.protect('', may)
}

function writeLine(row: ExcelJS.Row, columns: readonly ColumnToFill[], { cells, wrong = [], reason }: LineToFill): void {
  for (const [index, { isOpen = false, isAmount, wraps = false }] of columns.entries()) {
    const cell = row.getCell(index + 1)
    const amountFen = isAmount ? parseYuan((cells[index] ?? '').replaceAll(',', '')) : null
    // More digits than a number of a spreadsheet holds stay text.
    const isExact = amountFen !== null && amountFen < 10n ** 15n
    cell.value = isExact ? Number(amountFen) / 100 : neutral(cells[index] ?? '')
    cell.numFmt = isExact ? '#,##0.00' : '@'
    cell.border = border
    cell.protection = { locked: !isOpen }
    cell.alignment = { vertical: 'top', wrapText: wraps }
    if (wrong.includes(index)) cell.fill = red
    else if (isOpen) cell.fill = input
  }
  if (reason) Object.assign(row.getCell(columns.length + 1), { value: neutral(reason), font: { color: { argb: 'FF9C0006' } } })
  row.commit()
}

/** The whole column at once: a rule for each cell would be the greater part of the file. */
function offer(sheet: ExcelJS.Worksheet, place: number, count: number, { offers = [], only = false }: ColumnToFill): void {
  if (count === 0) return
  const letter = String.fromCharCode('A'.charCodeAt(0) + place)
  const validations = sheet as unknown as { dataValidations: { add: (range: string, rule: ExcelJS.DataValidation) => void } } // not in its types
  validations.dataValidations.add(`${letter}2:${letter}${count + 1}`, {
    type: 'list',
    allowBlank: true,
    showErrorMessage: only,
    formulae: [`"${offers.join(',')}"`],
  })
}
