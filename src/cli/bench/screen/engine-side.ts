// One engine of the comparison, in a process of its own: it does what it is told, one thing at a time, until its line is cut.
import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ClickHouseEngine } from '#platform/columnar/clickhouse'
import type { ColumnarEngine, MountedTable } from '#platform/columnar/columnar-engine'
import { peakMemoryMegabytes } from '#platform/columnar/columnar-engine'
import { DuckDb } from '#platform/columnar/duckdb'
import { loadChdb } from '#platform/columnar/load-chdb'
import { PostgresEngine } from '#platform/columnar/postgres'
import { populationModels } from '#screening/population/catalogue'
import type { EngineName } from '#screening/population/dialect'
import { hitsAsCsv } from '#screening/population/hits-csv'
import type { Hit } from '#screening/population/model'
import { modelTables, tableNames } from '#screening/population/tables'
import { hitsOf, missingFor, runModels } from '#server/screening/run-models'
import { madeReady, openFor } from '#server/screening/screen-folder'
import { tuneTables } from './tuned-postgres'

export type SideOrder = { engine: EngineName; folder: string; work: string; memoryBytes: number; timeoutMs: number; url?: string }
export type Ready = {
  seconds: number
  version: string
  lines: number
  missing: readonly string[]
  citus: boolean
  storage: 'columnar' | 'row'
}
/** What a model came to: its hits are compared by their digest, whatever their order. */
export type ModelTime = { id: string; ms: number; hits: number; digest: string; fault: string }
export type SideTasks = {
  /** Reads the folder and makes the tables of the models (DuckDB), or loads those (the others). */
  ready: (order: SideOrder) => Promise<Ready>
  /** Every column of every fee line, once. */
  pass: () => Promise<number>
  models: (ids: readonly string[]) => Promise<ModelTime[]>
  /** Runs every model once more and writes its hits as `screen run` does. Answers with the models that could not run. */
  writeHits: (file: string) => Promise<string[]>
  peak: () => Promise<number>
}

const mounted = (work: string): MountedTable[] =>
  tableNames.map((name) => ({ name, columns: modelTables[name], file: join(work, 'tables', `${name}.parquet`) }))

let engine: ColumnarEngine | undefined
let timeoutMs = 0
let filled: ReadonlySet<string> = new Set()
const maxRows = 5_000_000

const secondsSince = (begun: number) => (performance.now() - begun) / 1000

async function readyDuckDb({ folder, work, memoryBytes }: SideOrder): Promise<Ready> {
  const begun = performance.now()
  const { db, prepared } = await madeReady({ dirs: [folder], wanted: new Set(tableNames), memoryBytes }, work)
  await db.close()
  const seconds = secondsSince(begun)
  const screened = await openFor(memoryBytes, work)
  await screened.mount(mounted(work))
  await screened.fence([join(work, 'tables')])
  engine = screened
  filled = prepared.filled
  const missing = populationModels.filter((model) => missingFor(model, prepared.filled).length > 0).map(({ id }) => id)
  return { seconds, version: screened.version, lines: prepared.rowsRead.fee ?? 0, missing, citus: false, storage: 'columnar' }
}

async function readyClickHouse({ work, memoryBytes }: SideOrder): Promise<Ready> {
  const chdb = await ClickHouseEngine.open(await loadChdb(), memoryBytes)
  const begun = performance.now()
  await chdb.mount(mounted(work))
  engine = chdb
  return { seconds: secondsSince(begun), version: chdb.version, lines: 0, missing: [], citus: false, storage: 'columnar' }
}

async function readyPostgres({ work, url = '' }: SideOrder): Promise<Ready> {
  const reader = await DuckDb.open({ memory: '1GB', temporary: join(work, 'reader') })
  const postgres = await PostgresEngine.open(
    url,
    () => reader,
    ({ columns }) => (Object.hasOwn(columns, 'psn_no') ? 'psn_no' : null),
  )
  const begun = performance.now()
  await postgres.mount(mounted(work))
  await reader.close()
  await tuneTables(url)
  engine = postgres
  return {
    seconds: secondsSince(begun),
    version: postgres.version,
    lines: 0,
    missing: [],
    citus: postgres.citus,
    storage: postgres.storage,
  }
}

/** Reads every value: of text its length, of numbers their sum. Counts and bounds alone would come out of the file's directory. */
const wholePass = `SELECT count(*) AS n, ${Object.entries(modelTables.fee)
  .map(([name, type]) => (type === 'text' ? `sum(length("${name}")) AS "${name}"` : `sum("${name}") AS "${name}"`))
  .join(', ')} FROM fee`

const lineOf = (hit: Hit) => JSON.stringify(hit, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))

async function timed(id: string): Promise<ModelTime> {
  const model = populationModels.find((one) => one.id === id)
  if (!engine || !model) throw new Error(`no model ${id}, or nothing is ready`)
  const begun = performance.now()
  try {
    const hits = await hitsOf(engine, model, { timeoutMs, maxRows })
    const ms = performance.now() - begun
    const digest = createHash('sha256')
    for (const line of hits.map(lineOf).sort()) digest.update(line)
    return { id, ms, hits: hits.length, digest: digest.digest('hex'), fault: '' }
  } catch (error) {
    const fault = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    return { id, ms: performance.now() - begun, hits: 0, digest: '', fault }
  }
}

const tasks: SideTasks = {
  ready: (order) => {
    timeoutMs = order.timeoutMs
    if (order.engine === 'duckdb') return readyDuckDb(order)
    return order.engine === 'clickhouse' ? readyClickHouse(order) : readyPostgres(order)
  },
  pass: async () => {
    const begun = performance.now()
    await engine?.select(wholePass, { timeoutMs, maxRows: 1 })
    return performance.now() - begun
  },
  models: async (ids) => {
    const times: ModelTime[] = []
    for (const id of ids) times.push(await timed(id))
    return times
  },
  writeHits: async (file) => {
    if (!engine) throw new Error('nothing is ready')
    const limits = { timeoutMs, maxRows }
    const { run, skipped } = await runModels(engine, populationModels, {
      filled,
      limits,
      clock: () => performance.now(),
      done: () => undefined,
    })
    await writeFile(file, hitsAsCsv(run))
    return skipped.map(({ model }) => model.id)
  },
  peak: async () => peakMemoryMegabytes(),
}

process.once('disconnect', () => process.exit())
process.on('message', async (message) => {
  // A task goes with its own input; TypeScript cannot follow the pairing through an index.
  const { task, input } = message as { task: keyof SideTasks; input: never }
  try {
    process.send?.({ answer: await tasks[task](input) })
  } catch (error) {
    process.send?.({ fault: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
})
