import { creditCodeHolds, hasCreditCodeForm } from '../../institution/codes'
import { checkDocumentNumber, residentCard } from '../../person/identity-number'
import { type MoneyUnit, readAmount } from '../../table/amount'
import { readDay } from '../../table/day'
import type { TableCell, TableRow } from '../../table/grid'
import type { Column } from '../../table/header'
import type { RowProblem } from '../../table/problems'
import { lengthOf, textProblem, tidyCode, tidyName, tidyText } from '../../table/text'
import type { LeadField } from './fields'
import type { ListedLead } from './lead-list'
import type { WarningCode } from './warnings'

export type RowContext = {
  sheet: string
  columns: readonly Column<LeadField>[]
  unit: MoneyUnit
  date1904: boolean
  today: string
  /** What a blank cell shows from the merge it lies in. */
  merged: (row: number, column: number) => TableCell | undefined
}

export type RowReading = {
  lead: ListedLead
  problems: { column: string; value: string; code: RowProblem }[]
  corrections: { column: string; from: string; to: string }[]
  flags: { code: WarningCode; detail?: Record<string, string> }[]
}

/** Fields by which a lead is found, judged and counted: here a formula's result is not to be trusted. */
const keyFields = new Set<LeadField>([
  'leadNumber',
  'institutionCode',
  'institutionName',
  'personName',
  'idType',
  'idNumber',
  'behaviour',
  'amountFen',
  'settledOn',
])

/** A merge over several rows means the same value for each, except for what is counted once. */
const neverFilled = new Set<LeadField>(['leadNumber', 'amountFen', 'note'])

/** Where a dash or a stroke stands for "nothing". */
const mayBeDashed = new Set<LeadField>(['leadNumber', 'batch', 'idType', 'idNumber', 'amountFen', 'settledOn'])

const dash = /^[-—–－/／\\]+$|^(无|空|暂无|N\/A)$/i

const longest: Record<LeadField, number> = {
  leadNumber: 100,
  batch: 100,
  institutionCode: 50,
  institutionName: 200,
  regionName: 100,
  personName: 100,
  idType: 50,
  idNumber: 50,
  behaviour: 4_000,
  amountFen: 60,
  settledOn: 60,
  note: 4_000,
}
const LONGEST_EXTRA = 4_000

type Refuse = (code: RowProblem) => void
type Correct = (to: string) => void

/** Reads one row. Everything wrong with it is gathered; a row with problems is not a lead, whatever `lead` holds. */
export function readRow(row: TableRow, context: RowContext): RowReading {
  const reading: RowReading = { lead: emptyLead(context.sheet, row.number), problems: [], corrections: [], flags: [] }
  if (row.quoteBroken) {
    reading.problems.push({ column: context.columns[0]?.heading ?? '', value: shown(row.cells.find((cell) => cell)), code: 'E-IMP-07' })
    return reading
  }
  for (const column of context.columns) {
    const own = row.cells[column.index]
    const cell = own ?? (column.field && !neverFilled.has(column.field) ? context.merged(row.number, column.index) : undefined)
    if (!own && column.field === 'amountFen' && context.merged(row.number, column.index)) reading.flags.push({ code: 'W-MRG-02' })
    if (!cell) continue
    if (!own) reading.flags.push({ code: 'W-MRG-01' })
    readCell(cell, column, context, reading)
  }
  checkIdentity(reading, context)
  checkRequired(reading, context)
  return reading
}

function emptyLead(sourceSheet: string, sourceRow: number): ListedLead {
  const extra: Record<string, string> = Object.create(null)
  return {
    sourceSheet,
    sourceRow,
    leadNumber: null,
    batch: null,
    institutionCode: null,
    institutionName: null,
    regionName: null,
    personName: null,
    idType: null,
    idNumber: null,
    behaviour: '',
    amountFen: null,
    settledOn: null,
    note: null,
    extra,
  }
}

function readCell(cell: TableCell, column: Column<LeadField>, context: RowContext, reading: RowReading): void {
  const { field, heading } = column
  const refuse: Refuse = (code) => {
    reading.problems.push({ column: heading, value: shown(cell), code })
  }
  const correct: Correct = (to) => {
    reading.corrections.push({ column: heading, from: cell.text, to })
  }
  const isKey = field !== null && keyFields.has(field)
  const unfit = textProblem(cell.text)
  if (unfit) refuse(unfit)
  else if (isKey && cell.kind === 'formula') refuse('E-IMP-06')
  else if (isKey && cell.kind === 'error') refuse('E-IMP-10')
  else if (field && mayBeDashed.has(field) && dash.test(cell.text.trim())) correct('')
  else if (field === 'amountFen') readAmountCell(cell, context.unit, reading, refuse, correct)
  else if (field === 'settledOn') readDayCell(cell, context.date1904, reading, refuse, correct)
  else readTextCell(cell, column, reading, refuse, correct)
}

