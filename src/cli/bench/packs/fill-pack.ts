import ExcelJS from 'exceljs'
import { answerWords, codeIndex, columnIndexOf, firstRow, type PackColumn } from '#domain/self-inspection/pack/columns'
import { benchWorld } from '#messages/zh/bench'

const problem: Partial<Record<PackColumn, ExcelJS.CellValue>> = {
  answer: answerWords.found,
  behaviour: benchWorld.behaviour,
  peopleCount: 12,
  periodFrom: new Date('2024-12-01T00:00:00Z'),
  periodTo: new Date('2025-06-30T00:00:00Z'),
  billed: 3000,
  irregular: 2000,
  fundLoss: 1000,
  cause: benchWorld.cause,
  remedy: benchWorld.remedy,
}

/** A pack as an officer sends it back: every item answered, a problem under each of the first. Returns the workbook and how many items it has. */
export async function fillPack(bytes: Uint8Array, problems: number): Promise<{ bytes: Uint8Array; items: number }> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(new Uint8Array(bytes).buffer)
  let items = 0
  for (const sheet of book.worksheets.filter(({ state }) => state === 'visible'))
    for (let row = firstRow; row <= sheet.rowCount; row++) {
      const hasKey = Boolean(sheet.getCell(row, 1).value) && Boolean(sheet.getCell(row, codeIndex + 1).value)
      if (!hasKey) continue
      const cells = items < problems ? problem : { answer: answerWords.noneFound }
      for (const [column, value] of Object.entries(cells)) sheet.getCell(row, columnIndexOf(column as PackColumn) + 1).value = value // its own keys
      items += 1
    }
  return { bytes: new Uint8Array(await book.xlsx.writeBuffer()), items }
}
