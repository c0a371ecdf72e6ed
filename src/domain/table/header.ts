import { notATable, type TableReading, tableRead } from './failure'
import { columnLetters, type Table, type TableRow } from './grid'
import { type FieldRule, isNearly, matchHeadings, shownHeading } from './heading'

/** One column of a list. `heading` is unique in its sheet and the key by which the mapping and `extra` name it. */
export type Column<Field extends string> = { index: number; heading: string; field: Field | null; named: boolean }

export type Header<Field extends string> = {
  /** The last row of the heading; data begins below it. */
  row: number
  /** Where the data begins in `table.rows`. */
  dataFrom: number
  columns: Column<Field>[]
  /** Other columns that fitted a field just as well as the one taken. */
  tied: { field: Field; heading: string }[]
  titles: string[]
}

export type HeaderRules<Field extends string> = {
  rules: readonly FieldRule<Field>[]
  /** The names of required columns that are missing from these fields. */
  missing: (fields: ReadonlySet<Field>) => string[]
  /** Columns assigned by hand, by heading or column letter; null keeps a column out of every field. */
  given: ReadonlyMap<string, Field | null>
}

const SEARCHED_ROWS = 30

type Headings = { rowIndex: number; rows: 1 | 2; names: string[] }

/**
 * Finds the header of a list among the first thirty rows: one row, or two where the upper one groups columns. Title
 * rows above it are passed over. Fails `E-IMP-04`, `E-IMP-05` or `E-IMP-08`, whichever tells the reader most.
 */
export function findHeader<Field extends string>(table: Table, rules: HeaderRules<Field>): TableReading<Header<Field>> {
  const candidates = Array.from({ length: Math.min(SEARCHED_ROWS, table.rows.length) }, (_, index) => [
    singleHeadings(table, index),
    doubleHeadings(table, index),
  ])
    .flat()
    .filter((headings) => headings !== null)
    .map((headings) => ({ headings, matched: match(headings.names, rules) }))

  const whole = candidates.filter(({ matched }) => rules.missing(new Set(matched.fields.keys())).length === 0)
  const best = mostFields(whole)
  if (best) return tableRead(toHeader(table, best.headings, best.matched, rules))
  return notFound(table, mostFields(candidates), rules)
}

type Candidate<Field extends string> = { headings: Headings; matched: ReturnType<typeof match<Field>> }

/** The first of those with the most fields; a single row before a double one that says no more. */
const mostFields = <Field extends string>(candidates: readonly Candidate<Field>[]): Candidate<Field> | undefined =>
  candidates.reduce<Candidate<Field> | undefined>(
    (best, candidate) => (candidate.matched.fields.size > (best?.matched.fields.size ?? 0) ? candidate : best),
    undefined,
  )

function match<Field extends string>(names: readonly string[], rules: HeaderRules<Field>) {
  const given = new Map<number, Field | null>()
  for (const [column, field] of rules.given) {
    const index = givenColumn(names, column)
    if (index >= 0) given.set(index, field)
  }
  return matchHeadings(rules.rules, names, given)
}

/** A column given by hand is named by its heading, or else by its letter. */
export function givenColumn(names: readonly string[], column: string): number {
  const wanted = shownHeading(column)
  const byName = names.indexOf(wanted)
  return byName >= 0 || !/^[A-Z]{1,2}$/.test(wanted)
    ? byName
    : names.findIndex((name, index) => name !== '' && columnLetters(index) === wanted)
}

function singleHeadings(table: Table, rowIndex: number): Headings {
  const row = table.rows[rowIndex]
  return { rowIndex, rows: 1, names: Array.from(row?.cells ?? [], (cell) => shownHeading(cell?.text ?? '')) }
}

/**
 * Two rows of heading: below a group stand its columns, below any other heading nothing. A group is merged sideways,
 * or, where merges were lost on the way through a CSV file, followed by blanks that the lower row fills.
 */
function doubleHeadings(table: Table, rowIndex: number): Headings | null {
  const upper = table.rows[rowIndex]
  const lower = table.rows[rowIndex + 1]
  if (!upper || !lower) return null

  const width = Math.max(upper.cells.length, lower.cells.length)
  const groups = groupNames(table, upper, lower, width)
  if (groups.every((group) => group === null)) return null

  const names: string[] = []
  for (let column = 0; column < width; column++) {
    const above = shownHeading(upper.cells[column]?.text ?? '')
    const below = shownHeading(lower.cells[column]?.text ?? '')
    if (groups[column] === null && above !== '' && below !== '') return null
    names.push(below === '' ? above : below)
  }
  return {
    rowIndex,
    rows: 2,
    names: names.map((name, column) =>
      names.indexOf(name) === names.lastIndexOf(name) || !groups[column] ? name : `${groups[column]}/${name}`,
    ),
  }
}

