import { isCivilDate } from '../kernel/civil-date'
import { notATable, type TableFailure, type TableReading, tableRead } from '../table/failure'
import type { Table, TableRow } from '../table/grid'
import { findHeader, type Header } from '../table/header'
import { problemReason, type RowProblem } from '../table/problems'
import { lengthOf, textProblem, tidyCode, tidyName, tidyText } from '../table/text'
import {
  type ItemRuleField,
  isItemRuleType,
  itemRuleDemands,
  itemRuleFields,
  itemRuleHeadings,
  itemRuleNumbers,
  itemRuleWords,
  type ListField,
  missingRuleColumns,
} from './item-rule-fields'

/** A rule as a list states it, in the interface's own texts; what it does not say is ''. */
export type ItemRuleCells = Record<ItemRuleField, string>
export type ListedRule = { row: number; cells: ItemRuleCells }

/** `problems`: sentences, each of one cell for which its row cannot stand; `notes`: what stands and should be known. */
export type RuleList = { rules: ListedRule[]; problems: string[]; doubles: { row: number; of: number; name: string }[]; uncoded: number }

const MOST_ROWS = 50_000
const LONGEST = 200

/** `codes`: the regions that the list may be for, the own one first: a rule that names none is for that. */
export function readItemRules(tables: readonly Table[], codes: { own: string; fits: (code: string) => boolean }): TableReading<RuleList> {
  const list: RuleList = { rules: [], problems: [], doubles: [], uncoded: 0 }
  const failures: TableFailure[] = []
  let sheets = 0
  for (const table of tables.filter(({ rows, hidden }) => rows.length > 0 && !hidden)) {
    const header = findHeader(table, { rules: itemRuleHeadings, missing: missingRuleColumns, given: new Map() })
    if (header.ok) {
      sheets++
      for (const row of table.rows.slice(header.value.dataFrom)) takeRow(row, header.value, codes, list)
    } else failures.push(header.failure)
  }
  if (list.rules.length > MOST_ROWS) return notATable('E-IMP-02', { limit: MOST_ROWS })
  if (sheets === 0) return { ok: false, failure: failures[0] ?? { code: 'E-IMP-08', detail: { missing: '规则类型' } } }
  return tableRead({ ...list, ...watched(list.rules) })
}

/** Names that a watch list has twice within a category and a year: kept, and said. Without a code, a name cannot be screened by. */
function watched(rules: readonly ListedRule[]): Pick<RuleList, 'doubles' | 'uncoded'> {
  const first = new Map<string, number>()
  const doubles: RuleList['doubles'] = []
  let uncoded = 0
  for (const { row, cells } of rules) {
    if (cells.rule_type !== 'watch') continue
    if (cells.med_list_codg === '') uncoded++
    const key = `${cells.begndate} ${cells.category} ${cells.item_name || cells.med_list_codg}`
    const before = first.get(key)
    if (before === undefined) first.set(key, row)
    else doubles.push({ row, of: before, name: cells.item_name || cells.med_list_codg })
  }
  return { doubles, uncoded }
}

const tidied = (field: ListField, text: string) =>
  field === 'item_name' || field === 'pair_name'
    ? tidyName(text)
    : field === 'category' || field === 'unit'
      ? tidyText(text)
      : tidyCode(text)

function takeRow(row: TableRow, header: Header<ListField>, codes: { own: string; fits: (code: string) => boolean }, list: RuleList): void {
  const columns = new Map(header.columns.flatMap((column) => (column.field ? [[column.field, column] as const] : [])))
  if (row.cells.filter((cell) => cell && cell.text.trim() !== '').length <= 1) return // blank, or a note
  const problems: string[] = []
  const refuse = (field: ListField, problem: RowProblem) =>
    problems.push(
      problemReason(problem, row.number, columns.get(field)?.heading ?? itemRuleHeadings.find((one) => one.field === field)?.name ?? field),
    )
  const read = (field: ListField): string => {
    const cell = row.cells[columns.get(field)?.index ?? -1]
    const text = tidied(field, cell?.text ?? '')
    const unfit = textProblem(text)
    if (cell?.kind === 'formula') refuse(field, 'E-IMP-06')
    else if (cell?.kind === 'error') refuse(field, 'E-IMP-10')
    else if (unfit) refuse(field, unfit)
    else if (lengthOf(text) > LONGEST) refuse(field, 'E-LEN-01')
    return text === '-' || text === '—' ? '' : text
  }
  const cells = Object.fromEntries(itemRuleFields.map((field) => [field, read(field)])) as ItemRuleCells // the keys are the fields
  asWatchList(cells, read('year'), columns.has('rule_type'))
  if (cells.admdvs === '') cells.admdvs = codes.own
  check(cells, refuse, codes.fits)
  if (cells.rule_id === '')
    cells.rule_id = [cells.rule_type, cells.category, cells.med_list_codg || cells.value, cells.pair_codg, cells.hosp_lv]
      .filter(Boolean)
      .join('-')
  if (problems.length > 0) list.problems.push(...problems)
  else list.rules.push({ row: row.number, cells })
}

/** A watch list is known by its columns: a category, a number, a name, perhaps a year; none says what type of rule it is. */
function asWatchList(cells: ItemRuleCells, year: string, typed: boolean): void {
  if (!typed) cells.rule_type = 'watch'
  if (cells.rule_type !== 'watch' || !/^\d{4}$/.test(year)) return
  cells.begndate ||= `${year}-01-01`
  cells.enddate ||= `${year}-12-31`
}

type Refuse = (field: ListField, problem: RowProblem) => unknown

function check(cells: ItemRuleCells, refuse: Refuse, fits: (code: string) => boolean): void {
  const type = cells.rule_type
  if (!isItemRuleType(type)) {
    refuse('rule_type', type === '' ? 'E-REQ-01' : 'E-RUL-01')
    return
  }
  if (cells.med_list_codg === '' && (type !== 'watch' || cells.item_name === '')) refuse('med_list_codg', 'E-REQ-01')
  for (const field of itemRuleDemands[type]) if (cells[field] === '') refuse(field, 'E-RUL-02')
  if (type === 'age' && cells.age_lo === '' && cells.age_hi === '') refuse('age_lo', 'E-RUL-02')
  if (type === 'frequency' && /window|interval/.test(cells.limit_type) && cells.window_days === '') refuse('window_days', 'E-RUL-02')
  for (const field of itemRuleNumbers) if (cells[field] !== '' && !/^\d{1,9}(\.\d{1,4})?$/.test(cells[field])) refuse(field, 'E-RUL-03')
  for (const [field, words] of Object.entries(itemRuleWords) as [ItemRuleField, readonly string[]][]) // the keys are fields
    if (cells[field] !== '' && !words.includes(cells[field])) refuse(field, 'E-RUL-06')
  for (const field of ['begndate', 'enddate'] as const) if (cells[field] !== '' && !isCivilDate(cells[field])) refuse(field, 'E-DAT-02')
  if (cells.begndate === '') refuse('begndate', 'E-RUL-02')
  else if (cells.enddate !== '' && cells.enddate < cells.begndate) refuse('enddate', 'E-RUL-04')
  if (!fits(cells.admdvs)) refuse('admdvs', 'E-RUL-05')
}
