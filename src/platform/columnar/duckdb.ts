import { availableParallelism } from 'node:os'
import { sep } from 'node:path'
import { type DuckDBConnection, DuckDBInstance, type DuckDBPreparedStatement, StatementType } from '@duckdb/node-api'
import { type ColumnarEngine, ColumnarError, type MountedTable, type ResultRow, type StatementLimits } from './columnar-engine'

export type DuckDbSettings = {
  /** As DuckDB writes sizes: 2GB, 512MB. */
  memory: string
  threads?: number
  /** Where what does not fit into the memory is put. */
  temporary: string
  /** The most that may be put there. */
  spill?: string
}

const faults: readonly [RegExp, ColumnarError['fault']][] = [
  [/^INTERRUPT/i, 'timeout'],
  [/Out of Memory|max_temp_directory_size|failed to offload/i, 'memory'],
  [/Permission Error|disabled by configuration|configuration has been locked/i, 'outside'],
]

function asColumnarError(error: unknown): ColumnarError {
  if (error instanceof ColumnarError) return error
  const message = error instanceof Error ? error.message : String(error)
  return new ColumnarError(faults.find(([pattern]) => pattern.test(message))?.[1] ?? 'statement', message)
}

export const sqlText = (text: string) => `'${text.replaceAll("'", "''")}'`

/** DuckDB within this process: for preparing a folder, and as the engine that models run on. */
export class DuckDb implements ColumnarEngine {
  readonly name = 'duckdb'
  readonly storage = 'columnar'
  readonly version: string
  readonly #instance: DuckDBInstance
  readonly #connection: DuckDBConnection

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection, version: string) {
    this.#instance = instance
    this.#connection = connection
    this.version = version
  }

  static async open({ memory, threads = availableParallelism(), temporary, spill = '200GB' }: DuckDbSettings): Promise<DuckDb> {
    const instance = await DuckDBInstance.create(':memory:', {
      memory_limit: memory,
      threads: String(threads),
      temp_directory: temporary,
      max_temp_directory_size: spill,
      preserve_insertion_order: 'false',
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
    })
    const connection = await instance.connect()
    await connection.run(`SET TimeZone = 'Asia/Shanghai'`)
    const version = String((await connection.runAndReadAll('SELECT version() AS version')).getRows()[0]?.[0] ?? '')
    return new DuckDb(instance, connection, version)
  }

  /** Does a statement of our own, without limits of time. */
  async run(sql: string): Promise<void> {
    try {
      await this.#connection.run(sql)
    } catch (error) {
      throw asColumnarError(error)
    }
  }

  async rows(sql: string): Promise<ResultRow[]> {
    try {
      return (await this.#connection.runAndReadAll(sql)).getRowObjectsJS()
    } catch (error) {
      throw asColumnarError(error)
    }
  }

  async mount(tables: readonly MountedTable[]): Promise<void> {
    for (const table of tables)
      await this.run(
        `CREATE OR REPLACE VIEW "${table.name}" AS SELECT *${await this.#notYet(table)} FROM read_parquet(${sqlText(table.file)})`,
      )
  }

  /** A table that was made before one of its columns was thought of holds nothing in it. */
  async #notYet({ columns, file }: MountedTable): Promise<string> {
    const held = new Set((await this.rows(`SELECT name FROM parquet_schema(${sqlText(file)})`)).map(({ name }) => name))
    return Object.entries(columns)
      .filter(([name]) => !held.has(name))
      .map(([name, type]) => `, CAST(NULL AS ${type === 'text' ? 'VARCHAR' : type}) AS "${name}"`)
      .join('')
  }

  /** From here on statements read what lies below these folders and no other file, and no setting can be changed any more. */
  async fence(folders: readonly string[]): Promise<void> {
    await this.run(`SET allowed_directories = [${folders.map((folder) => sqlText(`${folder}${sep}`)).join(', ')}]`)
    await this.run('SET enable_external_access = false')
    await this.run('SET lock_configuration = true')
  }

  /** The one SELECT that a text is. A text of several statements, or one that writes, does not run. */
  async #oneSelect(sql: string): Promise<DuckDBPreparedStatement> {
    const statements = await this.#connection.extractStatements(sql)
    if (statements.count !== 1) throw new ColumnarError('outside', `${statements.count} statements instead of one`)
    const statement = await statements.prepare(0)
    if (statement.statementType === StatementType.SELECT) return statement
    statement.destroySync()
    throw new ColumnarError('outside', 'not a SELECT')
  }

  async select(sql: string, { timeoutMs, maxRows }: StatementLimits): Promise<ResultRow[]> {
    // The driver's interrupt does not outlive the statement that it meets, so a late one is repeated until the statement has ended.
    let late = false
    let timer: NodeJS.Timeout | undefined
    const interrupt = () => {
      late = true
      this.#connection.interrupt()
      timer = setTimeout(interrupt, 250)
    }
    timer = setTimeout(interrupt, timeoutMs)
    let statement: DuckDBPreparedStatement | undefined
    try {
      statement = await this.#oneSelect(sql)
      const reader = await statement.streamAndReadUntil(maxRows + 1)
      if (reader.currentRowCount > maxRows) throw new ColumnarError('tooManyRows', `more than ${maxRows} rows`)
      return reader.getRowObjectsJS()
    } catch (error) {
      throw late ? new ColumnarError('timeout', `stopped after ${timeoutMs} ms`) : asColumnarError(error)
    } finally {
      clearTimeout(timer)
      statement?.destroySync()
    }
  }

  async close(): Promise<void> {
    this.#connection.closeSync()
    this.#instance.closeSync()
  }
}
