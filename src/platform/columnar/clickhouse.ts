import { randomBytes } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import {
  type ColumnarEngine,
  ColumnarError,
  type ColumnType,
  type MountedTable,
  type ResultRow,
  type StatementLimits,
} from './columnar-engine'
import { sqlText } from './duckdb'

type Settings = Readonly<Record<string, string | number>>

/** How statements reach ClickHouse: the library in this process, or a server's HTTP interface. */
export type ClickHouseLine = {
  ask(sql: string, settings: Settings): Promise<string>
  /** Puts a Parquet file into a table that stands. */
  fill(table: string, columns: readonly string[], file: string): Promise<void>
  close(): Promise<void>
}

const types: Readonly<Record<ColumnType, string>> = { text: 'Nullable(String)', bigint: 'Nullable(Int64)', double: 'Nullable(Float64)' }

/** What makes its SQL mean what the standard says: nulls of an outer join, columns before aliases, exact whole numbers as text. */
const standard: Settings = {
  join_use_nulls: 1,
  cast_keep_nullable: 1,
  prefer_column_name_to_alias: 1,
  aggregate_functions_null_for_empty: 1,
  output_format_json_quote_64bit_integers: 1,
}

const faults: readonly [RegExp, ColumnarError['fault']][] = [
  [/TIMEOUT_EXCEEDED|Code: 159\b/, 'timeout'],
  [/MEMORY_LIMIT_EXCEEDED|Code: 241\b/, 'memory'],
  [/ACCESS_DENIED|READONLY|Code: (164|497|291)\b/, 'outside'],
  [/TOO_MANY_ROWS|Code: (158|396)\b/, 'tooManyRows'],
  [/fetch failed|ECONN|ENOTFOUND/, 'unreachable'],
]

function asColumnarError(error: unknown): ColumnarError {
  if (error instanceof ColumnarError) return error
  const cause = error instanceof Error && error.cause instanceof Error ? ` ${error.cause.message}` : ''
  const message = `${error instanceof Error ? error.message : String(error)}${cause}`
  return new ColumnarError(faults.find(([pattern]) => pattern.test(message))?.[1] ?? 'statement', message)
}

/** ClickHouse behind either line. The tables are a database of this run alone, which goes with it. */
export class ClickHouseEngine implements ColumnarEngine {
  readonly name = 'clickhouse'
  readonly storage = 'columnar'
  readonly version: string
  readonly #line: ClickHouseLine
  readonly #database: string
  readonly #memory: number

  private constructor(line: ClickHouseLine, database: string, version: string, memory: number) {
    this.#line = line
    this.#database = database
    this.version = version
    this.#memory = memory
  }

  static async open(line: ClickHouseLine, memoryBytes: number): Promise<ClickHouseEngine> {
    try {
      const database = `screening_${process.pid}_${randomBytes(4).toString('hex')}`
      await line.ask(`CREATE DATABASE ${database}`, {})
      const version = (await line.ask('SELECT version() FORMAT TabSeparated', {})).trim()
      return new ClickHouseEngine(line, database, version, memoryBytes)
    } catch (error) {
      throw asColumnarError(error)
    }
  }

  async mount(tables: readonly MountedTable[]): Promise<void> {
    for (const { name, columns, file } of tables) {
      const list = Object.entries(columns).map(([column, type]) => `\`${column}\` ${types[type]}`)
      await this.#line.ask(`CREATE TABLE ${this.#database}.\`${name}\` (${list.join(', ')}) ENGINE = MergeTree ORDER BY tuple()`, {})
      await this.#line.fill(`${this.#database}.\`${name}\``, Object.keys(columns), file)
    }
  }

  async select(sql: string, { timeoutMs, maxRows }: StatementLimits): Promise<ResultRow[]> {
    try {
      const text = await this.#line.ask(`SELECT * FROM (${sql}) AS result LIMIT ${maxRows + 1} FORMAT JSONEachRow`, {
        ...standard,
        database: this.#database,
        max_execution_time: timeoutMs / 1000,
        max_memory_usage: this.#memory,
        max_bytes_before_external_group_by: Math.floor(this.#memory / 2),
        max_bytes_before_external_sort: Math.floor(this.#memory / 2),
      })
      const lines = text.split('\n').filter((line) => line !== '')
      if (lines.length > maxRows) throw new ColumnarError('tooManyRows', `more than ${maxRows} rows`)
      return lines.map((line): ResultRow => JSON.parse(line))
    } catch (error) {
      throw asColumnarError(error)
    }
  }

  async close(): Promise<void> {
    await this.#line.ask(`DROP DATABASE IF EXISTS ${this.#database}`, {}).catch(() => undefined)
    await this.#line.close()
  }
}

/** A server's HTTP interface, for one machine or a cluster. */
export function clickHouseServer(url: string): ClickHouseLine {
  const send = async (settings: Settings, body: string | Blob) => {
    const address = new URL(url)
    for (const [name, value] of Object.entries(settings)) address.searchParams.set(name, String(value))
    const answer = await fetch(address, { method: 'POST', body })
    const text = await answer.text()
    if (!answer.ok) throw new Error(text.slice(0, 2_000))
    return text
  }
  return {
    ask: (sql, settings) => send(settings, sql),
    fill: async (table, columns, file) => {
      const query = `INSERT INTO ${table} (${columns.map((column) => `\`${column}\``).join(', ')}) FORMAT Parquet`
      await send({ query }, await openAsBlob(file))
    },
    close: async () => undefined,
  }
}

type Session = { queryAsync(sql: string): Promise<{ text(): string }>; query(sql: string): string; close?(): void; cleanup?(): void }

/** ClickHouse's own engine as a library in this process: what proves that the SQL is ClickHouse's, without a server. */
export function clickHouseLibrary(session: Session): ClickHouseLine {
  const literal = (value: string | number) => (typeof value === 'number' ? String(value) : sqlText(value))
  const ask = async (sql: string, settings: Settings) => {
    const { database, ...others } = settings
    if (database !== undefined) session.query(`USE ${database}`)
    const given = Object.entries(others).map(([name, value]) => `${name} = ${literal(value)}`)
    if (given.length > 0) session.query(`SET ${given.join(', ')}`)
    return (await session.queryAsync(sql)).text()
  }
  return {
    ask,
    fill: async (table, columns, file) => {
      const list = columns.map((column) => `\`${column}\``).join(', ')
      await ask(`INSERT INTO ${table} (${list}) SELECT ${list} FROM file(${sqlText(file)}, Parquet)`, {})
    },
    close: async () => {
      session.close?.()
    },
  }
}
