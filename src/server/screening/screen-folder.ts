import { mkdtemp, realpath, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FolderFailure, QualityFinding } from '#domain/screening/data-quality'
import { ClickHouseEngine, clickHouseServer } from '#platform/columnar/clickhouse'
import { type ColumnarEngine, ColumnarError, peakMemoryMegabytes, type StatementLimits } from '#platform/columnar/columnar-engine'
import { DuckDb } from '#platform/columnar/duckdb'
import { loadChdb } from '#platform/columnar/load-chdb'
import { PostgresEngine } from '#platform/columnar/postgres'
import { currentTime } from '#platform/time'
import type { EngineName } from '#screening/population/dialect'
import type { Model, ModelBeyondData } from '#screening/population/model'
import { modelTables, type TableName, tableNames } from '#screening/population/tables'
import { damagedFiles, type Folder, lookThrough } from './folder'
import { type KeptRules, withKeptRules } from './kept-rules'
import { Preparation, type Prepared } from './prepare'
import { type ModelHits, type ModelSkipped, runModels } from './run-models'

export type ScreeningOrder = {
  dir: string
  models: readonly Model[]
  beyondData?: readonly ModelBeyondData[]
  engine: EngineName
  url?: string
  /** Rules about items that bureaus keep, beside those that the folder brings. */
  itemRules?: KeptRules
  /** As DuckDB writes sizes. */
  memory: string
  memoryBytes: number
  limits?: StatementLimits
  progress?: (what: { step: 'reading' | 'model'; name: string }) => void
}

export type Screening = {
  run: readonly ModelHits[]
  skipped: readonly ModelSkipped[]
  quality: readonly QualityFinding[]
  rowsRead: Readonly<Partial<Record<TableName, number>>>
  seconds: number
  peakMemoryMB: number
  engine: EngineName
  engineVersion: string
  /** How the engine keeps the tables: by column, or by row. */
  storage: ColumnarEngine['storage']
  memoryLimit: string
}

/** A model that takes longer than this, or finds more than this, has gone wrong. */
export const usualLimits: StatementLimits = { timeoutMs: 30 * 60_000, maxRows: 1_000_000 }

/** Of the memory that is given; the rest is for what an engine's limit does not count: writing Parquet, and this process itself. */
const ownShare = 0.85

/** The folder is none that can be screened at all. */
export class UnusableFolder extends Error {
  readonly failure: FolderFailure

  constructor(failure: FolderFailure) {
    super(failure.code)
    this.failure = failure
  }
}

/** On a Citus cluster rows lie by person; what belongs to nobody lies on every node. */
const byPerson = ({ name }: { name: string }) => (Object.hasOwn(modelTables[name as TableName], 'psn_no') ? 'psn_no' : null)

/** The server that models are to run on, if that is not the database that prepares the folder: an address that does not answer is said at once. */
async function openServer({ engine, url, memoryBytes }: ScreeningOrder, reader: () => DuckDb): Promise<ColumnarEngine | null> {
  if (engine === 'postgres') return PostgresEngine.open(url ?? '', reader, byPerson)
  if (engine === 'clickhouse') return ClickHouseEngine.open(url === undefined ? await loadChdb() : clickHouseServer(url), memoryBytes)
  return null
}

/** The tables that a model reads, and those that it only asks for: whether they are filled has to be looked at too. */
const tablesOf = ({ reads, needs, lessWithout = [] }: Model): TableName[] => {
  const asked = [...needs.flatMap((need) => need.split('|')), ...lessWithout.map(({ column }) => column)]
  return [...reads, ...tableNames.filter((table) => asked.some((column) => column.startsWith(`${table}.`)))]
}

async function isFolder(dir: string): Promise<boolean> {
  return stat(dir).then(
    (found) => found.isDirectory(),
    () => false,
  )
}

/** A database for a folder, or for the tables made of it, within the share of the memory that is its own. */
export const openFor = (memoryBytes: number, work: string): Promise<DuckDb> =>
  DuckDb.open({ memory: `${Math.floor((memoryBytes * ownShare) / 1e6)}MB`, temporary: join(work, 'spill') })

