import { notATable, type TableFailure, type TableReading, tableRead } from '../table/failure'
import type { Table, TableCell, TableRow } from '../table/grid'
import { findHeader, type Header } from '../table/header'
import { problemReason, type RowProblem } from '../table/problems'
import { lengthOf, textProblem, tidyCode, tidyName, tidyText } from '../table/text'
import { hasCreditCodeForm, isDesignatedCode } from './codes'
import type { InstitutionKind } from './kinds'
import type { InstitutionLevel } from './levels'
import { missingRegisterColumns, type RegisterField, registerFieldRules } from './register-fields'

/** One institution as a list states it. `null`: the list does not say. `region` and `fields` are as written: who reads the list knows them. */
export type ListedInstitution = {
  row: number
  code: string
  name: string
  kind: InstitutionKind | null
  /** What the code or the name says by itself, for an institution that is new. */
  guessedKind: InstitutionKind | null
  level: InstitutionLevel | null
  region: string | null
  regionHeading: string
  creditCode: string | null
  address: string | null
  complianceOfficerName: string | null
  phone: string | null
  fields: string[] | null
  fieldsHeading: string
}

/** `problems`: sentences, each of one cell for which its row cannot stand. */
export type RegisterList = { institutions: ListedInstitution[]; problems: string[] }

const MOST_ROWS = 20_000
const longest = { name: 200, address: 300, complianceOfficerName: 60, phone: 60 } as const

/**
 * Reads a list of institutions: every sheet whose headings match, each institution once.
 * Fails when no sheet is such a list (`E-IMP-04`, `E-IMP-05`, `E-IMP-08`) or has too many rows (`E-IMP-02`).
 */
export function readRegister(tables: readonly Table[]): TableReading<RegisterList> {
  const list: RegisterList = { institutions: [], problems: [] }
  const failures: TableFailure[] = []
  const seen = new Set<string>()
  let sheets = 0
  for (const table of tables.filter(({ rows, hidden }) => rows.length > 0 && !hidden)) {
    const header = findHeader(table, { rules: registerFieldRules, missing: missingRegisterColumns, given: new Map() })
    if (header.ok) {
      sheets++
      for (const row of table.rows.slice(header.value.dataFrom)) takeRow(row, header.value, seen, list)
    } else failures.push(header.failure)
  }
  if (list.institutions.length > MOST_ROWS) return notATable('E-IMP-02', { limit: MOST_ROWS })
  if (sheets === 0) return { ok: false, failure: failures[0] ?? { code: 'E-IMP-08', detail: { missing: '机构编码' } } }
  return tableRead(list)
}

const totalLabel = /^(合计|小计|总计|共计|填表人|制表人|注[:：]|说明[:：])/

function takeRow(row: TableRow, header: Header<RegisterField>, seen: Set<string>, list: RegisterList): void {
  const columns = new Map(header.columns.flatMap((column) => (column.field ? [[column.field, column] as const] : [])))
  const headingOf = (field: RegisterField) => columns.get(field)?.heading ?? ''
  const cellOf = (field: RegisterField) => row.cells[columns.get(field)?.index ?? -1]
  const filled = row.cells.filter((cell) => cell && cell.text.trim() !== '')
  if (filled.length <= 1 || totalLabel.test(tidyText(filled[0]?.text ?? ''))) return // blank, a note, or a row of sums

  const before = list.problems.length
  const refuse = (field: RegisterField, problem: RowProblem) => {
    list.problems.push(problemReason(problem, row.number, headingOf(field)))
  }
  const read = textReader(cellOf, refuse)
  const code = read('code', tidyCode)?.toUpperCase() ?? ''
  if (code === '') refuse('code', 'E-REQ-01')
  else if (!isDesignatedCode(code)) refuse('code', 'E-INS-01')
  else if (seen.has(code)) refuse('code', 'E-INS-06')
  seen.add(code)
  const name = read('name', tidyName) ?? ''
  if (name === '') refuse('name', 'E-REQ-01')
  const kind = kindOf(code, read('kind', tidyName), refuse)
  const creditCode = read('creditCode', tidyCode)?.toUpperCase() ?? null
  if (creditCode !== null && !hasCreditCodeForm(creditCode)) refuse('creditCode', 'E-INS-05')
  const level = levelOf(read('level', tidyName), refuse)
  const said = {
    region: read('region', tidyName),
    address: read('address', tidyText),
    complianceOfficerName: read('complianceOfficerName', tidyName),
    phone: read('phone', tidyText),
  }
  const fields =
    read('fields', tidyText)
      ?.split(/[、,，;；/\s]+/)
      .filter(Boolean) ?? null
  if (list.problems.length > before) return
  const headings = { regionHeading: headingOf('region') || '属地', fieldsHeading: headingOf('fields') }
  const guessedKind = kind === null ? guessOf(code, name) : null
  list.institutions.push({ row: row.number, code, name, kind, guessedKind, level, creditCode, fields, ...said, ...headings })
}

