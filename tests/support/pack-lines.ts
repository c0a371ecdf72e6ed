import ExcelJS from 'exceljs'
import { manifestSheet } from '#domain/self-inspection/pack/columns'
import { readManifest } from '#domain/self-inspection/pack/manifest'

/** The manifest of a pack's hidden sheet. */
export async function packLines(bytes: Uint8Array) {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(new Uint8Array(bytes).buffer)
  const sheet = book.getWorksheet(manifestSheet)
  const read: string[] = []
  sheet?.eachRow((row) => read.push(String(row.getCell(1).value)))
  const manifest = readManifest(read)
  if (!manifest) throw new Error('the workbook has no manifest')
  return { manifest }
}
