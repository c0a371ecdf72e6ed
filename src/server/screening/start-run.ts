import 'server-only'
import { beijingDay } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { takeStep } from '#domain/kernel/workflow'
import { cancelRunInput, runSteps, startRunInput } from '#domain/screening/screening-run'
import { screens } from '#domain/screening/settlement-load'
import { audit } from '#platform/audit'
import { plan } from '#platform/outbox'
import type { Model } from '#screening/population/model'
import { whereMay } from '../access'
import { command, preparedCommand } from '../command'
import type { Job } from '../jobs'
import { must } from '../refused'
import { itemRulesForRun } from './item-rules-in-use'
import { modelsInUse } from './models-in-use'
import { trialModels } from './trial-models'

/** As much of a model as a run needs, and its pages show: the worked example stays behind. */
const kept = ({ example: _, ...model }: Model) => model

/** The models of a run: those in use, or for a trial (试算) the versions named and, beside them, what is in use by the codes named. */
function chosenModels(codes: readonly string[], inUse: readonly Model[], tried: readonly Model[]): readonly Model[] {
  if (tried.length === 0) return inUse.filter(({ id }) => codes.length === 0 || codes.includes(id))
  return [...tried, ...inUse.filter(({ id }) => codes.includes(id) && !tried.some((one) => one.id === id))]
}

/**
 * Starts a run (筛查): the loads, the models with their parameters and the lists of item rules are kept with it as they are now.
 * Where versions are named it is a trial (试算): it is back-tested as any other, and nothing of it is ever issued.
 * Refuses `notFound` (whoever does not screen, a load that is not the agency's own or does not stand), `modelsUnknown` (also a version that
 * cannot be tried here, or two of one model).
 * Commits together: the run, the job, the audit entry.
 */
export const startRun = preparedCommand(
  'screening.run',
  startRunInput,
  async ({ actor, now }, { versions }) => {
    if (!screens(actor)) return { inUse: [], tried: [], rules: {} }
    const tried = await trialModels(actor, versions)
    return { inUse: await modelsInUse(actor, beijingDay(now)), tried, rules: await itemRulesForRun(actor) }
  },
  async ({ tx, actor, now, requestId }, { loadIds, codes, versions }, { inUse, tried, rules }) => {
    const { agencyId } = actor
    if (!screens(actor) || agencyId === null) return must(refuse('notFound'))
    const loads = await tx.settlementLoad.findMany({
      where: { AND: [{ id: { in: loadIds }, state: 'loaded', supersededAt: null }, whereMay(actor, runSteps.cancel.by, 'settlementLoad')] },
      select: { id: true, months: true },
    })
    if (loads.length !== new Set(loadIds).size) must(refuse('notFound'))
    const unknown = codes.filter((code) => !inUse.some(({ id }) => id === code))
    if (unknown.length > 0) must(refuse('modelsUnknown', { codes: unknown }))
    const [wanted, found] = [new Set(versions).size, new Set(tried.map(({ id }) => id)).size]
    if (wanted !== found || found !== tried.length) must(refuse('modelsUnknown', { codes: [] }))
    const trial = tried.length > 0
    const models = chosenModels(codes, inUse, tried)
    const { id } = await tx.screeningRun.create({
      data: {
        ...{ agencyId, department: 'MI', regionNo: actor.regionNo, loadIds: loads.map((load) => load.id).sort() },
        ...{ months: [...new Set(loads.flatMap(({ months }) => months))].sort(), models: models.map(kept) as object[] },
        ...rules,
        trial,
        ...{ requestedById: actor.userId, requestedByName: actor.name, requestedAt: now },
      },
      select: { id: true },
    })
    await plan<Job>(tx, { kind: 'runScreening', runId: id }, { dedupeKey: id, runAt: now })
    await audit(tx, {
      ...{ at: now, actor, action: 'screening.run', subject: { type: 'screeningRun', id }, requestId },
      change: {
        models: [null, models.length],
        loads: [null, loads.length],
        ...(trial ? { versions: [null, tried.map(({ id, version }) => `${id} ${version}`).join('、')] as const } : {}),
      },
    })
    return { runId: id }
  },
)

/** Stops a run; nothing of it is kept. Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const cancelRun = command('screening.cancel', cancelRunInput, async ({ tx, actor, now, requestId }, { runId, version }) => {
  const run = await tx.screeningRun.findFirst({ where: { AND: [{ id: runId }, whereMay(actor, runSteps.cancel.by, 'screeningRun')] } })
  if (!run || !screens(actor)) return must(refuse('notFound'))
  const { to } = must(takeStep(runSteps.cancel, run, actor))
  const moved = await tx.screeningRun.updateMany({
    where: { id: run.id, version, state: run.state },
    data: { state: to, finishedAt: now, leaseUntil: null, version: { increment: 1 } },
  })
  if (moved.count === 0) must(refuse('changedMeanwhile'))
  await audit(tx, {
    at: now,
    actor,
    action: 'screening.cancel',
    subject: { type: 'screeningRun', id: run.id },
    change: { state: [run.state, to] },
    requestId,
  })
  return null
})