function readTextCell(cell: TableCell, { field, heading }: Column<LeadField>, reading: RowReading, refuse: Refuse, correct: Correct): void {
  if (cell.kind === 'formula') reading.flags.push({ code: 'W-FRM-01', detail: { columns: heading } })
  const text = tidied(cell, field)
  if (text === '') return

  const lost = field && lostDigits(cell, text, field)
  if (lost) refuse(lost)
  else if (lengthOf(text) > (field ? longest[field] : LONGEST_EXTRA)) refuse('E-LEN-01')
  else if (field === null) reading.lead.extra[heading] = text
  else {
    if (text !== withoutBlanksAround(cell.text)) correct(text)
    reading.lead[field] = text
  }
}

/** Blanks that a person typed around a text go without a word; marks that nobody can see (`trim` knows some of them) are said. */
const withoutBlanksAround = (text: string) => text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '')

function tidied(cell: TableCell, field: LeadField | null): string {
  if (field === 'idNumber') return tidyCode(cell.text).toUpperCase()
  if (field === 'leadNumber' || field === 'institutionCode') return tidyCode(cell.text)
  if (field === 'personName' || field === 'institutionName') return tidyName(cell.text)
  return tidyText(cell.text)
}

/** A long number in a numeric cell, or what a spreadsheet makes of it in a CSV file, has lost its last digits. */
function lostDigits(cell: TableCell, text: string, field: LeadField): RowProblem | null {
  const isLong = cell.kind === 'number' && Math.abs(cell.number ?? 0) >= 1e15
  const isExponent = /^\d(\.\d+)?E\+?\d{2}$/i.test(text)
  if (!isLong && !isExponent) return null
  if (field === 'idNumber') return 'E-ID-01'
  return field === 'leadNumber' || field === 'institutionCode' ? 'E-NUM-01' : null
}

function readAmountCell(cell: TableCell, unit: MoneyUnit, reading: RowReading, refuse: Refuse, correct: Correct): void {
  const amount = readAmount(cell, unit)
  if (!amount.ok) refuse(amount.code)
  else {
    reading.lead.amountFen = amount.amountFen.toString()
    if (amount.corrected !== undefined) correct(amount.corrected)
  }
}

function readDayCell(cell: TableCell, date1904: boolean, reading: RowReading, refuse: Refuse, correct: Correct): void {
  const day = readDay(cell, date1904)
  if (!day.ok) refuse(day.code)
  else {
    reading.lead.settledOn = day.on
    if (day.corrected !== undefined) correct(day.corrected)
  }
}

function checkIdentity({ lead, problems, flags }: RowReading, context: RowContext): void {
  const { idNumber, idType, institutionCode } = lead
  if (institutionCode && hasCreditCodeForm(institutionCode) && !creditCodeHolds(institutionCode)) flags.push({ code: 'W-INS-01' })
  if (idNumber === null) return

  const column = headingOf(context, 'idNumber')
  const document = checkDocumentNumber(idType, idNumber, context.today)
  if (document.kind === 'other') {
    if (document.formHolds === false) problems.push({ column, value: idNumber, code: 'E-ID-07' })
    if (document.formHolds === null) flags.push({ code: 'W-ID-03' })
    return
  }
  if (!document.check.ok) {
    problems.push({ column, value: idNumber, code: document.check.code })
    return
  }
  if (!document.check.countyKnown) flags.push({ code: 'W-ID-01' })
  if (lead.settledOn !== null && lead.settledOn < document.check.birthOn) flags.push({ code: 'W-DAT-05' })
  lead.idType ??= residentCard
}

function checkRequired({ lead, problems }: RowReading, context: RowContext): void {
  const hasProblem = (field: LeadField) => problems.some(({ column }) => column === headingOf(context, field))
  if (lead.behaviour === '' && !hasProblem('behaviour'))
    problems.push({ column: headingOf(context, 'behaviour'), value: '', code: 'E-REQ-01' })

  const known = lead.institutionCode !== null || lead.institutionName !== null
  if (!known && !hasProblem('institutionCode') && !hasProblem('institutionName')) {
    problems.push({ column: headingOf(context, 'institutionName') || headingOf(context, 'institutionCode'), value: '', code: 'E-REQ-02' })
  }
}

const headingOf = (context: RowContext, field: LeadField): string => context.columns.find((column) => column.field === field)?.heading ?? ''

const shown = (cell: TableCell | undefined): string => (cell?.text ?? '').trim().slice(0, 200)
