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
  readonly citus: boolean
  readonly #client: pg.Client
  readonly #schema: string
  readonly #reader: () => DuckDb
  readonly #distribution: Distribution

  private constructor(
    client: pg.Client,
    schema: string,
    version: string,
    citus: boolean,
    reader: () => DuckDb,
    distribution: Distribution,
  ) {
    this.#client = client
    this.#schema = schema
    this.version = version
    this.citus = citus
    this.#reader = reader
    this.#distribution = distribution
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
      const citus = (await client.query(`SELECT 1 FROM pg_extension WHERE extname = 'citus'`)).rowCount === 1
      return new PostgresEngine(client, schema, version, citus, reader, distribution)
    } catch (error) {
      throw asColumnarError(error)
    }
  }

  async mount(tables: readonly MountedTable[]): Promise<void> {
    for (const table of tables) {
      const columns = Object.entries(table.columns)
      await this.#client.query(`CREATE TABLE "${table.name}" (${columns.map(([name, type]) => `"${name}" ${types[type]}`).join(', ')})`)
      if (this.citus) await this.#spread(table)
      await this.#load(table)
      await this.#client.query(`ANALYZE "${table.name}"`)
    }
  }

  async #spread(table: MountedTable): Promise<void> {
    const column = this.#distribution(table)
    const address = sqlText(`${this.#schema}.${table.name}`)
    await this.#client.query(
      column === null ? `SELECT create_reference_table(${address})` : `SELECT create_distributed_table(${address}, ${sqlText(column)})`,
    )
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
