import 'server-only'
import { beijingDay, fromDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { digitsOf, isForced, seedOf, supersedes } from '#domain/self-inspection/draw'
import { drawSpotCheckInput } from '#domain/self-inspection/inputs'
import { drawSample, isSampleMethod, populationHash } from '#domain/self-inspection/sample'
import { drawGrants } from '#domain/self-inspection/steps'
import { weightsHash, weightsOf } from '#domain/self-inspection/weight'
import { audit } from '#platform/audit'
import { whereMay, whereReadable } from '../access'
import { type Context, command } from '../command'
import { must } from '../refused'
import { announcedIds, keepsAway, sha256 } from './draw-population'

/**
 * Draws what was announced (抽查复查), once, with the number that its source has published. Seed and list follow from the two, so that
 * anybody can draw again and arrive at the same.
 *
 * Refuses `notFound`, `wrongState` (drawn or given up), `samePerson` (announced by the same), `drawDayNotCome`, `drawSuperseded` (announced anew since), `drawByAnother` (keeps away from
 * an institution), `drawPopulationGone` (a filing of it is out of this region's reach; where the draw is forced: all of them), `weightsMissing` (they are not those announced), `changedMeanwhile`.
 * Commits together: number and seed, the items in the order drawn, the audit entry.
 */
export const drawSpotCheck = command('spotCheck.draw', drawSpotCheckInput, async (context, { spotCheckId, sourceValue }) => {
  const { tx, actor, now, requestId } = context
  const draw = await findAnnounced(context, spotCheckId)
  if (draw.announcedById === actor.userId) must(refuse('samePerson'))
  const sourceOn = fromDateColumn(draw.sourceOn)
  if (beijingDay(now) < sourceOn) must(refuse('drawDayNotCome', { on: sourceOn }))
  const { campaignId, agencyId, purpose, round, size, method } = draw
  const later = await tx.spotCheck.count({ where: { campaignId, agencyId, purpose, round: { gt: round } } })
  if (later > 0 && supersedes(purpose)) must(refuse('drawSuperseded'))

  const ids = announcedIds(draw.populationIds)
  const population = await tx.filing.findMany({
    where: { AND: [{ id: { in: ids } }, whereReadable(actor, 'filing')] },
    select: { id: true, regionNo: true, institutionId: true },
  })
  if (await keepsAway(tx, actor)) must(refuse('drawByAnother'))
  const reached = new Set(population.map(({ id }) => id))
  const gone = ids.filter((one) => !reached.has(one))
  // Who is out of reach is left out where the draw must be made; each keeps the place in the order that its own digest gives it.
  const isWhole =
    populationHash(
      ids.map((id) => ({ id })),
      sha256,
    ) === draw.populationHash
  if (!isWhole || reached.size === 0 || (gone.length > 0 && !isForced(purpose))) must(refuse('drawPopulationGone'))
  if (!isSampleMethod(method)) return must(refuse('wrongState'))

  const seed = seedOf({ ...draw, sourceOn, campaignNumber: draw.campaign.number }, sourceValue)
  const weights = weightsOf(draw.weights)
  if (draw.weightsHash !== null && weightsHash(weights, sha256) !== draw.weightsHash) must(refuse('weightsMissing'))
  const weightOf = new Map(weights.map(({ id, weight }) => [id, weight]))
  const drawn = must(drawSample({ population, seed, size: Math.min(size, population.length), method, weightOf }, sha256))
  const made = await tx.spotCheck.updateMany({
    where: { id: draw.id, drawnAt: null, givenUpAt: null },
    data: { sourceValue, seed, passedOverIds: gone, drawnById: actor.userId, drawnByName: actor.name, drawnAt: now },
  })
  if (made.count === 0) must(refuse('changedMeanwhile'))
  await writeItems(context, draw.id, drawn, new Map(population.map((member) => [member.id, member.institutionId])))
  await audit(tx, {
    at: now,
    actor,
    action: 'spotCheck.draw',
    subject: { type: 'spotCheck', id: draw.id },
    change: {
      published: [null, `${draw.sourceName} ${sourceOn} ${digitsOf(sourceValue)}`],
      ...{ seed: [null, seed], method: [null, method], size: [null, size], population: [null, ids.length] },
      ...(gone.length > 0 && { passedOver: [null, gone.length] as const }),
    },
    requestId,
  })
  return { id: draw.id, number: draw.number }
})

async function findAnnounced({ tx, actor }: Context, id: string) {
  const draw = await tx.spotCheck.findFirst({
    where: { AND: [{ id }, whereMay(actor, drawGrants, 'spotCheck')] },
    include: { campaign: { select: { number: true } } },
  })
  if (!draw) return must(refuse('notFound'))
  if (draw.givenUpAt !== null) must(refuse('wrongState', { state: 'givenUp' }))
  return draw.drawnAt === null ? draw : must(refuse('wrongState', { state: 'drawn' }))
}

const writeItems = (
  { tx }: Context,
  spotCheckId: string,
  drawn: readonly { id: string; regionNo: number }[],
  institutionOf: ReadonlyMap<string, string>,
) =>
  tx.spotCheckItem.createMany({
    data: drawn.map(({ id, regionNo }, place) => ({
      spotCheckId,
      filingId: id,
      institutionId: institutionOf.get(id) ?? must(refuse('notFound')),
      regionNo,
      position: place + 1,
    })),
  })
