import ExcelJS from 'exceljs'
import { neutral } from './lead-error-workbook'

export type PlainTable = { title: string; heads: readonly string[]; rows: readonly (readonly (string | number)[])[] }

const widest = 48
/** A character of ours takes the width of two. */
const widthOf = (value: string | number) => [...String(value)].reduce((sum, one) => sum + (one > '⺀' ? 2 : 1), 2)

/** One sheet with a header that stays in sight. Nothing in it can act as a formula. */
export async function plainWorkbook({ title, heads, rows }: PlainTable): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet(title, { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.pageSetup = { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: '1:1' }
  sheet.columns = heads.map((head, place) => ({
    width: Math.min(widest, Math.max(widthOf(head), ...rows.slice(0, 500).map((row) => widthOf(row[place] ?? '')))),
  }))
  sheet.addRow(heads).font = { bold: true }
  for (const row of rows) sheet.addRow(row.map((value) => (typeof value === 'string' ? neutral(value) : value)))
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}
