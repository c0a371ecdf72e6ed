import { mkdir, rm } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { clockFindings, maskedKey, type QualityCode, type QualityFinding } from '#domain/screening/data-quality'
import type { MountedTable } from '#platform/columnar/columnar-engine'
import { type DuckDb, sqlText } from '#platform/columnar/duckdb'
import { folderColumns, modelTables, readAs, type TableName, tableNames } from '#screening/population/tables'
import type { Folder, TableFile } from './folder'
import { before, feeSlice, findings, groundwork, parquetForWork, writeTable } from './netting'
import { checkedColumns, timeColumns, typedRows } from './typed-rows'

export type Prepared = {
  tables: readonly MountedTable[]
  quality: readonly QualityFinding[]
  rowsRead: Readonly<Partial<Record<TableName, number>>>
  /** The columns of the folder that hold anything, as `table.column`. */
  filled: ReadonlySet<string>
}

/** What a table is made of besides its own rows. */
const madeWith: Readonly<Partial<Record<TableName, readonly TableName[]>>> = {
  setl: ['institution', 'person', 'mdtrt'],
  mdtrt: ['setl', 'institution', 'person'],
  dise: ['mdtrt', 'person', 'setl'],
  oprn: ['mdtrt', 'person', 'setl'],
  fee: ['setl', 'institution', 'person', 'mdtrt', 'trac'],
  trac: ['setl', 'institution', 'person', 'mdtrt'],
  inv: ['institution', 'setl', 'mdtrt'],
  person: ['setl'],
}

/** The times of a table by the clock, and whether they are of windows that shut at night: wards work on. */
const clocks: Readonly<Partial<Record<TableName, { seconds: string; column: string; atWindows: boolean }>>> = {
  setl: { seconds: 'setl_s', column: 'setl_time', atWindows: true },
  mdtrt: { seconds: 'begn_s', column: 'begntime', atWindows: false },
  fee: { seconds: 'fee_s', column: 'fee_ocur_time', atWindows: false },
  trac: { seconds: 'trac_s', column: 'sel_retn_time', atWindows: true },
}

const keyless: ReadonlySet<TableName> = new Set(['dise', 'oprn', 'inv'])

const count = async (db: DuckDb, sql: string) => Number(Object.values((await db.rows(sql))[0] ?? {})[0] ?? 0)

/**
 * Makes the tables of the models from a folder: typed, netted, each person under one number, institutions that serve tests left out. What
 * is not as agreed is counted and said; nothing of it ends the run.
 */
export class Preparation {
  readonly #db: DuckDb
  readonly #dir: string
  readonly #folder: Folder
  readonly #work: string
  readonly #linesOfSlice: number
  readonly #quality: QualityFinding[]
  readonly #rowsRead: Partial<Record<TableName, number>> = {}
  readonly #files = new Map<TableName, readonly TableFile[]>()

  /** `linesOfSlice`: how many lines are joined with their settlements at once; what an engine of 2 GB does without running short. */
  constructor(db: DuckDb, dir: string, folder: Folder, work: string, linesOfSlice = 12_500_000) {
    this.#linesOfSlice = linesOfSlice
    this.#db = db
    this.#dir = dir
    this.#folder = folder
    this.#work = work
    this.#quality = [...folder.quality]
  }

