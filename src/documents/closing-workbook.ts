import ExcelJS from 'exceljs'
import { formatYuan } from '#domain/kernel/money'
import {
  type ClosingGroup,
  type ClosingLine,
  type ClosingMeasure,
  closingUnits,
  measuresBy,
  totalLine,
} from '#domain/self-inspection/closing'
import { neutral } from './lead-error-workbook'

export type ClosingBook = {
  title: string
  asOf: string
  organ: string
  unitLine: string
  inWan: boolean
  seq: string
  total: string
  signature: readonly string[]
  sheets: readonly { name: string; group: ClosingGroup; head: string; lines: readonly ClosingLine[] }[]
  bands: Readonly<Record<ClosingMeasure, string>>
  measures: Readonly<Record<ClosingMeasure, string>>
}

const thin: Partial<ExcelJS.Borders> = {
  top: { style: 'thin' },
  left: { style: 'thin' },
  bottom: { style: 'thin' },
  right: { style: 'thin' },
}
const middle: Partial<ExcelJS.Alignment> = { horizontal: 'center', vertical: 'middle', wrapText: true }
const headerRow = 4

/**
 * The stage report as offices hand tables up: title, reporting organ and unit, a header of two rows, numbers, the line 合计, signatures;
 * a sheet for each way of telling apart. Each 合计 is the sum of what is printed above it: amounts in 万元 are rounded line by line, and the
 * exact amounts are in the table in 元.
 */
export async function closingWorkbook(book: ClosingBook): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  for (const sheet of book.sheets) writeSheet(workbook.addWorksheet(sheet.name), book, sheet)
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

function writeSheet(sheet: ExcelJS.Worksheet, book: ClosingBook, { group, head, lines }: ClosingBook['sheets'][number]): void {
  const measures = measuresBy(group)
  const last = measures.length + 2
  sheet.pageSetup = { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: '1:5' }
  sheet.columns = [{ width: 6 }, { width: 22 }, ...measures.map((measure) => ({ width: closingUnits[measure] === 'fen' ? 18 : 11 }))]

  line(sheet, 1, last, book.title, { font: { name: '方正小标宋简体', size: 18 }, alignment: middle })
  line(sheet, 2, last, book.asOf, { alignment: middle })
  sheet.mergeCells(3, 1, 3, 3)
  sheet.getCell(3, 1).value = neutral(book.organ)
  sheet.mergeCells(3, 4, 3, last)
  Object.assign(sheet.getCell(3, 4), { value: book.unitLine, alignment: { horizontal: 'right' } })
  writeHeader(sheet, book, measures, head)

  const amount = (measure: ClosingMeasure, value: bigint) => (closingUnits[measure] === 'fen' ? money(value, book.inWan) : Number(value))
  let at = headerRow + 2
  for (const [place, { name, values }] of lines.entries()) {
    write(sheet.getRow(at++), [place + 1, neutral(name), ...measures.map((measure) => amount(measure, values[measure]))], measures)
  }
  const total = totalLine(lines.map((one) => ({ ...one, values: printed(one.values, book.inWan) })))
  const row = sheet.getRow(at)
  write(row, ['', book.total, ...measures.map((measure) => amount(measure, total[measure]))], measures)
  row.font = { bold: true }
  for (const [place, word] of book.signature.entries()) sheet.getCell(at + 2, 1 + place * 3).value = word
  sheet.views = [{ state: 'frozen', ySplit: headerRow + 1, xSplit: 2 }]
}

/** Two rows: bands of columns above, their columns below; what has no band is merged downwards. */
function writeHeader(sheet: ExcelJS.Worksheet, book: ClosingBook, measures: readonly ClosingMeasure[], head: string): void {
  for (const [column, word] of [book.seq, head].entries()) {
    sheet.mergeCells(headerRow, column + 1, headerRow + 1, column + 1)
    sheet.getCell(headerRow, column + 1).value = word
  }
  let from = 0
  for (const [place, measure] of measures.entries()) {
    sheet.getCell(headerRow + 1, place + 3).value = book.measures[measure]
    const next = measures[place + 1]
    if (next !== undefined && book.bands[next] === book.bands[measure]) continue
    if (place > from) sheet.mergeCells(headerRow, from + 3, headerRow, place + 3)
    sheet.getCell(headerRow, from + 3).value = book.bands[measure]
    from = place + 1
  }
  for (const number of [headerRow, headerRow + 1]) {
    for (let column = 1; column <= measures.length + 2; column++) {
      Object.assign(sheet.getCell(number, column), { border: thin, alignment: middle, font: { bold: true } })
    }
  }
}

function write(row: ExcelJS.Row, values: readonly (string | number)[], measures: readonly ClosingMeasure[]): void {
  for (const [place, value] of values.entries()) {
    const cell = row.getCell(place + 1)
    const measure = measures[place - 2]
    cell.value = value
    cell.border = thin
    if (measure) cell.numFmt = closingUnits[measure] === 'fen' ? '#,##0.00' : '#,##0'
  }
}

function line(sheet: ExcelJS.Worksheet, number: number, last: number, text: string, look: Partial<ExcelJS.Style>): void {
  sheet.mergeCells(number, 1, number, last)
  Object.assign(sheet.getCell(number, 1), { value: neutral(text), ...look })
}

/** What a line shows: in 万元 with two decimals that is a whole number of hundreds of 元. */
const rounded = (fen: bigint) => ((fen + 5_000n) / 10_000n) * 10_000n
const printed = (values: ClosingLine['values'], inWan: boolean): ClosingLine['values'] =>
  inWan
    ? (Object.fromEntries(
        Object.entries(values).map(([measure, value]) => [
          measure,
          closingUnits[measure as ClosingMeasure] === 'fen' ? rounded(value) : value,
        ]),
      ) as ClosingLine['values']) // the same keys, each a measure
    : values

/** Exact decimals of 元; of 万元 two. A spreadsheet's number holds 15 digits, more than any sum of a province has. */
const money = (fen: bigint, inWan: boolean): number => Number(formatYuan(inWan ? rounded(fen) / 10_000n : fen).replaceAll(',', ''))
