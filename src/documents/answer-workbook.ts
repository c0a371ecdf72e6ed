import { type AnswerField, answerFields, answerHeadings, filledFields, fraudWords, verifiedWords } from '#domain/lead/answers/columns'
import { type ColumnToFill, type SheetToFill, sheetToFill } from './sheet-to-fill'

/** What stands in a row, in the order of the columns; of a row that came back, what is wrong with it and in which cells. */
export type AnswerLine = { cells: readonly string[]; wrong?: readonly AnswerField[]; reason?: string }
export type AnswerPaper = Omit<SheetToFill, 'columns' | 'lines'> & {
  lines: readonly AnswerLine[]
  /** What may be chosen as the method; another may be written. */
  methods: readonly string[]
}

const amounts = new Set<AnswerField>(['amount', 'billed', 'irregular', 'fundLoss'])
const widths: Record<AnswerField, number> = {
  ...{ number: 24, version: 7, dueOn: 12, institution: 26, behaviour: 30, amount: 15, conclusion: 12, account: 48 },
  ...{ billed: 15, irregular: 15, fundLoss: 15, fraud: 13, peopleCount: 10, method: 20, mergedInto: 24, evidence: 30 },
}

/** A working sheet (核查工作簿): one row for each lead. What names the lead is locked, what its officer fills in is open. */
export function answerWorkbook({ lines, methods, ...paper }: AnswerPaper): Promise<Uint8Array> {
  const offered: Partial<Record<AnswerField, Pick<ColumnToFill, 'offers' | 'only'>>> = {
    conclusion: { offers: verifiedWords, only: true },
    fraud: { offers: [fraudWords.yes, fraudWords.no], only: true },
    method: { offers: methods },
  }
  const columns = answerFields.map(
    (field): ColumnToFill => ({
      ...{ heading: answerHeadings[field], width: widths[field], isOpen: filledFields.includes(field), isAmount: amounts.has(field) },
      wraps: field === 'account' || field === 'behaviour',
      ...offered[field],
    }),
  )
  const placed = lines.map(({ wrong = [], ...line }) => ({ ...line, wrong: wrong.map((field) => answerFields.indexOf(field)) }))
  return sheetToFill({ ...paper, columns, lines: placed })
}
