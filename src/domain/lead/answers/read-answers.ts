import { maximumAmountFen } from '../../kernel/money'
import { readAmount } from '../../table/amount'
import { notATable, type TableReading, tableRead } from '../../table/failure'
import type { Table, TableCell, TableRow } from '../../table/grid'
import { findHeader, type Header } from '../../table/header'
import { lengthOf, textProblem, tidyCode, tidyText, toHalfWidth } from '../../table/text'
import { verifiedConclusions } from '../conclusions'
import type { Answer, AnswerProblem, AnswerProblemCode } from './answer'
import {
  type AnswerField,
  answerFieldRules,
  answerFields,
  conclusionWords,
  filledFields,
  fraudWords,
  missingAnswerColumns,
} from './columns'

/**
 * A row as it came: what stood in its cells, in the order of the columns, the number of its lead where that can be read, and the answer that
 * it is if nothing is wrong with its cells.
 */
export type ReadAnswer = {
  sheet: string
  row: number
  cells: string[]
  number: string | null
  answer: Answer | null
  problems: AnswerProblem[]
}
/** `blank`: rows whose lead is not answered yet. */
export type ReadAnswers = { rows: ReadAnswer[]; blank: number }

const mostRows = 200_000
const longest = { account: 4_000, method: 60, mergedInto: 80 } as const
const mostFiles = 50

/** The answers on a working sheet that comes back. Fails `E-IMP-02`, and as the search for the header does. */
export function readAnswers(tables: readonly Table[]): TableReading<ReadAnswers> {
  const rules = { rules: answerFieldRules, missing: missingAnswerColumns, given: new Map<string, AnswerField | null>() }
  const found = tables.filter(({ hidden }) => !hidden).map((table) => ({ table, header: findHeader(table, rules) }))
  const whole = found.flatMap(({ table, header }) => (header.ok ? [{ table, header: header.value }] : []))
  const failed = found.find(({ header }) => !header.ok)?.header
  if (whole.length === 0) return failed && !failed.ok ? failed : notATable('E-IMP-08', { sheet: tables[0]?.name ?? '' })

  const rows: ReadAnswer[] = []
  let blank = 0
  for (const { table, header } of whole) {
    for (const row of table.rows.slice(header.dataFrom)) {
      const cells = cellsOf(row, header)
      if ([...cells.values()].every(({ text }) => text.trim() === '')) continue
      if (filledFields.every((field) => (cells.get(field)?.text ?? '').trim() === '')) blank += 1
      else rows.push(readRow(table.name, row.number, cells))
      if (rows.length > mostRows) return notATable('E-IMP-02', { limit: mostRows, rows: rows.length })
    }
  }
  flagRepeated(rows)
  return tableRead({ rows, blank })
}

/** Of several rows for one lead none is meant: each says so, and names another. */
function flagRepeated(rows: readonly ReadAnswer[]): void {
  const first = new Map<string, ReadAnswer>()
  for (const row of rows) {
    if (row.number === null) continue
    const earlier = first.get(row.number)
    if (!earlier) {
      first.set(row.number, row)
      continue
    }
    row.problems.push(sameRow(earlier))
    if (!earlier.problems.some(({ code }) => code === 'sameRow')) earlier.problems.push(sameRow(row))
  }
}
const sameRow = ({ row }: ReadAnswer): AnswerProblem => ({ field: 'number', code: 'sameRow', detail: { row } })

type Cells = ReadonlyMap<AnswerField, TableCell>
const cellsOf = (row: TableRow, { columns }: Header<AnswerField>): Cells =>
  new Map(
    columns.flatMap(({ field, index }) => {
      const cell = row.cells[index]
      return field && cell ? [[field, cell] as const] : []
    }),
  )