export const tablesFor = (models: readonly Model[]): Set<TableName> => new Set(models.flatMap(tablesOf))

/** Several deliveries as one folder: what one took back of another is netted, what both hold is counted once. */
async function lookThroughAll(db: DuckDb, dirs: readonly string[], damaged: ReadonlySet<string>): Promise<Folder> {
  const folders: Folder[] = []
  for (const dir of dirs) folders.push(await lookThrough(db, dir, damaged))
  const tables = new Map(
    tableNames.flatMap((table) => {
      const files = folders.flatMap((folder) => folder.tables.get(table) ?? [])
      return files.length > 0 ? [[table, files] as const] : []
    }),
  )
  return { tables, quality: folders.flatMap(({ quality }) => quality) }
}

type Readying = Pick<ScreeningOrder, 'memoryBytes' | 'progress'> & { dirs: readonly string[]; wanted: ReadonlySet<TableName> }

/** Folders made ready in a database of their own. Where a damaged file stops that, it is done again without the file. */
export async function madeReady(
  order: Readying,
  work: string,
  damaged: ReadonlySet<string> = new Set(),
): Promise<{ db: DuckDb; prepared: Prepared }> {
  const { dirs, wanted, memoryBytes, progress } = order
  const dir = dirs[0] ?? ''
  const db = await openFor(memoryBytes, work)
  let folder: Folder | undefined
  try {
    folder = await lookThroughAll(db, dirs, damaged)
    if (folder.tables.size === 0)
      throw new UnusableFolder({ code: folder.quality.length > 0 ? 'nothingReadable' : 'noTables', folder: dir })
    return { db, prepared: await new Preparation(db, dir, folder, work).run(wanted, (name) => progress?.({ step: 'reading', name })) }
  } catch (error) {
    const found =
      folder && error instanceof ColumnarError && error.fault === 'statement' && damaged.size === 0
        ? await damagedFiles(db, folder)
        : new Set<string>()
    await db.close()
    if (found.size === 0) throw error
    return madeReady(order, work, found)
  }
}

/** Screens a settlement folder. Works in a folder of its own under the system's temporary one, and leaves nothing there. */
export async function screenFolder(order: ScreeningOrder): Promise<Screening> {
  const { dir, models, memory, progress } = order
  if (!(await isFolder(dir))) throw new UnusableFolder({ code: 'noFolder', folder: dir })
  const clock = () => currentTime().getTime()
  const started = clock()
  const work = await realpath(await mkdtemp(join(tmpdir(), 'qingyuan-screening-')))
  let server: ColumnarEngine | null = null
  let db: DuckDb | undefined
  try {
    server = await openServer(order, () => {
      if (!db) throw new Error('nothing is prepared yet')
      return db
    })
    const ready = await madeReady({ ...order, dirs: [dir], wanted: tablesFor(models) }, work)
    db = ready.db
    const { prepared } = ready
    const ruled = await withKeptRules(db, prepared, order.itemRules ?? { regionNo: 0, rules: [] }, join(work, 'rules'))
    if (!server) await db.fence([join(work, 'tables'), join(work, 'rules')])
    const engine = server ?? db
    await engine.mount(ruled.tables)
    const { run, skipped } = await runModels(engine, models, {
      filled: ruled.filled,
      limits: order.limits ?? usualLimits,
      clock,
      done: (name) => progress?.({ step: 'model', name }),
    })
    const beyond = (order.beyondData ?? []).map((model) => ({ model, reason: 'beyondData' as const, missing: [], detail: model.lacks }))
    return {
      ...{ run, skipped: [...skipped, ...beyond], quality: prepared.quality, rowsRead: prepared.rowsRead },
      ...{ seconds: (clock() - started) / 1000, peakMemoryMB: peakMemoryMegabytes() },
      ...{ engine: engine.name, engineVersion: engine.version, storage: engine.storage, memoryLimit: memory },
    }
  } finally {
    await server?.close()
    await db?.close()
    await rm(work, { recursive: true, force: true })
  }
}
