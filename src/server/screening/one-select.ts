/** Why a query is not let through: what the engine's own reading of it shows, with the word that it stumbled over. */
export type QueryFault = 'syntax' | 'notOneSelect' | 'strangeTable' | 'strangeFunction' | 'strangeForm' | 'strangeName'
export class QueryRefused extends Error {
  readonly fault: QueryFault
  readonly word: string

  constructor(fault: QueryFault, word: string) {
    super(fault)
    this.fault = fault
    this.word = word.slice(0, 60)
  }
}

/** Parts of a statement that are let through, as the engine names them. What is not named here is not let through. */
const forms: ReadonlySet<string> = new Set([
  ...['SELECT_NODE', 'SET_OPERATION_NODE', 'EMPTY', 'BASE_TABLE', 'JOIN', 'SUBQUERY'],
  ...['ORDER_MODIFIER', 'LIMIT_MODIFIER', 'DISTINCT_MODIFIER', 'ORDER_DEFAULT', 'ASCENDING', 'DESCENDING', 'DECIMAL_TYPE_INFO'],
])
const expressions: ReadonlySet<string> = new Set([
  ...['CONSTANT', 'COLUMN_REF', 'STAR', 'FUNCTION', 'WINDOW', 'OPERATOR', 'COMPARISON', 'CONJUNCTION'],
  ...['CASE', 'CAST', 'BETWEEN', 'SUBQUERY', 'POSITIONAL_REFERENCE'],
])
/** Functions that reckon, compare and cut text. None of them reads a file, a setting or another table. */
const functions: ReadonlySet<string> = new Set([
  ...['+', '-', '*', '/', '//', '%', '||', '~~', '!~~', '~~*', '!~~*', 'like_escape', 'not_like_escape'],
  ...[
    'count',
    'count_star',
    'sum',
    'avg',
    'min',
    'max',
    'median',
    'mode',
    'quantile_cont',
    'quantile_disc',
    'stddev',
    'stddev_samp',
    'var_samp',
  ],
  ...['arg_min', 'arg_max', 'corr', 'approx_count_distinct', 'bool_and', 'bool_or'],
  ...['row_number', 'rank', 'dense_rank', 'percent_rank', 'cume_dist', 'ntile', 'lag', 'lead', 'first_value', 'last_value'],
  ...[
    'abs',
    'round',
    'floor',
    'ceil',
    'ceiling',
    'sqrt',
    'ln',
    'log',
    'power',
    'pow',
    'mod',
    'greatest',
    'least',
    'nullif',
    'ifnull',
    'coalesce',
  ],
  ...[
    'length',
    'lower',
    'upper',
    'substring',
    'substr',
    'left',
    'right',
    'trim',
    'ltrim',
    'rtrim',
    'replace',
    'concat',
    'strpos',
    'position',
  ],
  ...['starts_with', 'prefix', 'ends_with', 'suffix', 'contains', 'regexp_matches', 'regexp_full_match'],
  ...[
    'strftime',
    'date_trunc',
    'date_part',
    'date_diff',
    'datediff',
    'year',
    'month',
    'day',
    'dayofweek',
    'isodow',
    'week',
    'quarter',
    'last_day',
  ],
])

type Node = Readonly<Record<string, unknown>>
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value)
const word = (value: unknown) => (typeof value === 'string' ? value : '')

/** Names of parts that the statement makes itself. They are plain, so that none can be taken for a file or for the engine's own tables. */
function ownNames(value: unknown, found: Set<string> = new Set()): Set<string> {
  if (Array.isArray(value)) for (const one of value) ownNames(one, found)
  if (!isNode(value)) return found
  const map = isNode(value.cte_map) && Array.isArray(value.cte_map.map) ? value.cte_map.map : []
  for (const part of map) {
    const name = isNode(part) ? word(part.key) : ''
    if (!/^[a-z_]\w{0,40}$/i.test(name) || /^(duckdb|pg|sqlite|information|pragma)_/i.test(name))
      throw new QueryRefused('strangeTable', name)
    found.add(name.toLowerCase())
  }
  for (const one of Object.values(value)) ownNames(one, found)
  return found
}

/**
 * Whatever the statement names (columns, aliases, qualifiers, tables, windows) and every word of the engine's own: letters, Chinese
 * characters, digits and low lines. So no name can be read as a piece of SQL, however the engine writes it out.
 */
