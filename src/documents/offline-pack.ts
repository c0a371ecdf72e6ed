import ExcelJS from 'exceljs'
import type { AnswerKind } from '#domain/self-inspection/answers'
import {
  allHeadings,
  answerOptions,
  answerWords,
  codeIndex,
  columnIndexOf,
  firstRow,
  headingRow,
  manifestSheet,
  type PackColumn,
  packColumns,
  packHeadings,
  reasonIndex,
} from '#domain/self-inspection/pack/columns'
import { manifestLines, type PackFinding, type PackKey, type PackManifest } from '#domain/self-inspection/pack/manifest'
import type { PackFault } from '#domain/self-inspection/pack/problems'
import { neutral } from './lead-error-workbook'
import { instructionsOf, type PackTold } from './offline-pack-words'

/** What stands in the cells of a row when somebody has filled it in already, and why it came back. */
export type ReturnedRow = { cells: Readonly<Partial<Record<PackColumn | 'code', string>>>; faults: readonly PackFault[] }

export type PackPaper = {
  manifest: PackManifest
  /** Over `signedText` of the manifest's lines. */
  signature: string
  told: PackTold
  /** What each item asks, by its code. */
  itemTexts: ReadonlyMap<string, string>
  /** What is declared as returned for a finding so far, in 分, by the finding. */
  declaredFen: ReadonlyMap<string, bigint>
  lookBackFrom: string
  /** Only for a pack that goes back with reasons: what stood in its rows, by key. */
  returned?: ReadonlyMap<string, ReturnedRow>
}

const red: ExcelJS.Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFC7CE' } }
const input: ExcelJS.Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFFDE7' } }
const head: ExcelJS.Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE3ECF7' } }
const thin = { style: 'thin', color: { argb: 'FFBFBFBF' } } as const
const border: Partial<ExcelJS.Borders> = { top: thin, left: thin, bottom: thin, right: thin }
const widths: Partial<Record<PackColumn, number>> = { answer: 13, reason: 20, behaviour: 34, cause: 24, remedy: 24, voucher: 20 }
const days = new Set<PackColumn>(['periodFrom', 'periodTo', 'remedyDueOn', 'paidOn'])
const amounts = new Set<PackColumn>(['billed', 'irregular', 'fundLoss', 'refund'])
const sectionHelp =
  '黄色格可填：先选“有/无/不适用”；选“有”的把右侧明细填全。同一条目还有别的问题，填在最下面的补充行。其余格已锁定，请勿增删行列。'

/** The workbook of an offline pack: how to fill it in, a sheet for each section, and the hidden sheet that says which pack it is. */
export async function packWorkbook(paper: PackPaper): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  book.creator = '清源'
  await writeInstructions(book, paper)
  for (const name of new Set(paper.manifest.rows.map(({ sheet }) => sheet))) await writeSection(book, name, paper)
  const hidden = book.addWorksheet(manifestSheet, { state: 'veryHidden' })
  const lines = manifestLines(paper.manifest)
  hidden.addRows(lines.map((line) => [line]))
  hidden.getCell('B1').value = paper.signature
  return new Uint8Array(await book.xlsx.writeBuffer())
}

async function writeInstructions(book: ExcelJS.Workbook, { told }: PackPaper): Promise<void> {
  const sheet = book.addWorksheet('填写说明')
  sheet.getColumn(1).width = 100
  instructionsOf(told).forEach((line, place) => {
    const cell = sheet.getCell(place + 1, 1)
    cell.value = written(line)
    cell.alignment = { wrapText: true, vertical: 'top' }
    if (place === 0) cell.font = { bold: true, size: 14 }
  })
  await sheet.protect('', {})
}

async function writeSection(book: ExcelJS.Workbook, name: string, paper: PackPaper): Promise<void> {
  const sheet = book.addWorksheet(name, {
    views: [{ state: 'frozen', ySplit: headingRow, xSplit: 3 }],
    pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  })
  sheet.getCell(1, 2).value = name
  sheet.getCell(1, 2).font = { bold: true, size: 14 }
  sheet.getCell(2, 2).value = sectionHelp
  allHeadings.forEach((heading, index) => {
    const cell = sheet.getCell(headingRow, index + 1)
    Object.assign(cell, { value: heading, fill: head, border, font: { bold: true }, alignment: { wrapText: true, vertical: 'middle' } })
  })
  sheet.getColumn(1).hidden = true
  sheet.getColumn(2).width = 11
  sheet.getColumn(3).width = 44
  for (const column of packColumns) sheet.getColumn(columnIndexOf(column) + 1).width = widths[column] ?? 14
  sheet.getColumn(reasonIndex).width = 16
  sheet.getColumn(reasonIndex + 1).width = 48

  const rows = paper.manifest.rows.filter((row) => row.sheet === name)
  const items = rows.filter(({ answer }) => answer !== null).length
  const codes = `$B$${firstRow}:$B$${firstRow + rows.filter(({ itemId }) => itemId !== null).length - 1}`
  rows.forEach((row, place) => {
    writeRow(sheet, firstRow + place, row, paper, items > 0 ? codes : '')
  })
  await sheet.protect('', { formatColumns: true, formatRows: true, autoFilter: true, selectLockedCells: true, selectUnlockedCells: true })
}

