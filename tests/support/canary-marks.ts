import { asOwner } from './as-owner'

/**
 * A mark says which cell of which row a text came from: `旗<table>.<column>.<six digits>旗`. It is put at the end of what a cell says, and
 * found again in whatever anybody is sent. The digits have a fixed width, so that a text that was cut off names no other row.
 */
export type Mark = { table: string; column: string; row: string }

export const markOf = (table: string, column: string, row: number) => `旗${table}.${column}.${String(row).padStart(6, '0')}旗`

const mark = /旗([a-z_0-9]+)\.([a-zA-Z_0-9]+)\.(\d{6})/g

/** Every mark in a text, each once. */
export function marksIn(text: string): Mark[] {
  const found = new Map<string, Mark>()
  for (const [whole, table = '', column = '', row = ''] of text.matchAll(mark)) found.set(whole, { table, column, row })
  return [...found.values()]
}

/** Two characters of a word: what codes, numbers, dates and keys have not. Those are left as they are, or nothing could be read by them. */
const words = '[一-龥]{2}'
/** The end of a text of words within JSON, where it is not the name of a field. */
const endOfWords = '([一-龥]{2}[。）；]?)"(?!\\s*:)'

type Column = { name: string; type: string }

/** How a column is marked, by its type; `null`: it holds no words. */
function marked({ name, type }: Column, table: string): string | null {
  const column = `t."${name}"`
  const put = `'旗${table}.${name}.' || numbered.n || '旗'`
  const within = `regexp_replace(${column}::text, '${endOfWords}', '\\1' || ${put} || '"', 'g')`
  if (type === 'text' || type === 'varchar')
    return `CASE WHEN ${column} ~ '^[{[]' THEN ${within} WHEN ${column} ~ '${words}' THEN ${column} || ${put} ELSE ${column} END`
  if (type === '_text')
    return `CASE WHEN ${column} IS NULL THEN NULL ELSE (SELECT coalesce(array_agg(CASE WHEN e ~ '${words}' THEN e || ${put} ELSE e END ORDER BY place), '{}')
      FROM unnest(${column}) WITH ORDINALITY AS each(e, place)) END`
  if (type === 'jsonb') return `${within}::jsonb`
  return null
}

/** Columns whose words the program itself reads as one of a list, or that are kept under them: `table.column`. */
const readByTheProgram: ReadonlySet<string> = new Set(['lead_mapping.mapping', 'lead_import.mapping', 'checklist_import.mapping'])

/** Marks every cell of words of one table, in place, past invariants that were dropped before. */
export async function markTable(table: string): Promise<void> {
  const columns = await asOwner<Column>(
    `SELECT column_name AS name, udt_name AS type FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = $1 AND is_generated = 'NEVER'`,
    [table],
  )
  const set = columns.flatMap((column) => {
    const value = readByTheProgram.has(`${table}.${column.name}`) ? null : marked(column, table)
    return value ? [`"${column.name}" = ${value}`] : []
  })
  if (set.length === 0) return
  await asOwner(
    `WITH numbered AS (SELECT ctid AS at, lpad((row_number() OVER ())::text, 6, '0') AS n FROM ${table})
     UPDATE ${table} t SET ${set.join()} FROM numbered WHERE t.ctid = numbered.at`,
  )
}

const inJson = /([\u4e00-\u9fa5]{2}[。）；]?)"(?!\s*:)/g

/** A row in hand, every text of words in it marked: what `markTable` does in place. */
export function markedRow(table: string, row: Readonly<Record<string, unknown>>, n: number): Record<string, unknown> {
  const one = (column: string, value: unknown): unknown => {
    const put = markOf(table, column, n)
    if (typeof value === 'string' && /^[{[]/.test(value)) return value.replace(inJson, `$1${put}"`)
    if (typeof value === 'string') return /[\u4e00-\u9fa5]{2}/.test(value) ? value + put : value
    if (Array.isArray(value) && value.every((part) => typeof part === 'string')) return value.map((part) => one(column, part))
    if (value !== null && typeof value === 'object') return JSON.parse(JSON.stringify(value).replace(inJson, `$1${put}"`))
    return value
  }
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, one(column, value)]))
}
