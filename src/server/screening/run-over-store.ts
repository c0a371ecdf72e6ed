import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, readFile, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { QualityFinding } from '#domain/screening/data-quality'
import type { LimitedModel } from '#domain/screening/screening-run'
import { type MountedTable, peakMemoryMegabytes } from '#platform/columnar/columnar-engine'
import { type DuckDb, sqlText } from '#platform/columnar/duckdb'
import { currentTime } from '#platform/time'
import type { Hit, Model } from '#screening/population/model'
import { modelTables, tableNames } from '#screening/population/tables'
import { Identities, writeIdentities } from './identities'
import { type KeptRules, withKeptRules } from './kept-rules'
import { type ModelSkipped, runModels } from './run-models'
import { madeReady, openFor, usualLimits } from './screen-folder'
import { type PreparedNote, writeNote } from './store-folder'

export type RunOrder = {
  /** The stores of the loads. */
  stores: readonly string[]
  /** Where the tables made of all of them lie, or will. */
  prepared: string
  models: readonly Model[]
  /** Rules about items as they were in force when the run was started. */
  itemRules: KeptRules
  memoryBytes: number
  /** The file that the hits are written to, a line each. */
  out: string
}
export type ModelRan = { id: string; version: string; hits: number; seconds: number; involved: string; irregular: string; loss: string }
export type Ran = {
  ran: readonly ModelRan[]
  skipped: readonly (Pick<ModelSkipped, 'reason' | 'missing'> & { id: string; version: string })[]
  limited: readonly LimitedModel[]
  quality: readonly QualityFinding[]
  seconds: number
  peakMemoryMB: number
}

/**
 * A hit as it travels in the file, with the name that the delivery gives its institution, and the number of the document of the person whom it
 * is about: no later than in the database that is sealed.
 */
export type HitLine = Omit<Hit, 'involved_fen' | 'irregular_fen' | 'fund_loss_fen'> & {
  code: string
  version: string
  institution_name: string
  certno?: string
  involved_fen: string
  irregular_fen: string
  fund_loss_fen: string
}

type Progress = (what: string) => void

const exists = (path: string) => stat(path).then(Boolean, () => false)

const leftAfterMs = 24 * 3600_000

/** Removes what engines that were ended left of these tables a day ago or earlier. */
async function sweep(prepared: string): Promise<void> {
  const [folder, name] = [dirname(prepared), basename(prepared)]
  for (const part of await readdir(folder).catch(() => [])) {
    if (!part.startsWith(`${name}.`) || !part.endsWith('.part')) continue
    const changed = await stat(join(folder, part)).then(
      ({ mtimeMs }) => mtimeMs,
      () => 0,
    )
    if (currentTime().getTime() - changed > leftAfterMs) await rm(join(folder, part), { recursive: true, force: true })
  }
}

/** The tables of the models over several deliveries: made once, kept, and whole or not there. */
async function preparedTables({ stores, prepared, memoryBytes }: RunOrder, progress: Progress): Promise<PreparedNote> {
  if (!(await exists(join(prepared, 'prepared.json')))) {
    await sweep(prepared)
    const work = `${prepared}.${process.pid}-${randomUUID()}.part`
    await mkdir(work, { recursive: true, mode: 0o700 })
    try {
      const dirs = stores.map((store) => join(store, 'raw'))
      const ready = await madeReady({ dirs, wanted: new Set(tableNames), memoryBytes, progress: ({ name }) => progress(name) }, work)
      await writeIdentities(ready.db, work)
      await writeNote(work, ready.prepared)
      await ready.db.close()
      await rename(work, prepared).catch(async (error: unknown) => {
        if (!(await exists(join(prepared, 'prepared.json')))) throw error // another run has made it meanwhile: then it is used
      })
    } finally {
      await rm(work, { recursive: true, force: true })
    }
  }
  return JSON.parse(await readFile(join(prepared, 'prepared.json'), 'utf8')) as PreparedNote // written by writeNote alone
}

export const tablesIn = (prepared: string): MountedTable[] =>
  tableNames.map((name) => ({ name, columns: modelTables[name], file: join(prepared, 'tables', `${name}.parquet`) }))

