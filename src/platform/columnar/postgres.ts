import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import pg from 'pg'
import {
  type ColumnarEngine,
  ColumnarError,
  type ColumnType,
  type MountedTable,
  type ResultRow,
  type StatementLimits,
} from './columnar-engine'
import { copyIn } from './copy-in'
import { type DuckDb, sqlText } from './duckdb'

const types: Readonly<Record<ColumnType, string>> = { text: 'text COLLATE "C"', bigint: 'bigint', double: 'double precision' }

/** What a server can do beside PostgreSQL itself: spread tables over a cluster, and keep them by column. */
export type Extras = { citus: boolean; columnar: boolean }

/** Makes a table for these columns: by column where the server can keep it so. */
export const tableSql = ({ name, columns }: Pick<MountedTable, 'name' | 'columns'>, { columnar }: Pick<Extras, 'columnar'>): string => {
  const list = Object.entries(columns).map(([column, type]) => `"${column}" ${types[type]}`)
  return `CREATE TABLE "${name}" (${list.join(', ')})${columnar ? ' USING columnar' : ''}`
}

/** Spreads a table by a column over a Citus cluster, or puts it on every node whole. */
export const spreadSql = (schema: string, name: string, column: string | null): string => {
  const address = sqlText(`${schema}.${name}`)
  return column === null ? `SELECT create_reference_table(${address})` : `SELECT create_distributed_table(${address}, ${sqlText(column)})`
}

/** Citus brings its column store as an extension of its own, before 11.1 within itself: either way it is an access method of this name. */
const extrasSql = `SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'citus') AS citus, EXISTS (SELECT FROM pg_am WHERE amname = 'columnar' AND amtype = 't') AS columnar`

/** How a cluster with Citus spreads a table: by this column, or as a whole on every node. */
export type Distribution = (table: MountedTable) => string | null

function asColumnarError(error: unknown): ColumnarError {
  const message = error instanceof Error ? error.message : String(error)
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === '57014') return new ColumnarError('timeout', message)
  if (/^(53|54)/.test(code)) return new ColumnarError('memory', message)
  if (code === '42501') return new ColumnarError('outside', message)
  if (/^(ECONN|ENOT|28|3D|08)/.test(code)) return new ColumnarError('unreachable', message)
  return new ColumnarError('statement', message)
}

/** PostgreSQL, or a Citus cluster behind the same door: the tables are loaded into a schema of this run alone, which goes with it. */
export class PostgresEngine implements ColumnarEngine {
  readonly name = 'postgres'
  readonly version: string
  readonly storage: 'columnar' | 'row'
  readonly #extras: Extras
  readonly #client: pg.Client
  readonly #schema: string
  readonly #reader: () => DuckDb
  readonly #distribution: Distribution

  private constructor(
    client: pg.Client,
    schema: string,
    version: string,
    extras: Extras,
    reader: () => DuckDb,
    distribution: Distribution,
  ) {
    this.#client = client
    this.#schema = schema
    this.version = version
    this.storage = extras.columnar ? 'columnar' : 'row'
    this.#extras = extras
    this.#reader = reader
    this.#distribution = distribution
  }

  /** Whether the tables lie spread over a cluster. */
  get citus(): boolean {
    return this.#extras.citus
  }

  /** `reader` opens the Parquet files, which the server itself cannot see; it is asked for when there are any. */
  static async open(url: string, reader: () => DuckDb, distribution: Distribution): Promise<PostgresEngine> {
    try {
      const client = new pg.Client({ connectionString: url, application_name: 'qingyuan-screening' })
      client.on('error', () => undefined)
      await client.connect()
      const schema = `screening_${process.pid}_${randomBytes(4).toString('hex')}`
      await client.query(`CREATE SCHEMA ${schema}`)
      await client.query(`SET search_path = ${schema}`)
      await client.query(`SET work_mem = '128MB'; SET jit = off`)
      const version = String((await client.query('SHOW server_version')).rows[0]?.server_version ?? '')
      const extras = (await client.query<Extras>(extrasSql)).rows[0] ?? { citus: false, columnar: false }
      return new PostgresEngine(client, schema, version, extras, reader, distribution)
    } catch (error) {
      throw asColumnarError(error)
    }
  }

  async mount(tables: readonly MountedTable[]): Promise<void> {
    for (const table of tables) {
      await this.#client.query(tableSql(table, this.#extras))
      if (this.#extras.citus) await this.#client.query(spreadSql(this.#schema, table.name, this.#distribution(table)))
      await this.#load(table)
      await this.#client.query(`ANALYZE "${table.name}"`)
    }
  }

  /** By COPY, from a CSV file beside the Parquet file: null is nothing between the commas, empty text is quoted. */
  async #load({ name, columns, file }: MountedTable): Promise<void> {
    const [csv, list] = [`${file}.csv`, Object.keys(columns).map((column) => `"${column}"`)]
    try {
      await this.#reader().run(
        `COPY (SELECT ${list.join(', ')} FROM read_parquet(${sqlText(file)})) TO ${sqlText(csv)} (FORMAT csv, HEADER false)`,
      )
      await copyIn(this.#client, `COPY "${name}" (${list.join(', ')}) FROM STDIN (FORMAT csv)`, csv)
    } catch (error) {
      throw asColumnarError(error)
    } finally {
      await rm(csv, { force: true })
    }
  }

  async select(sql: string, { timeoutMs, maxRows }: StatementLimits): Promise<ResultRow[]> {
    try {
      await this.#client.query(`BEGIN READ ONLY; SET LOCAL statement_timeout = ${Math.max(1, Math.floor(timeoutMs))}`)
      const { rows } = await this.#client.query(`SELECT * FROM (${sql}) AS "result" LIMIT ${maxRows + 1}`)
      if (rows.length > maxRows) throw new ColumnarError('tooManyRows', `more than ${maxRows} rows`)
      return rows
    } catch (error) {
      throw error instanceof ColumnarError ? error : asColumnarError(error)
    } finally {
      await this.#client.query('ROLLBACK').catch(() => undefined)
    }
  }

  async close(): Promise<void> {
    await this.#client.query(`DROP SCHEMA ${this.#schema} CASCADE`).catch(() => undefined)
    await this.#client.end()
  }
}
