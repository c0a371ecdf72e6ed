/** Why a statement came to nothing, so that the caller can say it by name. */
export type ColumnarFault = 'timeout' | 'memory' | 'outside' | 'tooManyRows' | 'statement' | 'unreachable'

export class ColumnarError extends Error {
  readonly fault: ColumnarFault

  constructor(fault: ColumnarFault, message: string) {
    super(message)
    this.fault = fault
  }
}

export type ColumnType = 'text' | 'bigint' | 'double'

/** A table as a Parquet file that the caller wrote, with the types of its columns. */
export type MountedTable = { name: string; columns: Readonly<Record<string, ColumnType>>; file: string }

export type StatementLimits = { timeoutMs: number; maxRows: number }

export type ResultRow = Readonly<Record<string, unknown>>

/** An engine that answers SELECT statements over mounted tables, each within its limits. */
export type ColumnarEngine = {
  name: 'duckdb' | 'postgres' | 'clickhouse'
  version: string
  /** How it keeps the tables that it is given. */
  storage: 'columnar' | 'row'
  /** Makes the tables known. Statements see these and nothing else. */
  mount(tables: readonly MountedTable[]): Promise<void>
  select(sql: string, limits: StatementLimits): Promise<ResultRow[]>
  close(): Promise<void>
}

/** The most memory that this process has held so far, in megabytes. */
export const peakMemoryMegabytes = (): number => Math.round(process.resourceUsage().maxRSS / 1024)