  async run(wanted: ReadonlySet<TableName>, progress: (table: TableName) => void): Promise<Prepared> {
    await mkdir(join(this.#work, 'tables'), { recursive: true })
    const needed = new Set<TableName>([
      ...wanted,
      ...[...wanted].flatMap((table) => madeWith[table] ?? []),
      'institution',
      'setl',
      'mdtrt',
      'person',
    ])
    for (const table of tableNames.filter((name) => needed.has(name))) {
      progress(table)
      await this.#read(table)
    }
    await this.#statements(groundwork)
    await this.#findings('groundwork')
    await this.#statements(before.setl ?? '')
    await this.#findings('setl')

    const tables: MountedTable[] = []
    const filled = new Set<string>()
    for (const table of tableNames.filter((name) => wanted.has(name))) {
      progress(table)
      tables.push(await this.#make(table))
      for (const column of await this.#filled(table)) filled.add(column)
    }
    return { tables, quality: this.#quality, rowsRead: this.#rowsRead, filled }
  }

  async #statements(text: string): Promise<void> {
    for (const statement of text.split(';').filter((one) => one.trim() !== '')) await this.#db.run(statement)
  }

  /** Makes `raw_<table>`: a view over Parquet as it lies there; CSV is read once and kept. A file that breaks off is left out and named. */
  async #read(table: TableName): Promise<void> {
    const files = this.#folder.tables.get(table) ?? []
    if (files.length === 0) this.#quality.push({ code: 'tableMissing', table })
    const good: TableFile[] = []
    const kept: string[] = []
    for (const [at, file] of files.entries()) {
      try {
        const rows = typedRows(table, [file])
        if (file.form === 'csv') {
          const path = join(this.#work, `raw_${table}_${at}.parquet`)
          await this.#db.run(`COPY (${rows}) TO ${sqlText(path)} (${parquetForWork})`)
          await this.#rejected(table, file)
          kept.push(`SELECT * FROM read_parquet(${sqlText(path)})`)
        } else {
          await this.#holds(file)
          kept.push(rows)
        }
        good.push(file)
      } catch {
        this.#quality.push({ code: 'fileUnreadable', table, file: relative(this.#dir, file.path) })
      }
    }
    this.#files.set(table, good)
    const all = kept.length > 0 ? kept.join(' UNION ALL ') : typedRows(table, [])
    // Without a key, equal rows of one file are what they say (two vessels, two deliveries); of several files they are one file sent again.
    const again = keyless.has(table) && kept.length > 1
    await this.#db.run(`CREATE TEMP VIEW raw_${table} AS ${again ? `SELECT DISTINCT * FROM (${all})` : all}`)
    this.#rowsRead[table] = await count(this.#db, `SELECT count(*) FROM raw_${table}`)
    if (good.length > 0) await this.#zones(table)
  }

  /** A Parquet file has its directory at the end: where it is whole, so is the file, but for what a disk did to it. */
  async #holds(file: TableFile): Promise<void> {
    await this.#db.rows(`SELECT count(*) FROM read_parquet(${sqlText(file.path)})`)
    const columns = [...file.columns.keys()].filter((name) => Object.values(folderColumns).some((known) => Object.hasOwn(known, name)))
    const first = columns.map((name) => `min("${name}")`).join(', ')
    if (first) await this.#db.rows(`SELECT ${first} FROM (SELECT * FROM read_parquet(${sqlText(file.path)}) LIMIT 1)`)
  }

  /** Times that tell a zone are brought to Beijing's clock, and said. */
  async #zones(table: TableName): Promise<void> {
    const columns = timeColumns(table)
    if (columns.length === 0) return
    for (const { zoned, n } of await this.#db.rows(`SELECT zoned, count(*) AS n FROM raw_${table} WHERE zoned > 0 GROUP BY 1`)) {
      for (const column of columns.filter((_, bit) => Math.floor(Number(zoned) / 2 ** bit) % 2 === 1))
        this.#more('timeZoned', table, column, Number(n))
    }
  }

  async #rejected(table: TableName, file: TableFile): Promise<void> {
    const rejected = await count(this.#db, `SELECT count(DISTINCT line) FROM rejects_${table}_0`).catch(() => 0)
    if (rejected > 0) this.#quality.push({ code: 'rowsRejected', table, file: relative(this.#dir, file.path), count: rejected })
    await this.#db.run(`DROP TABLE IF EXISTS rejects_${table}_0`)
    await this.#db.run(`DROP TABLE IF EXISTS scans_${table}_0`)
  }

  async #findings(table: TableName | 'groundwork'): Promise<void> {
    for (const [code, sql, keys] of findings[table] ?? []) {
      const found = await count(this.#db, sql)
      if (found === 0) continue
      const examples = keys ? (await this.#db.rows(`${keys} LIMIT 3`)).map(({ key }) => maskedKey(String(key ?? ''))) : []
      this.#quality.push({
        ...{ code, ...(table === 'groundwork' ? {} : { table }), count: found },
        ...(examples.length > 0 ? { examples } : {}),
      })
    }
  }

  async #make(table: TableName): Promise<MountedTable> {
    if (table !== 'setl') {
      await this.#statements(before[table] ?? '')
      await this.#findings(table)
    }
    const file = join(this.#work, 'tables', `${table}.parquet`)
    if (table === 'fee') await this.#writeLines(file)
    else await this.#db.run(writeTable(table, file))
    const checked = checkedColumns(table)
    for (const row of await this.#db.rows(
      `SELECT unusable, count(*) AS n FROM read_parquet(${sqlText(file)}) WHERE unusable > 0 GROUP BY 1`,
    )) {
      for (const [bit, column] of checked.entries())
        if (Math.floor(Number(row.unusable) / 2 ** bit) % 2 === 1) this.#more('valueUnusable', table, column, Number(row.n))
    }
    await this.#clock(table, file)
    return { name: table, columns: modelTables[table], file }
  }

