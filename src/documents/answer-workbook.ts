import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import ExcelJS from 'exceljs'
import { parseYuan } from '#domain/kernel/money'
import { type AnswerField, answerFields, answerHeadings, filledFields, fraudWords, verifiedWords } from '#domain/lead/answers/columns'
import { neutral } from './lead-error-workbook'

/** What stands in a row, in the order of the columns; of a row that came back, what is wrong with it and in which cells. */
export type AnswerLine = { cells: readonly string[]; wrong?: readonly AnswerField[]; reason?: string }
export type AnswerPaper = {
  lines: readonly AnswerLine[]
  sheetName: string
  notesName: string
  notes: readonly string[]
  /** What may be chosen as the method; another may be written. */
  methods: readonly string[]
  /** Heads the column of reasons, where rows came back. */
  reasonHeading: string | null
}

const solid = (argb: string): ExcelJS.Fill => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } })
const [red, input, head] = [solid('FFFFC7CE'), solid('FFFFFDE7'), solid('FFE3ECF7')]
const thin = { style: 'thin', color: { argb: 'FFBFBFBF' } } as const
const border: Partial<ExcelJS.Borders> = { top: thin, left: thin, bottom: thin, right: thin }
const amounts = new Set<AnswerField>(['amount', 'billed', 'irregular', 'fundLoss'])
const widths: Record<AnswerField, number> = {
  ...{ number: 24, version: 7, dueOn: 12, institution: 26, behaviour: 30, amount: 15, conclusion: 12, account: 48 },
  ...{ billed: 15, irregular: 15, fundLoss: 15, fraud: 13, peopleCount: 10, method: 20, mergedInto: 24, evidence: 30 },
}

/**
 * A working sheet (核查工作簿): one row for each lead. What names the lead is locked, what its officer fills in is open and offers what may be
 * chosen. Rows that came back have their reason and their wrong cells in red. Nothing in it can act as a formula.
 */
export async function answerWorkbook(paper: AnswerPaper): Promise<Uint8Array> {
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

async function writeSheet(sheet: ExcelJS.Worksheet, { lines, methods, reasonHeading }: AnswerPaper): Promise<void> {
  sheet.columns = [...answerFields.map((field) => ({ width: widths[field] })), ...(reasonHeading ? [{ width: 60 }] : [])]
  const heading = sheet.getRow(1)
  const heads = [...answerFields.map((field) => answerHeadings[field]), ...(reasonHeading ? [reasonHeading] : [])]
  for (const [index, text] of heads.entries()) {
    Object.assign(heading.getCell(index + 1), { value: text, font: { bold: true }, fill: head, border })
  }
  heading.commit()
  for (const [index, line] of lines.entries()) writeLine(sheet.getRow(index + 2), line)
  offer(sheet, 'conclusion', lines.length, verifiedWords, true)
  offer(sheet, 'fraud', lines.length, [fraudWords.yes, fraudWords.no], true)
  offer(sheet, 'method', lines.length, methods, false)
  const may = { formatColumns: true, formatRows: true, autoFilter: true, sort: true, selectLockedCells: true, selectUnlockedCells: true }
  await sheet.protect('', may)
}

function writeLine(row: ExcelJS.Row, { cells, wrong = [], reason }: AnswerLine): void {
  for (const [index, field] of answerFields.entries()) {
    const cell = row.getCell(index + 1)
    const isOpen = filledFields.includes(field)
    const amountFen = amounts.has(field) ? parseYuan((cells[index] ?? '').replaceAll(',', '')) : null
    // More digits than a number of a spreadsheet holds stay text.
    const isExact = amountFen !== null && amountFen < 10n ** 15n
    cell.value = isExact ? Number(amountFen) / 100 : neutral(cells[index] ?? '')
    cell.numFmt = isExact ? '#,##0.00' : '@'
    cell.border = border
    cell.protection = { locked: !isOpen }
    cell.alignment = { vertical: 'top', wrapText: field === 'account' || field === 'behaviour' }
    if (wrong.includes(field)) cell.fill = red
    else if (isOpen) cell.fill = input
  }
  if (reason) Object.assign(row.getCell(answerFields.length + 1), { value: neutral(reason), font: { color: { argb: 'FF9C0006' } } })
  row.commit()
}

/** The whole column at once: a rule for each cell would be the greater part of the file. */
function offer(sheet: ExcelJS.Worksheet, field: AnswerField, count: number, words: readonly string[], only: boolean): void {
  if (count === 0) return
  const letter = String.fromCharCode('A'.charCodeAt(0) + answerFields.indexOf(field))
  const validations = sheet as unknown as { dataValidations: { add: (range: string, rule: ExcelJS.DataValidation) => void } } // not in its types
  validations.dataValidations.add(`${letter}2:${letter}${count + 1}`, {
    type: 'list',
    allowBlank: true,
    showErrorMessage: only,
    formulae: [`"${words.join(',')}"`],
  })
}