/** The names of institutions, in force before the fence. */
async function namesOf(db: DuckDb, prepared: string): Promise<Map<string, string>> {
  const rows = await db.rows(
    `SELECT fixmedins_code AS code, fixmedins_name AS name FROM read_parquet(${sqlText(join(prepared, 'tables', 'institution.parquet'))}) WHERE fixmedins_code IS NOT NULL`,
  )
  return new Map(rows.map(({ code, name }) => [String(code), String(name ?? '')]))
}

const sum = (hits: readonly Hit[], field: 'involved_fen' | 'irregular_fen' | 'fund_loss_fen') =>
  hits.reduce((total, hit) => total + hit[field], 0n).toString()

/** Runs models over stored deliveries; the hits go to a file, and what became of each model is told. */
export async function runOverStore(order: RunOrder, progress: Progress): Promise<Ran> {
  const clock = () => currentTime().getTime()
  const started = clock()
  const note = await preparedTables(order, progress)
  const prepared = await realpath(order.prepared)
  const work = `${order.out}.work`
  await mkdir(work, { recursive: true, mode: 0o700 })
  const db = await openFor(order.memoryBytes, work)
  const identities = new Identities(prepared, work)
  const file = createWriteStream(order.out, { mode: 0o600 })
  try {
    const names = await namesOf(db, prepared)
    const rules = join(await realpath(work), 'rules')
    const ruled = await withKeptRules(db, { tables: tablesIn(prepared), filled: new Set(note.filled) }, order.itemRules, rules)
    await db.mount(ruled.tables)
    await db.fence([join(prepared, 'tables'), rules])
    const ran: ModelRan[] = []
    const skipped: ModelSkipped[] = []
    const limited: LimitedModel[] = []
    for (const model of order.models) {
      progress(model.id)
      const outcome = await runModels(db, [model], { filled: ruled.filled, limits: usualLimits, clock, done: () => undefined })
      skipped.push(...outcome.skipped)
      for (const { hits, seconds, limited: lacks } of outcome.run) {
        limited.push(...lacks)
        const sums = { involved: sum(hits, 'involved_fen'), irregular: sum(hits, 'irregular_fen'), loss: sum(hits, 'fund_loss_fen') }
        ran.push({ id: model.id, version: model.version, hits: hits.length, seconds, ...sums })
        const certnos = await identities.of(hits.flatMap((hit) => (hit.subject_type === 'person' ? hit.subject_id : [])))
        for (const hit of hits) {
          const certno = hit.subject_type === 'person' ? certnos.get(hit.subject_id) : undefined // left out of the line where there is none
          if (!file.write(`${JSON.stringify({ ...lineOf(model, hit, names), certno } satisfies HitLine)}\n`)) await once(file, 'drain')
        }
      }
    }
    return {
      ran,
      // The engine's own words quote the cells that it stumbled over: what is kept is the kind of fault.
      skipped: skipped.map(({ model, reason, missing }) => ({ id: model.id, version: model.version, reason, missing })),
      ...{ limited, quality: note.quality, seconds: (clock() - started) / 1000, peakMemoryMB: peakMemoryMegabytes() },
    }
  } finally {
    file.end()
    await once(file, 'close')
    await identities.close()
    await db.close()
    await rm(work, { recursive: true, force: true })
  }
}

/** A database takes no text with this character in it. */
const withoutNul = (text: string) => text.replaceAll('\0', '')
const jsonWithoutNul = (json: string) =>
  json.includes('\\u0000')
    ? JSON.stringify(JSON.parse(json, (_, value: unknown) => (typeof value === 'string' ? withoutNul(value) : value)))
    : json

export const lineOf = ({ id, version }: Pick<Model, 'id' | 'version'>, hit: Hit, names: ReadonlyMap<string, string>): HitLine => ({
  ...{ ...hit, code: id, version, institution_name: withoutNul(names.get(hit.institution) ?? '') },
  ...{ subject_id: withoutNul(hit.subject_id), institution: withoutNul(hit.institution), period: withoutNul(hit.period) },
  evidence: jsonWithoutNul(hit.evidence),
  ...{ involved_fen: String(hit.involved_fen), irregular_fen: String(hit.irregular_fen), fund_loss_fen: String(hit.fund_loss_fen) },
})