class Reader {
  readonly problems: AnswerProblem[] = []
  private readonly cells: Cells
  constructor(cells: Cells) {
    this.cells = cells
  }
  wrong(field: AnswerField, code: AnswerProblemCode, detail?: AnswerProblem['detail']): void {
    this.problems.push({ field, code, ...(detail && { detail }) })
  }
  /** The cell as it may be used: a formula's result is nobody's word. */
  cell(field: AnswerField): TableCell | null {
    const cell = this.cells.get(field)
    if (!cell || (cell.text.trim() === '' && cell.kind === 'text')) return null
    if (cell.kind === 'formula') this.wrong(field, 'formula')
    else if (cell.kind === 'error') this.wrong(field, 'faultyCell')
    else if (textProblem(cell.text)) this.wrong(field, 'unfitText')
    else return cell
    return null
  }
  text(field: AnswerField): string {
    return tidyText(this.cell(field)?.text ?? '').replace(/^'(?=[=+\-@＝＋－＠])/, '')
  }
  amount(field: AnswerField): string | null {
    const cell = this.cell(field)
    if (!cell) return null
    const amount = readAmount(cell, '元')
    if (amount.ok && amount.amountFen <= maximumAmountFen) return amount.amountFen.toString()
    this.wrong(field, 'amountUnread', { value: cell.text.slice(0, 40) })
    return null
  }
  whole(field: AnswerField, code: AnswerProblemCode, most: number): number | null {
    const text = tidyCode(this.cell(field)?.text ?? '')
    if (text === '') return null
    const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN
    if (value >= 0 && value <= most) return value
    this.wrong(field, code, { value: text.slice(0, 40) })
    return null
  }
}

function readRow(sheet: string, row: number, cells: Cells): ReadAnswer {
  const read = new Reader(cells)
  const number = tidyCode(read.cell('number')?.text ?? '').toUpperCase()
  if (number === '') read.wrong('number', 'numberMissing')
  const version = read.whole('version', 'versionWrong', 2_147_483_647)
  if (version === null && !read.problems.some(({ field }) => field === 'version')) read.wrong('version', 'versionWrong', { value: '' })

  const conclusion = readConclusion(read)
  const method = read.text('method')
  if (method === '') read.wrong('method', 'methodMissing')
  const account = read.text('account')
  const mergedInto = tidyCode(read.text('mergedInto')).toUpperCase()
  for (const [field, text] of Object.entries({ method, account, mergedInto }) as [keyof typeof longest, string][]) {
    if (lengthOf(text) > longest[field]) read.wrong(field, 'tooLong', { limit: longest[field] })
  }
  const answer = {
    ...{ number, version: version ?? 0, account, method, mergedInto },
    ...{ billedFen: read.amount('billed'), irregularFen: read.amount('irregular'), fundLossFen: read.amount('fundLoss') },
    isFraud: readFraud(read),
    peopleCount: read.whole('peopleCount', 'countUnread', 1_000_000) ?? 0,
    evidence: readFiles(read),
  }
  const texts = answerFields.map((field) => cells.get(field)?.text ?? '')
  const isWhole = conclusion !== null && read.problems.length === 0
  return { sheet, row, cells: texts, number: number || null, answer: isWhole ? { ...answer, conclusion } : null, problems: read.problems }
}

function readConclusion(read: Reader): Answer['conclusion'] | null {
  const text = read.text('conclusion')
  const found = verifiedConclusions.find((conclusion) => conclusionWords[conclusion] === text)
  if (found) return found
  if (text !== '') read.wrong('conclusion', 'conclusionUnknown', { value: text.slice(0, 40) })
  else if (!read.problems.some(({ field }) => field === 'conclusion')) read.wrong('conclusion', 'conclusionMissing')
  return null
}

function readFraud(read: Reader): boolean {
  const text = read.text('fraud')
  if (text !== '' && text !== fraudWords.yes && text !== fraudWords.no) read.wrong('fraud', 'fraudUnknown', { value: text.slice(0, 40) })
  return text === fraudWords.yes
}

function readFiles(read: Reader): string[] {
  const names = toHalfWidth(read.text('evidence'))
    .split(/[;,\n、]/)
    .map((name) => name.trim())
    .filter(Boolean)
  if (names.length > mostFiles) read.wrong('evidence', 'tooManyFiles', { limit: mostFiles })
  return [...new Set(names)]
}

/** File names as they are matched: without regard to width, case and composition. */
export const comparedName = (name: string): string => toHalfWidth(name).normalize('NFC').trim().toLowerCase()