function groupNames(table: Table, upper: TableRow, lower: TableRow, width: number): (string | null)[] {
  const groups: (string | null)[] = Array.from({ length: width }, () => null)
  const sideways = table.merges.filter(({ top, left, right }) => top === upper.number && right > left)
  for (const { left, right } of sideways) {
    const name = shownHeading(upper.cells[left]?.text ?? '')
    for (let column = left; column <= Math.min(right, width - 1); column++) groups[column] = name
  }
  if (sideways.length > 0 || table.format !== 'csv') return groups

  for (let column = 1; column < width; column++) {
    const continues = !upper.cells[column] && lower.cells[column] && lower.cells[column - 1]
    if (!continues) continue
    const name = groups[column - 1] ?? shownHeading(upper.cells[column - 1]?.text ?? '')
    if (name === '') continue
    groups[column - 1] = name
    groups[column] = name
  }
  return groups
}

function toHeader<Field extends string>(
  table: Table,
  headings: Headings,
  matched: ReturnType<typeof match<Field>>,
  rules: HeaderRules<Field>,
): Header<Field> {
  const dataFrom = headings.rowIndex + headings.rows
  const byColumn = new Map([...matched.fields].map(([field, column]) => [column, field]))
  const seen = new Map<string, number>()
  const columns = columnsInUse(table, dataFrom, headings.names).map((index) => {
    const name = headings.names[index] ?? ''
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    const heading = name === '' || times > 1 ? `${name}（${columnLetters(index)}列）` : name
    return { index, heading, field: byColumn.get(index) ?? null, named: name !== '' }
  })
  const headingOf = (index: number) => columns.find((column) => column.index === index)?.heading ?? ''
  const handed = new Set([...rules.given.keys()].map((column) => givenColumn(headings.names, column)))
  return {
    row: table.rows[dataFrom - 1]?.number ?? 0,
    dataFrom,
    columns,
    tied: matched.tied
      .filter(({ field }) => !handed.has(matched.fields.get(field) ?? -1))
      .map(({ field, column }) => ({ field, heading: headingOf(column) })),
    titles: table.rows.slice(0, headings.rowIndex).flatMap((row) => row.cells.flatMap((cell) => (cell ? [cell.text] : []))),
  }
}

/** The columns that have a heading, and those without one that hold data all the same. */
function columnsInUse(table: Table, dataFrom: number, names: readonly string[]): number[] {
  const used = new Set<number>()
  names.forEach((name, index) => {
    if (name !== '') used.add(index)
  })
  for (let index = dataFrom; index < table.rows.length; index++) {
    table.rows[index]?.cells.forEach((cell, column) => {
      if (cell) used.add(column)
    })
  }
  return [...used].sort((one, other) => one - other)
}

function notFound<Field extends string>(table: Table, best: Candidate<Field> | undefined, rules: HeaderRules<Field>): TableReading<never> {
  const missing = rules.missing(new Set(best?.matched.fields.keys()))
  const sheet = table.name
  const merged = table.rows.slice(0, SEARCHED_ROWS - 1).find((row) => isMergedHeader(table, row))
  if (merged && (best?.matched.fields.size ?? 0) < 2) return notATable('E-IMP-04', { sheet, row: merged.number })
  if (!best) return notATable('E-IMP-08', { sheet, missing: missing.join('”“') })

  const near = best.headings.names.find((name) =>
    missing.some((wanted) => rules.rules.some((rule) => wanted.includes(rule.name) && isNear(name, rule))),
  )
  const row = table.rows[best.headings.rowIndex]?.number ?? 1
  return notATable('E-IMP-05', { sheet, row, missing: missing.join('”“'), ...(near ? { near } : {}) })
}

/** Several headings in a row, one of them merged sideways over some but not most of the columns. */
function isMergedHeader(table: Table, row: TableRow): boolean {
  const filled = row.cells.filter((cell) => cell).length
  return filled >= 2 && table.merges.some(({ top, left, right }) => top === row.number && right > left)
}

const isNear = <Field extends string>(name: string, rule: FieldRule<Field>) => name !== '' && isNearly(name, rule.name)
