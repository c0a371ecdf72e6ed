import 'server-only'
import { readdir } from 'node:fs/promises'
import type { Actor } from '#domain/kernel/access'
import { type Result, refuse } from '#domain/kernel/result'
import { takeStep } from '#domain/kernel/workflow'
import {
  acceptLoadInput,
  type ControlSums,
  cancelLoadInput,
  type LoadReport,
  loadSettlementInput,
  loadSteps,
  maySayWhy,
  screens,
} from '#domain/screening/settlement-load'
import { audit } from '#platform/audit'
import { plan } from '#platform/outbox'
import { whereMay } from '../access'
import { type Context, command, preparedCommand } from '../command'
import type { Job } from '../jobs'
import { must } from '../refused'
import { deliveriesOf } from './apart'
import { forgetStore } from './forget-store'
import { oneComesIntoUse, overlapping, supersede } from './supersede'

/** The deliveries that lie ready for a region: folders themselves, no links to elsewhere. */
export async function deliveriesAt(regionNo: number): Promise<string[]> {
  const found = await readdir(deliveriesOf(regionNo), { withFileTypes: true }).catch(() => [])
  return found
    .filter((entry) => entry.isDirectory() && !entry.isSymbolicLink() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort()
}

const given = (sums: Readonly<Record<string, string>>): ControlSums =>
  Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== ''))

/**
 * Takes a delivery in (数据接入): the reading is planned, and its load stands on the page from now on.
 * Refuses `notFound` for whoever takes no data in, `deliveryMissing`, `alreadyExists` while the same folder is being read or waits to be accepted.
 * Commits together: the load, the job, the audit entry.
 */
export const takeDelivery = preparedCommand(
  'settlement.load',
  loadSettlementInput,
  async ({ actor }): Promise<readonly string[]> => (screens(actor) ? deliveriesAt(actor.regionNo) : []),
  async ({ tx, actor, now, requestId }, input, deliveries) => {
    const { agencyId } = actor
    if (!screens(actor) || agencyId === null) return must(refuse('notFound'))
    if (!deliveries.includes(input.folder)) return must(refuse('deliveryMissing', { folder: input.folder }))
    const control = given({
      ...{ settlementRows: input.settlementRows, settlementFen: input.settlement, fundFen: input.fund },
      ...{ feeRows: input.feeRows, feeFen: input.fee },
    })
    const { id } = await tx.settlementLoad.create({
      data: {
        ...{ agencyId, department: 'MI', regionNo: actor.regionNo, folder: input.folder, control },
        ...{ requestedById: actor.userId, requestedByName: actor.name, requestedAt: now },
      },
      select: { id: true },
    })
    await plan<Job>(tx, { kind: 'loadSettlement', loadId: id }, { dedupeKey: id, runAt: now })
    await audit(tx, {
      ...{ at: now, actor, action: 'settlement.load', subject: { type: 'settlementLoad', id }, requestId },
      change: { folder: [null, input.folder] },
    })
    return { loadId: id }
  },
)

const findLoad = async ({ tx, actor }: Context, loadId: string, version: number, step: 'cancel' | 'accept') => {
  const found = await tx.settlementLoad.findFirst({
    where: { AND: [{ id: loadId }, whereMay(actor, loadSteps[step].by, 'settlementLoad')] },
  })
  if (!found || !seesLoad(actor)) return must(refuse('notFound'))
  const report = found.report as Partial<LoadReport> // written by the reading alone
  const load = { ...found, differing: (report.differences ?? []).length > 0 }
  must(takeStep(loadSteps[step], load, actor))
  if (found.version !== version) must(refuse('changedMeanwhile'))
  return load
}
const seesLoad = (actor: Actor) => actor.clearance >= 2

async function move(
  { tx, actor, now, requestId }: Context,
  load: { id: string; version: number; state: string },
  data: { state: 'cancelled' | 'loaded' } & Record<string, unknown>,
  action: `${string}.${string}`,
) {
  const moved = await tx.settlementLoad.updateMany({
    where: { id: load.id, version: load.version },
    data: { ...data, version: { increment: 1 } },
  })
  if (moved.count === 0) must(refuse('changedMeanwhile'))
  const { state, acceptReason } = data
  const change = { state: [load.state, state] as const, ...(acceptReason ? { reason: [null, acceptReason] as const } : {}) }
  await audit(tx, { at: now, actor, action, subject: { type: 'settlementLoad', id: load.id }, change, requestId })
}

const cancelling = command('settlement.cancel', cancelLoadInput, async (context, { loadId, version }) => {
  const load = await findLoad(context, loadId, version, 'cancel')
  await move(context, load, { state: 'cancelled', finishedAt: context.now, leaseUntil: null }, 'settlement.cancel')
  return load.id
})

/** Stops a delivery being read, or leaves it aside; what was stored of it goes. Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const cancelLoad: typeof cancelling = async (...asked) => {
  const outcome = await cancelling(...asked)
  if (outcome.ok) await forgetStore(outcome.value)
  return outcome
}

/**
 * Takes data whose sums nobody stated, or are not those stated, into use, with the reason (差异说明). Where they differ, another person than
 * who took the delivery in says so. Refuses `notFound`, `wrongState`, `changedMeanwhile`, `samePerson`, `monthTwice`.
 */
export const acceptLoad = command('settlement.accept', acceptLoadInput, async (context, { loadId, version, reason }) => {
  const { tx, actor, now } = context
  const load = await findLoad(context, loadId, version, 'accept')
  await oneComesIntoUse(tx, load.agencyId)
  must(maySayWhy(load, actor.userId))
  must(await nothingHalfThere(context, load))
  await move(
    context,
    load,
    { state: 'loaded', acceptedById: actor.userId, acceptedByName: actor.name, acceptedAt: now, acceptReason: reason },
    'settlement.accept',
  )
  await supersede(tx, load.agencyId, load.months, load.id, now)
  return null
})

async function nothingHalfThere({ tx }: Context, load: { id: string; agencyId: string; months: string[] }): Promise<Result<void>> {
  const partly = (await overlapping(tx, load.agencyId, load.months, load.id)).filter(
    ({ months }) => !months.every((month) => load.months.includes(month)),
  )
  return partly.length === 0 ? { ok: true, value: undefined } : refuse('monthTwice', { folders: partly.map(({ folder }) => folder) })
}
