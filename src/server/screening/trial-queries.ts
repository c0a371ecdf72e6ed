import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { beijingDay } from '#domain/kernel/civil-date'
import { versionName } from '#domain/screening/model-version'
import { screens, seesScreening } from '#domain/screening/settlement-load'
import { databaseTime } from '#platform/db'
import { whereReadable } from '../access'
import { query } from '../query'
import { differenceIn } from './back-test'
import { trialLoads } from './local-views'
import { modelsInUse } from './models-in-use'
import { triedStates } from './trial-models'

/** The versions that a run may try: those of the own place that wait, are yet to begin, or are over. */
export async function versionsToTry(actor: Actor) {
  if (!screens(actor)) return []
  const inUse = await modelsInUse(actor, beijingDay(await databaseTime()))
  const rows = await query(actor, (tx) =>
    tx.screeningModelVersion.findMany({
      where: {
        AND: [
          { state: { in: [...triedStates] }, kind: { not: 'retirement' } },
          { rangeLo: { lte: actor.regionNo }, rangeHi: { gte: actor.regionNo } },
          whereReadable(actor, 'screeningModelVersion'),
        ],
      },
      select: { id: true, code: true, builtOn: true, regionNo: true, revision: true, state: true },
      orderBy: [{ code: 'asc' }, { id: 'desc' }],
    }),
  )
  return rows
    .map(({ id, code, state, ...row }) => ({ id, code, state, name: versionName(row.builtOn, row) }))
    .filter(({ code, name }) => !inUse.some((model) => model.id === code && model.version === name))
}

const shownRuns = 20

const sameLoads = (one: readonly string[], other: readonly string[]) => one.join() === other.join()

/**
 * The runs of a model, the newest first: each with the run before or after it that another version made over the same data, to compare
 * the two by; how the newest pair differs; and the data over which a version can be tried. `null`: not for this person.
 */
export async function runsOfModel(actor: Actor, code: string) {
  if (!seesScreening(actor)) return null
  const found = await query(actor, (tx) =>
    tx.screeningRunModel.findMany({
      where: { code, skippedReason: null, run: { AND: [{ state: 'done' }, whereReadable(actor, 'screeningRun')] } },
      select: {
        ...{ modelVersion: true, hitCount: true, irregularFen: true },
        run: { select: { id: true, months: true, loadIds: true, trial: true, requestedAt: true } },
      },
      orderBy: { runId: 'desc' },
      take: shownRuns,
    }),
  )
  const runs = found.map(({ run, ...one }) => {
    const other = found.find(({ run: { loadIds }, modelVersion }) => modelVersion !== one.modelVersion && sameLoads(loadIds, run.loadIds))
    return { ...run, ...one, against: other ? { id: other.run.id, version: other.modelVersion } : null }
  })
  const pair = runs.find(({ against }) => against !== null)
  const difference = pair?.against ? await differenceIn(actor, code, pair.id, pair.against.id) : null
  return { runs, pair: pair ?? null, difference, loads: screens(actor) ? await trialLoads(actor) : [] }
}
export type RunsOfModel = NonNullable<Awaited<ReturnType<typeof runsOfModel>>>