type Refuse = (field: RegisterField, problem: RowProblem) => void

/** A cell's text as it is kept; `null` where nothing is said. */
function textReader(cellOf: (field: RegisterField) => TableCell | undefined, refuse: Refuse) {
  return (field: RegisterField, tidy: (text: string) => string): string | null => {
    const cell = cellOf(field)
    const text = tidy(cell?.text ?? '')
    const unfit = textProblem(text)
    const limit = field in longest ? longest[field as keyof typeof longest] : 200
    if (cell?.kind === 'formula') refuse(field, 'E-IMP-06')
    else if (cell?.kind === 'error') refuse(field, 'E-IMP-10')
    else if (unfit) refuse(field, unfit)
    else if (lengthOf(text) > limit) refuse(field, 'E-LEN-01')
    else if (cell?.kind === 'number' && field === 'creditCode') refuse(field, 'E-NUM-01')
    return text === '' || text === '-' || text === '—' ? null : text
  }
}

const kindWords: readonly (readonly [RegExp, InstitutionKind])[] = [
  [/药店|药房|大药|药品零售|零售/, 'pharmacy'],
  [/卫生院|卫生服务|卫生室|服务站|基层医疗|healthCentre/, 'healthCentre'],
  [/诊所|门诊部|门诊|医务室|卫生所|clinic/, 'clinic'],
  [/医院|妇幼保健|保健院|疗养院|医学中心|专科疾病防治|hospital/, 'hospital'],
]
const kindNamed = (text: string): InstitutionKind | null => kindWords.find(([words]) => words.test(text))?.[1] ?? null

const agree = (code: string, kind: InstitutionKind) => code.startsWith('P') === (kind === 'pharmacy')

/** The kind that the list names. Never against the code: P is a pharmacy, H none. */
function kindOf(code: string, named: string | null, refuse: Refuse): InstitutionKind | null {
  if (named === null) return null
  const kind = kindNamed(named)
  if (kind === null) refuse('kind', 'E-INS-02')
  else if (isDesignatedCode(code) && !agree(code, kind)) refuse('kind', 'E-INS-03')
  return kind
}

/** The kind of one of which the list does not say it. */
function guessOf(code: string, name: string): InstitutionKind | null {
  const kind = code.startsWith('P') ? 'pharmacy' : kindNamed(name)
  return kind !== null && agree(code, kind) ? kind : null
}

const levelWords: readonly (readonly [RegExp, InstitutionLevel])[] = [
  [/^(三级|三甲|三乙|三丙|3级)/, 'tertiary'],
  [/^(二级|二甲|二乙|二丙|2级)/, 'secondary'],
  [/^(一级|一甲|一乙|一丙|1级)/, 'primary'],
  [/^(未定级|未评级|未评|无等级|无级别|无|其他|不分级|未定等)/, 'ungraded'],
]

function levelOf(written: string | null, refuse: Refuse): InstitutionLevel | null {
  if (written === null) return null
  const level = levelWords.find(([words]) => words.test(written))?.[1]
  if (!level) refuse('level', 'E-INS-04')
  return level ?? null
}
