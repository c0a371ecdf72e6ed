import { lstat, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import type { QualityFinding } from '#domain/screening/data-quality'
import type { ControlSums, LoadFailure } from '#domain/screening/settlement-load'
import { ColumnarError, peakMemoryMegabytes } from '#platform/columnar/columnar-engine'
import { type DuckDb, sqlText } from '#platform/columnar/duckdb'
import { folderColumns, tableNames } from '#screening/population/tables'
import { controlOf } from './control-table'
import { lookThrough, type TableFile } from './folder'
import { writeIdentities } from './identities'
import { parquetForWork } from './netting'
import type { Prepared } from './prepare'
import { madeReady, UnusableFolder } from './screen-folder'

export type StoreOrder = { dir: string; store: string; memoryBytes: number }
export type Stored = {
  rows: Readonly<Record<string, number>>
  sums: ControlSums
  months: readonly string[]
  quality: readonly QualityFinding[]
  stated: ControlSums | null
  peakMemoryMB: number
}

type Progress = (what: string) => void

/** What a run needs to know of prepared tables besides the tables. */
export type PreparedNote = { filled: readonly string[]; quality: readonly QualityFinding[]; rowsRead: Prepared['rowsRead'] }

export const writeNote = (folder: string, { filled, quality, rowsRead }: Prepared): Promise<void> =>
  writeFile(join(folder, 'prepared.json'), JSON.stringify({ filled: [...filled], quality, rowsRead } satisfies PreparedNote))

async function hasLink(dir: string): Promise<string | null> {
  if ((await lstat(dir).catch(() => null))?.isSymbolicLink()) return basename(dir)
  const found = await readdir(dir, { recursive: true, withFileTypes: true })
  return found.find((entry) => entry.isSymbolicLink())?.name ?? null
}

async function one(db: DuckDb, sql: string): Promise<Record<string, unknown>> {
  return (await db.rows(sql))[0] ?? {}
}
const whole = (value: unknown) => String(value ?? 0).replace(/\..*$/, '')

async function sumsOf(db: DuckDb): Promise<ControlSums> {
  const setl = await one(
    db,
    'SELECT count(*) AS n, CAST(coalesce(sum(medfee_sumamt), 0) AS BIGINT) AS fee, CAST(coalesce(sum(fund_pay_sumamt), 0) AS BIGINT) AS fund FROM raw_setl',
  )
  const fee = await one(db, 'SELECT count(*) AS n, CAST(coalesce(sum(det_item_fee_sumamt), 0) AS BIGINT) AS fee FROM raw_fee')
  return {
    settlementRows: whole(setl.n),
    settlementFen: whole(setl.fee),
    fundFen: whole(setl.fund),
    feeRows: whole(fee.n),
    feeFen: whole(fee.fee),
  }
}

const monthsOf = async (db: DuckDb): Promise<string[]> =>
  (
    await db.rows(
      `SELECT DISTINCT strftime(DATE '1970-01-01' + CAST(setl_time // 86400 AS INTEGER), '%Y-%m') AS month FROM raw_setl WHERE setl_time IS NOT NULL ORDER BY 1`,
    )
  ).map(({ month }) => String(month))

/** A file of the delivery as Parquet, with the columns that are read and in the form in which they came. */
async function keep(db: DuckDb, { path, columns, form }: TableFile, known: readonly string[], to: string): Promise<void> {
  const wanted = known.filter((name) => columns.has(name))
  if (wanted.length === 0) return
  const names = [...columns.keys()].map((name) => `${sqlText(name)}: 'VARCHAR'`).join(', ')
  const source =
    form === 'parquet'
      ? `read_parquet(${sqlText(path)})`
      : `read_csv(${sqlText(path)}, auto_detect = false, header = true, columns = {${names}}, delim = ',', quote = '"', escape = '"', ignore_errors = true)`
  await db.run(`COPY (SELECT ${wanted.map((name) => `"${name}"`).join(', ')} FROM ${source}) TO ${sqlText(to)} (${parquetForWork})`)
}

/**
 * Takes a delivered folder into the store: its rows as they came (so that several deliveries can be netted together), and the tables of
 * the models made from them. The store appears whole, under its name, or not at all. Throws `UnusableFolder` as the screening of a folder.
 */
export async function storeFolder({ dir, store, memoryBytes }: StoreOrder, progress: Progress): Promise<Stored | { failure: LoadFailure }> {
  const link = await hasLink(dir)
  if (link !== null) return { failure: { code: 'linkInside', detail: link } }
  const work = `${store}.part`
  await rm(work, { recursive: true, force: true })
  await mkdir(join(work, 'raw'), { recursive: true, mode: 0o700 })
  let db: DuckDb | undefined
  try {
    const ready = await madeReady({ dirs: [dir], wanted: new Set(tableNames), memoryBytes, progress: ({ name }) => progress(name) }, work)
    db = ready.db
    const { prepared } = ready
    const months = await monthsOf(db)
    if (months.length === 0) return { failure: { code: 'noSettlements', detail: '' } }
    const sums = await sumsOf(db)
    const rows = prepared.rowsRead
    const { tables } = await lookThrough(db, dir)
    const unreadable = new Set(prepared.quality.flatMap(({ code, file }) => (code === 'fileUnreadable' && file ? [file] : [])))
    for (const [table, files] of tables)
      for (const [at, file] of files.entries()) {
        if (unreadable.has(relative(dir, file.path))) continue
        progress(table)
        await keep(db, file, Object.keys(folderColumns[table]), join(work, 'raw', `${table}-${at}.parquet`))
      }
    const stated = await controlOf(dir)
    await writeIdentities(db, work)
    await writeNote(work, prepared)
    await db.close()
    db = undefined
    for (const rest of await readdir(work)) if (rest.startsWith('raw_') || rest === 'spill') await rm(join(work, rest), { recursive: true })
    await rm(store, { recursive: true, force: true })
    await rename(work, store)
    return { rows, sums, months, quality: prepared.quality, stated, peakMemoryMB: peakMemoryMegabytes() }
  } catch (error) {
    if (error instanceof UnusableFolder) return { failure: { code: error.failure.code, detail: '' } }
    if (error instanceof ColumnarError && error.fault === 'memory') return { failure: { code: 'memory', detail: '' } }
    throw error
  } finally {
    await db?.close()
    await rm(work, { recursive: true, force: true })
  }
}