const plainWord = /^([A-Za-z_\p{Script=Han}][\w\p{Script=Han}]*)?$/u

function checkTable(node: Node, tables: ReadonlySet<string>): void {
  const name = word(node.table_name)
  const elsewhere = word(node.schema_name) !== '' || word(node.catalog_name) !== '' || (node.at_clause ?? null) !== null
  if (elsewhere || !tables.has(name.toLowerCase())) throw new QueryRefused('strangeTable', name)
}

function checkExpression(node: Node): void {
  const kind = word(node.class)
  if (!expressions.has(kind)) throw new QueryRefused('strangeForm', kind)
  if (kind !== 'FUNCTION' && kind !== 'WINDOW') return
  const name = word(node.function_name).toLowerCase()
  const schema = word(node.schema)
  if (!functions.has(name) || (schema !== '' && schema !== 'main') || word(node.catalog) !== '')
    throw new QueryRefused('strangeFunction', name)
}

function check(value: unknown, tables: ReadonlySet<string>): void {
  if (typeof value === 'string' && !plainWord.test(value)) throw new QueryRefused('strangeName', value)
  if (Array.isArray(value)) for (const one of value) check(one, tables)
  if (!isNode(value)) return
  if (typeof value.class === 'string') checkExpression(value)
  else if (typeof value.type === 'string') {
    if (!forms.has(value.type)) throw new QueryRefused('strangeForm', value.type)
    if (value.type === 'BASE_TABLE') checkTable(value, tables)
  }
  // A constant is what was written between quotes: nothing in it is a part of the statement. Functions are held against their own list.
  const apart = value.class === 'CONSTANT' ? 'value' : value.class === 'FUNCTION' ? 'function_name' : ''
  for (const [name, one] of Object.entries(value)) if (name !== apart) check(one, tables)
}

/** The tables that a statement reads, of those that it may. */
function tablesRead(value: unknown, found: Set<string> = new Set()): Set<string> {
  if (Array.isArray(value)) for (const one of value) tablesRead(one, found)
  if (!isNode(value)) return found
  if (value.type === 'BASE_TABLE' && typeof value.class !== 'string') found.add(word(value.table_name).toLowerCase())
  for (const one of Object.values(value)) tablesRead(one, found)
  return found
}

/**
 * Holds the engine's own reading of a text (`json_serialize_sql`) against what an analyst may ask: one SELECT over named tables, with
 * functions that reckon. Answers the tables that it reads. Throws `QueryRefused`.
 */
export function mustBeOneSelect(serialized: string, mayRead: readonly string[]): string[] {
  const parsed: unknown = JSON.parse(serialized)
  if (!isNode(parsed)) throw new QueryRefused('syntax', '')
  if (parsed.error === true) throw new QueryRefused(parsed.error_type === 'parser' ? 'syntax' : 'notOneSelect', '')
  const { statements } = parsed
  if (!Array.isArray(statements) || statements.length !== 1) throw new QueryRefused('notOneSelect', '')
  const tables = new Set([...mayRead, ...ownNames(statements)])
  check(statements, tables)
  const read = tablesRead(statements)
  return mayRead.filter((name) => read.has(name))
}

/** A reading without the places where the words stood, and without the type that the engine gives to a number. */
function meaning(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(meaning)
  if (!isNode(value)) return value
  if (value.class === 'CONSTANT' && isNode(value.value) && typeof value.value.value === 'number') return 'a number'
  const parts = Object.entries(value).filter(([name]) => name !== 'query_location')
  return Object.fromEntries(parts.map(([name, one]) => [name, meaning(one)]))
}

/**
 * What runs is a text that the engine wrote out of its reading. Its reading of that text must again be one SELECT, and mean what was looked
 * at: an engine that writes a name without its quotes would otherwise run what nobody looked at. Throws `QueryRefused`.
 */
export function mustMeanTheSame(looked: string, written: string, mayRead: readonly string[]): void {
  mustBeOneSelect(written, mayRead)
  const [one, other] = [looked, written].map((serialized) => JSON.stringify(meaning(JSON.parse(serialized))))
  if (one !== other) throw new QueryRefused('strangeForm', '')
}
