import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { beijingDay } from '#domain/kernel/civil-date'
import { isUuid } from '#domain/kernel/uuid'
import type { RunReport } from '#domain/screening/screening-run'
import { type LoadFailure, type LoadReport, loadSteps, screens, seesScreening } from '#domain/screening/settlement-load'
import { databaseTime } from '#platform/db'
import type { Model } from '#screening/population/model'
import { may, whereReadable } from '../access'
import { query } from '../query'
import { deliveriesAt } from './take-data'

/** What is proposed as the day by which leads are verified. */
const usualDays = 30

/** Written by the reading of the delivery alone. */
type Report = Partial<LoadReport> & { failure?: LoadFailure }

/** What waits in the folder of the region, and what was taken in, newest first. `null` for whoever does not screen. */
export async function settlementData(actor: Actor) {
  if (!seesScreening(actor)) return null
  const deliveries = await deliveriesAt(actor.regionNo)
  const loads = await query(actor, (tx) =>
    tx.settlementLoad.findMany({ where: whereReadable(actor, 'settlementLoad'), orderBy: { requestedAt: 'desc' }, take: 50 }),
  )
  return { place: String(actor.regionNo), deliveries, loads, mayTake: screens(actor) }
}

export async function getLoad(actor: Actor, id: string) {
  if (!isUuid(id) || !seesScreening(actor)) return null
  const load = await query(actor, (tx) => tx.settlementLoad.findFirst({ where: { AND: [{ id }, whereReadable(actor, 'settlementLoad')] } }))
  if (!load) return null
  const mayStep = (step: 'accept' | 'cancel') =>
    loadSteps[step].from.includes(load.state) && may(actor, loadSteps[step].by, 'settlementLoad', load)
  return { ...load, report: load.report as Report, mayAccept: mayStep('accept'), mayCancel: mayStep('cancel') }
}

/** The runs, newest first, and the data that a run may be started over. */
export async function screeningRuns(actor: Actor) {
  if (!seesScreening(actor)) return null
  const { runs, loads } = await query(actor, async (tx) => ({
    runs: await tx.screeningRun.findMany({
      where: whereReadable(actor, 'screeningRun'),
      omit: { models: true },
      include: { outcomes: { select: { hitCount: true, irregularFen: true } } },
      orderBy: { requestedAt: 'desc' },
      take: 50,
    }),
    loads: await tx.settlementLoad.findMany({
      where: { AND: [{ state: 'loaded', supersededAt: null, agencyId: actor.agencyId ?? '' }, whereReadable(actor, 'settlementLoad')] },
      orderBy: { requestedAt: 'desc' },
      select: { id: true, folder: true, months: true },
    }),
  }))
  return { runs, loads, mayStart: screens(actor) }
}

export async function getRun(actor: Actor, id: string) {
  if (!isUuid(id) || !seesScreening(actor)) return null
  const run = await query(actor, async (tx) => {
    const found = await tx.screeningRun.findFirst({
      where: { AND: [{ id }, whereReadable(actor, 'screeningRun')] },
      include: { outcomes: { orderBy: { position: 'asc' } } },
    })
    const ruleLists = await tx.screeningRuleList.findMany({
      where: { AND: [{ id: { in: found?.ruleListIds ?? [] } }, whereReadable(actor, 'screeningRuleList')] },
      select: { id: true, fileName: true },
      orderBy: { id: 'asc' },
    })
    return found && { ...found, ruleLists }
  })
  if (!run) return null
  const own = screens(actor) && run.agencyId === actor.agencyId
  // Both are kept by the command and the run alone.
  const usuallyDueOn = beijingDay(new Date((await databaseTime()).getTime() + usualDays * 86_400_000))
  return {
    ...run,
    usuallyDueOn,
    models: run.models as unknown as Model[],
    report: run.report as Partial<RunReport>,
    mayAct: own,
    mayIssue: own && !run.trial,
  }
}
