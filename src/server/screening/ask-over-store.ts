import { createHash, randomUUID } from 'node:crypto'
import { access, chmod, constants, copyFile, link, mkdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ColumnarError, type ColumnarFault } from '#platform/columnar/columnar-engine'
import { DuckDb, sqlText } from '#platform/columnar/duckdb'
import { currentTime } from '#platform/time'
import { viewNames, viewOf } from '#screening/local/documented'
import { modelTables } from '#screening/population/tables'
import { parquetForWork } from './netting'
import { mustBeOneSelect, mustMeanTheSame, type QueryFault, QueryRefused } from './one-select'

export type AskOrder = {
  prepared: string
  /** A folder of the question's own. Whoever orders it makes and removes it: this process may be killed. */
  work: string
  sql: string
  memoryBytes: number
  limits?: Partial<typeof usualAskLimits>
}
export type Asked =
  | { ok: true; columns: readonly string[]; rows: readonly (readonly string[])[]; seconds: number }
  | { ok: false; fault: QueryFault | ColumnarFault | 'tooManyColumns'; word: string }

/** What a question may take: somebody waits for it, and others wait behind. */
export const usualAskLimits = { timeoutMs: 30_000, maxRows: 1_000, maxColumns: 30 }
/** The most that the process of a question may hold of the machine's memory, all told. */
export const askMemoryBytes = 1.8e9
const longestCell = 200
const mostSpill = '2GB'

const isView = (name: string) => viewNames.find((known) => known === name)
const isThere = (path: string) => stat(path).then(Boolean, () => false)

/** What an analyst sees of a column: days as dates, the rest as it lies there. */
const shown = (name: string, kind: string) => (kind === 'day' ? `DATE '1970-01-01' + CAST("${name}" AS INTEGER) AS "${name}"` : `"${name}"`)

/** Whoever prescribes or bills can be told apart, not looked up. */
const people = new Set(['doctor', 'staff'])

/** The secret by which persons of a delivery get other numbers; it lies outside of what statements can read. Whole, or not there. */
async function saltOf(folder: string): Promise<string> {
  const path = join(folder, 'salt')
  const part = `${path}.${randomUUID()}.part`
  await writeFile(part, randomUUID(), { flag: 'wx', mode: 0o600 })
  try {
    await link(part, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  } finally {
    await rm(part, { force: true })
  }
  const salt = await readFile(path, 'utf8')
  // With a salt that anybody knows, a list of numbers would tell who is who.
  if (salt.length !== 36) throw new Error(`the secret of this store is not whole (${salt.length} characters)`)
  return createHash('sha256').update(salt).digest('hex')
}

/** Copies of the documented columns, and of nothing else: what is not in the file cannot be asked for. Each is made once. */
async function documentedCopies(db: DuckDb, prepared: string, names: readonly string[]): Promise<string> {
  const folder = join(prepared, 'documented')
  await mkdir(join(folder, 'tables'), { recursive: true, mode: 0o700 })
  const salt = await saltOf(folder)
  for (const name of names) {
    const view = isView(name)
    const to = join(folder, 'tables', `${name}.parquet`)
    if (!view || (await isThere(to))) continue
    const apart = (column: string) =>
      `CASE WHEN ${column} <> '' THEN substring(md5(${sqlText(salt)} || ${column}), 1, 16) ELSE ${column} END AS ${column}`
    const columns = Object.entries(viewOf(view).columns).map(([column, { kind }]) =>
      people.has(column) ? apart(column) : shown(column, kind),
    )
    const person = Object.hasOwn(modelTables[view], 'psn_no') ? [`substring(md5(${sqlText(salt)} || psn_no), 1, 16) AS person`] : []
    const part = `${to}.${randomUUID()}.part`
    const source = `read_parquet(${sqlText(join(prepared, 'tables', `${name}.parquet`))})`
    await db.run(`COPY (SELECT ${[...person, ...columns].join(', ')} FROM ${source}) TO ${sqlText(part)} (${parquetForWork})`)
    await rename(part, to)
  }
  return join(folder, 'tables')
}

/**
 * The copies of some tables in a folder of the question's own. What statements can reach they might write to; so this is never the file that
 * the next question reads: another name for it where nobody may write to it, or else (as root, who may) a file of its own.
 */
export async function lend(tables: string, names: readonly string[], to: string): Promise<void> {
  await mkdir(to, { mode: 0o700 })
  for (const file of names.map((name) => `${name}.parquet`)) {
    const [from, lent] = [join(tables, file), join(to, file)]
    await chmod(from, 0o400)
    const writable = await access(from, constants.W_OK).then(
      () => true,
      () => false,
    )
    if (writable) await copyFile(from, lent, constants.COPYFILE_FICLONE)
    else await link(from, lent)
  }
}

const written = (value: object) => JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part)) ?? ''

/** A cell as it is shown, of whatever kind it is. */
export const cell = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  const day = value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString().slice(0, 10) : null
  const text = day ?? (typeof value === 'object' && !(value instanceof Date) ? written(value) : String(value))
  return text.replaceAll('\0', '').slice(0, longestCell)
}

/** The text to run, and the tables that it reads: what was looked at, written out by the engine again, so that tricks of spelling are gone. */
export async function lookedAt(db: DuckDb, sql: string): Promise<{ names: string[]; text: string }> {
  const one = async (expression: string) => String((await db.rows(`SELECT ${expression} AS it`))[0]?.it ?? '{}')
  const looked = await one(`json_serialize_sql(${sqlText(sql)})`)
  const names = mustBeOneSelect(looked, viewNames)
  const text = await one(`json_deserialize_sql(${sqlText(looked)})`)
  mustMeanTheSame(looked, await one(`json_serialize_sql(${sqlText(text)})`), viewNames)
  return { names, text }
}

/** Answers one SELECT over the documented tables of a delivery, within its limits. */
export async function askOverStore({ prepared: given, work: own, sql, memoryBytes, limits: other }: AskOrder): Promise<Asked> {
  const limits = { ...usualAskLimits, ...other }
  const [prepared, work] = [await realpath(given), await realpath(own)]
  const memory = `${Math.floor(Math.min(memoryBytes, 1e9) / 1e6)}MB`
  const db = await DuckDb.open({ memory, temporary: join(work, 'spill'), spill: mostSpill })
  try {
    const { names, text } = await lookedAt(db, sql)
    const tables = join(work, 'tables')
    await lend(await documentedCopies(db, prepared, names), names, tables)
    await db.mount(names.map((name) => ({ name, columns: {}, file: join(tables, `${name}.parquet`) })))
    await db.fence([tables])
    const started = currentTime().getTime()
    const rows = await db.select(text, limits)
    const columns = Object.keys(rows[0] ?? {})
    if (columns.length > limits.maxColumns) return { ok: false, fault: 'tooManyColumns', word: '' }
    const seconds = (currentTime().getTime() - started) / 1000
    return { ok: true, columns, rows: rows.map((row) => columns.map((column) => cell(row[column]))), seconds }
  } catch (error) {
    if (error instanceof QueryRefused) return { ok: false, fault: error.fault, word: error.word }
    // The engine's own words quote cells: only the kind of fault is told.
    if (error instanceof ColumnarError) return { ok: false, fault: error.fault, word: '' }
    throw error
  } finally {
    await db.close()
  }
}