function writeRow(sheet: ExcelJS.Worksheet, number: number, row: PackKey, paper: PackPaper, codes: string): void {
  const place = sheet.getRow(number)
  const returned = paper.returned?.get(row.key)
  place.getCell(1).value = row.key
  const code = place.getCell(codeIndex + 1)
  code.value = row.code ?? written(returned?.cells.code ?? '')
  code.border = border
  const asks = row.code === null ? '（补充行：从左边选条目编号）' : (paper.itemTexts.get(row.code) ?? '')
  const text = place.getCell(codeIndex + 2)
  text.value = row.code !== null && row.answer === null ? `（续）${asks}` : asks
  text.border = border
  text.alignment = { wrapText: true, vertical: 'top' }
  if (row.code === null) {
    unlock(code)
    code.dataValidation = list(codes)
  }
  for (const column of packColumns) {
    const cell = place.getCell(columnIndexOf(column) + 1)
    cell.border = border
    if (row.answer === null && (column === 'answer' || column === 'reason')) continue
    unlock(cell)
    cell.numFmt = days.has(column) ? 'yyyy-mm-dd' : amounts.has(column) ? '#,##0.00' : column === 'peopleCount' ? '0' : '@'
    cell.value = returned ? typed(column, returned.cells[column] ?? '') : held(column, row)
    cell.dataValidation = validationOf(column, number, paper)
  }
  const declared = place.getCell(reasonIndex)
  declared.value = Number(paper.declaredFen.get(row.key) ?? 0n) / 100
  declared.numFmt = '#,##0.00'
  declared.border = border
  if (returned) markFaults(place, returned.faults)
}

function unlock(cell: ExcelJS.Cell): void {
  cell.protection = { locked: false }
  cell.fill = input
  cell.alignment = { wrapText: true, vertical: 'top' }
}

function markFaults(row: ExcelJS.Row, faults: readonly PackFault[]): void {
  for (const { column } of faults) row.getCell((column === 'code' ? codeIndex : columnIndexOf(column)) + 1).fill = red
  const reason = row.getCell(reasonIndex + 1)
  reason.value = written(faults.map((fault) => fault.reason).join(''))
  reason.font = { color: { argb: 'FF9C0006' } }
  reason.alignment = { wrapText: true, vertical: 'top' }
}

/** Text as a cell holds it: no formula, and nothing that the format takes for an escaped letter. */
const written = (text: string): string => neutral(text).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
const dayValue = (on: string) => new Date(`${on}T00:00:00Z`)
const yuanValue = (fen: string) => Number(BigInt(fen)) / 100
const answerWord = (answer: AnswerKind) => answerWords[answer]

/** What the filing has, as the cell holds it. */
function held(column: PackColumn, { answer, finding }: PackKey): ExcelJS.CellValue {
  if (column === 'answer') return answer?.base ? answerWord(answer.base.answer) : null
  if (column === 'reason') return answer?.base?.reason ? written(answer.base.reason) : null
  return finding.base ? ofFinding(column, finding.base) : null
}

function ofFinding(column: PackColumn, finding: PackFinding): ExcelJS.CellValue {
  const texts = { behaviour: finding.behaviour, cause: finding.cause, remedy: finding.remedy }
  if (column in texts) return written(texts[column as keyof typeof texts]) || null // asked just before
  const values: Partial<Record<PackColumn, ExcelJS.CellValue>> = {
    peopleCount: finding.peopleCount,
    periodFrom: dayValue(finding.periodFrom),
    periodTo: dayValue(finding.periodTo),
    billed: yuanValue(finding.billedFen),
    irregular: yuanValue(finding.irregularFen),
    fundLoss: yuanValue(finding.fundLossFen),
    remedyDueOn: finding.remedyDueOn && dayValue(finding.remedyDueOn),
  }
  return values[column] ?? null
}

/** What a person had typed, as it was read: a number or a day where it is one, else its very text. */
function typed(column: PackColumn, text: string): ExcelJS.CellValue {
  if (text === '') return null
  if (days.has(column) && /^\d{4}-\d{2}-\d{2}$/.test(text) && text !== '1900-02-29') return dayValue(text)
  if ((amounts.has(column) || column === 'peopleCount') && /^\d{1,12}(\.\d{1,2})?$/.test(text)) return Number(text)
  return written(text)
}

const list = (formula: string): ExcelJS.DataValidation => ({
  type: 'list',
  allowBlank: true,
  formulae: [formula],
  showErrorMessage: true,
  errorTitle: '请从下拉中选择',
  error: '只能选择下拉中的内容。',
})

function validationOf(column: PackColumn, row: number, { lookBackFrom }: PackPaper): ExcelJS.DataValidation {
  const letter = (of: PackColumn) => String.fromCharCode(65 + columnIndexOf(of))
  const asked = { allowBlank: true, showErrorMessage: true, errorTitle: packHeadings[column] }
  if (column === 'answer') return list(`"${answerOptions.join(',')}"`)
  if (column === 'peopleCount')
    return { ...asked, type: 'whole', operator: 'between', formulae: [0, 999999], error: '请填写整数（人次）。' }
  if (column === 'irregular' || column === 'fundLoss') {
    const above = `${letter(column === 'irregular' ? 'billed' : 'irregular')}${row}`
    return { ...asked, type: 'decimal', operator: 'between', formulae: [0, above], error: '应为涉及金额 ≥ 违规金额 ≥ 基金损失，单位：元。' }
  }
  if (amounts.has(column))
    return { ...asked, type: 'decimal', operator: 'between', formulae: [0, 10_000_000_000], error: '请填写金额，单位：元，最多两位小数。' }
  if (days.has(column)) {
    const error = `请填写日期，如 2024-05-31，不早于 ${lookBackFrom}。`
    return { ...asked, type: 'date', operator: 'between', formulae: [dayValue(lookBackFrom), dayValue('2099-12-31')], error }
  }
  const limit = column === 'voucher' ? 60 : column === 'behaviour' || column === 'reason' ? 500 : 1000
  return { ...asked, type: 'textLength', operator: 'lessThanOrEqual', formulae: [limit], error: `最多 ${limit} 个字。` }
}