  /** Lines are joined with their settlements slice by slice, by the memory that a join may take, and put into one file. */
  async #writeLines(file: string): Promise<void> {
    const slices = Math.max(1, Math.ceil((this.#rowsRead.fee ?? 0) / this.#linesOfSlice))
    const written: string[] = []
    for (let slice = 0; slice < slices; slice += 1) {
      const part = slices === 1 ? file : join(this.#work, `fee-slice-${slice}.parquet`)
      for (const statement of feeSlice(slice, slices)) await this.#db.run(statement)
      await this.#db.run(writeTable('fee', part))
      written.push(part)
    }
    if (slices === 1) return
    await this.#db.run(`COPY (SELECT * FROM read_parquet([${written.map(sqlText).join(', ')}])) TO ${sqlText(file)} (${parquetForWork})`)
    for (const part of written) await rm(part)
  }

  /** Whether the times of a table look as if they were by another clock than Beijing's. */
  async #clock(table: TableName, file: string): Promise<void> {
    const known = clocks[table]
    if (!known) return
    const [row = {}] = await this.#db.rows(
      `SELECT count(s) AS times, count(*) FILTER (WHERE s % 86400 IN (28800, 57600)) AS sharp, count(*) FILTER (WHERE s % 86400 BETWEEN 1 AND 21599) AS night
       FROM (SELECT ${known.seconds} AS s FROM read_parquet(${sqlText(file)}))`,
    )
    const counts = { times: Number(row.times), sharp: Number(row.sharp), night: Number(row.night) }
    for (const finding of clockFindings(counts, known.atWindows)) this.#quality.push({ ...finding, table, column: known.column })
  }

  #more(code: QualityCode, table: TableName, column: string, more: number): void {
    const known = this.#quality.find((finding) => finding.code === code && finding.table === table && finding.column === column)
    if (known) known.count = (known.count ?? 0) + more
    else this.#quality.push({ code, table, column, count: more })
  }

  /** The columns of a table that some file has and some row fills, by the counts that Parquet keeps. */
  async #filled(table: TableName): Promise<string[]> {
    const file = join(this.#work, 'tables', `${table}.parquet`)
    const kept = await this.#db.rows(
      `SELECT path_in_schema AS name, sum(num_values) - sum(coalesce(stats_null_count, 0)) AS n FROM parquet_metadata(${sqlText(file)}) GROUP BY 1`,
    )
    const filled = new Set(kept.filter(({ n }) => Number(n) > 0).map(({ name }) => String(name)))
    const present = new Set([...(this.#files.get(table) ?? [])].flatMap(({ columns }) => [...columns.keys()]))
    return Object.keys(folderColumns[table])
      .filter((column) => present.has(column))
      .filter((column) => {
        const name = readAs[`${table}.${column}`] ?? column
        return Object.hasOwn(modelTables[table], name) ? filled.has(name) : true
      })
      .map((column) => `${table}.${column}`)
  }
}
