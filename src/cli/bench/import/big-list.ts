import ExcelJS from 'exceljs'
import { identityCheckDigit } from '#domain/person/identity-number'
import { benchList } from '#messages/zh/bench'

const institutions = 2_000

const identity = (row: number) => {
  const day = new Date(Date.UTC(1950, 0, 1 + (row % 20_000))).toISOString().slice(0, 10).replaceAll('-', '')
  const first = `370899${day}${String(row % 1_000).padStart(3, '0')}`
  return first + identityCheckDigit(first)
}

/** One row in fifty has something wrong with it, one in a hundred says what the one before says, amounts and days are spelled as people spell them. */
export const isBad = (row: number) => row % 50 === 7
export const repeats = (row: number) => row % 100 === 51

function cells(row: number): (string | number)[] {
  const at = repeats(row) ? row - 1 : row
  const amount = isBad(at) ? -1 : at % 3 === 0 ? `${(at % 9_000) + 100}.50` : (at % 9_000) + 100.25
  const day = `20${22 + (at % 3)}${at % 2 ? '-' : '/'}0${1 + (at % 9)}${at % 2 ? '-' : '/'}1${at % 10}`
  const institution = at % institutions
  return [
    ...[`L${at}`, `H3708${String(institution).padStart(7, '0')}`, `${benchList.institution}${institution}`, benchList.person, identity(at)],
    ...[benchList.behaviours[at % benchList.behaviours.length] ?? '', amount, day, `${benchList.note}${at}`],
  ]
}

/** Writes a workbook of so many rows under a title, as a province sends it down. */
export async function writeBigList(path: string, rows: number): Promise<{ bad: number; repeated: number }> {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path, useSharedStrings: false })
  const sheet = book.addWorksheet(benchList.sheet)
  sheet.addRow([benchList.title]).commit()
  sheet.addRow([...benchList.headings]).commit()
  let [bad, repeated] = [0, 0]
  for (let row = 1; row <= rows; row++) {
    if (isBad(row)) bad += 1
    else if (repeats(row)) repeated += 1
    sheet.addRow(cells(row)).commit()
  }
  sheet.commit()
  await book.commit()
  return { bad, repeated }
}
