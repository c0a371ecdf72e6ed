import { mkdtemp, realpath, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FolderFailure, QualityFinding } from '#domain/screening/data-quality'
import { ClickHouseEngine, clickHouseServer } from '#platform/columnar/clickhouse'
import { type ColumnarEngine, peakMemoryMegabytes, type StatementLimits } from '#platform/columnar/columnar-engine'
import { DuckDb } from '#platform/columnar/duckdb'
import { loadChdb } from '#platform/columnar/load-chdb'
import { PostgresEngine } from '#platform/columnar/postgres'
import { currentTime } from '#platform/time'
import type { EngineName } from '#screening/population/dialect'
import type { Model, ModelBeyondData } from '#screening/population/model'
import { modelTables, type TableName, tableNames } from '#screening/population/tables'
import { lookThrough } from './folder'
import { Preparation } from './prepare'
import { type ModelHits, type ModelSkipped, runModels } from './run-models'

export type ScreeningOrder = {
  dir: string
  models: readonly Model[]
  beyondData?: readonly ModelBeyondData[]
  engine: EngineName
  url?: string
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

async function openEngine({ engine, url, memoryBytes }: ScreeningOrder, db: DuckDb): Promise<ColumnarEngine> {
  if (engine === 'postgres') return PostgresEngine.open(url ?? '', db, byPerson)
  if (engine === 'clickhouse') return ClickHouseEngine.open(url === undefined ? await loadChdb() : clickHouseServer(url), memoryBytes)
  return db
}

/** The tables that a model reads, and those that it only asks for: whether they are filled has to be looked at too. */
const tablesOf = ({ reads, needs }: Model): TableName[] => [
  ...reads,
  ...tableNames.filter((table) => needs.some((need) => need.split('|').some((column) => column.startsWith(`${table}.`)))),
]

async function isFolder(dir: string): Promise<boolean> {
  return stat(dir).then(
    (found) => found.isDirectory(),
    () => false,
  )
}

/** Screens a settlement folder. Reads the folder, works in a folder of its own under the system's temporary one, and leaves nothing there. */
export async function screenFolder(order: ScreeningOrder): Promise<Screening> {
  const { dir, models, memory, memoryBytes, progress } = order
  if (!(await isFolder(dir))) throw new UnusableFolder({ code: 'noFolder', folder: dir })
  const clock = () => currentTime().getTime()
  const started = clock()
  const work = await realpath(await mkdtemp(join(tmpdir(), 'qingyuan-screening-')))
  const db = await DuckDb.open({ memory: `${Math.floor((memoryBytes * ownShare) / 1e6)}MB`, temporary: join(work, 'spill') })
  let engine: ColumnarEngine | undefined
  try {
    const folder = await lookThrough(db, dir)
    if (folder.tables.size === 0)
      throw new UnusableFolder({ code: folder.quality.length > 0 ? 'nothingReadable' : 'noTables', folder: dir })
    engine = await openEngine(order, db)
    const wanted = new Set(models.flatMap(tablesOf))
    const prepared = await new Preparation(db, dir, folder, work).run(wanted, (name) => progress?.({ step: 'reading', name }))
    await engine.mount(prepared.tables)
    if (engine === db) await db.fence([join(work, 'tables')])
    const { run, skipped } = await runModels(engine, models, {
      filled: prepared.filled,
      limits: order.limits ?? usualLimits,
      clock,
      done: (name) => progress?.({ step: 'model', name }),
    })
    const beyond = (order.beyondData ?? []).map((model) => ({ model, reason: 'beyondData' as const, missing: [], detail: model.lacks }))
    return {
      run,
      skipped: [...skipped, ...beyond],
      quality: prepared.quality,
      rowsRead: prepared.rowsRead,
      seconds: (clock() - started) / 1000,
      peakMemoryMB: peakMemoryMegabytes(),
      engine: engine.name,
      engineVersion: engine.version,
      memoryLimit: memory,
    }
  } finally {
    if (engine && engine !== db) await engine.close()
    await db.close()
    await rm(work, { recursive: true, force: true })
  }
}
