import 'server-only'
import { beijingDay, type CivilDate, fromDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { digitsOf, isForced } from '#domain/self-inspection/draw'
import { checkDrawInput, giveUpDrawInput } from '#domain/self-inspection/inputs'
import { checkDrawGrants, giveUpDrawGrants } from '#domain/self-inspection/steps'
import { audit } from '#platform/audit'
import type { SpotCheck } from '#platform/prisma/client'
import { whereMay, whereReadable } from '../access'
import { type Context, command } from '../command'
import { must } from '../refused'
import { addAnnounced, nextRound } from './announced-draw'
import { announcedIds, keepsAway } from './draw-population'

/**
 * Holds the number of a draw against what was published (号码核对): somebody else reads it in its source and types it again. Until then the
 * list is shown as not checked.
 *
 * Refuses `notFound`, `wrongState` (not drawn, or checked), `samePerson` (who drew it), `drawValueDiffers`, `changedMeanwhile`.
 */
export const checkDraw = command('spotCheck.check', checkDrawInput, async ({ tx, actor, now, requestId }, { spotCheckId, sourceValue }) => {
  const found = await tx.spotCheck.findFirst({ where: { AND: [{ id: spotCheckId }, whereMay(actor, checkDrawGrants, 'spotCheck')] } })
  const draw = found ?? must(refuse('notFound'))
  if (draw.drawnAt === null || draw.checkedAt !== null) must(refuse('wrongState'))
  if (draw.drawnById === actor.userId) must(refuse('samePerson'))
  if (digitsOf(sourceValue) !== digitsOf(draw.sourceValue ?? '')) must(refuse('drawValueDiffers'))
  const checked = await tx.spotCheck.updateMany({
    where: { id: draw.id, checkedAt: null },
    data: { checkedById: actor.userId, checkedByName: actor.name, checkedAt: now },
  })
  if (checked.count === 0) must(refuse('changedMeanwhile'))
  const change = { published: [null, digitsOf(sourceValue)] } as const
  await audit(tx, { at: now, actor, action: 'spotCheck.check', subject: { type: 'spotCheck', id: draw.id }, change, requestId })
})

/**
 * Gives an announced draw up (放弃抽取), with a reason that stands on its page: it is never drawn, and another may be announced. One that a
 * batch brought about is announced anew with it, out of the same population, by the number of `renewedOn`: before its own number can be
 * known, and never after. Where nothing of that population is left in reach, there is nothing to announce.
 * Refuses `notFound`, `wrongState` (drawn, or given up), `recheckStays` (forced, and no other day named), `drawByAnother` (keeps away from
 * an institution), `renewTooLate`, `drawDayNotComing`, `changedMeanwhile`.
 */
export const giveUpDraw = command('spotCheck.giveUp', giveUpDrawInput, async (context, { spotCheckId, reason, renewedOn }) => {
  const { tx, actor, now, requestId } = context
  const found = await tx.spotCheck.findFirst({ where: { AND: [{ id: spotCheckId }, whereMay(actor, giveUpDrawGrants, 'spotCheck')] } })
  const draw = found ?? must(refuse('notFound'))
  if (draw.drawnAt !== null || draw.givenUpAt !== null) must(refuse('wrongState'))
  const anew = isForced(draw.purpose) && (await isLeft(context, draw))
  if (anew) await mustRenew(context, draw, renewedOn)
  const given = await tx.spotCheck.updateMany({
    where: { id: draw.id, drawnAt: null, givenUpAt: null },
    data: { givenUpById: actor.userId, givenUpByName: actor.name, givenUpAt: now, givenUpReason: reason },
  })
  if (given.count === 0) must(refuse('changedMeanwhile'))
  const renewed = anew && renewedOn !== undefined ? await announceAnew(context, draw, renewedOn, reason) : null
  const change = { reason: [null, reason], ...(renewed && { renewed: [draw.number, renewed.number] as const }) } as const
  await audit(tx, { at: now, actor, action: 'spotCheck.giveUp', subject: { type: 'spotCheck', id: draw.id }, change, requestId })
  return renewed
})

/** Whether any of the population is still within reach. */
const isLeft = async ({ tx, actor }: Context, { populationIds }: SpotCheck): Promise<boolean> =>
  (await tx.filing.count({ where: { AND: [{ id: { in: announcedIds(populationIds) } }, whereReadable(actor, 'filing')] } })) > 0

/** Seed and list follow from what is public: once the number is out, another day would be another throw. */
async function mustRenew({ tx, actor, now }: Context, draw: SpotCheck, renewedOn: CivilDate | undefined): Promise<void> {
  if (renewedOn === undefined) must(refuse('recheckStays'))
  if (await keepsAway(tx, actor)) must(refuse('drawByAnother'))
  if (fromDateColumn(draw.sourceOn) <= beijingDay(now)) must(refuse('renewTooLate'))
  if (renewedOn !== undefined && renewedOn <= beijingDay(now)) must(refuse('drawDayNotComing'))
}

/** The same population, method, size and source, with the number of another day. */
async function announceAnew(context: Context, draw: SpotCheck, sourceOn: CivilDate, reason: string) {
  const { campaignId, agencyId, department, regionNo, purpose, method, size, sourceName, populationIds, populationHash } = draw
  return addAnnounced(context, {
    ...{ campaignId, agencyId, department, regionNo, purpose, method, size, sourceName, populationIds, populationHash },
    ...{ sourceOn, reason, round: await nextRound(context.tx, draw) },
  })
}
