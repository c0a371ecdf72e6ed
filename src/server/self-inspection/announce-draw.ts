import 'server-only'
import { beijingDay, fromDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { announcedPurposes } from '#domain/self-inspection/draw'
import { announceSpotCheckInput } from '#domain/self-inspection/inputs'
import { populationHash, populationIds } from '#domain/self-inspection/sample'
import { type Context, command } from '../command'
import { must } from '../refused'
import { addAnnounced, nextRound } from './announced-draw'
import { keepsAway, mayDraw, populationOf, sha256 } from './draw-population'
import { weightsOfFilings } from './draw-weights'

/**
 * Announces a draw for re-check on site (抽查公告): what for, out of whom, how, how many, and by which number that will be published on a
 * coming day. All of it is fixed from now on; who is drawn nobody can know yet.
 *
 * Refuses `notFound` (no such campaign, or not an officer of an insurance bureau), `drawByAnother` (keeps away from an institution),
 * `drawDayNotComing`, `sampleTooLarge`, `secondDrawReason` (another was announced for the same before),
 * `drawStillDue` (the number of another is out and it is neither drawn nor given up), `drawDayTaken` (that day's number serves another),
 * `alreadyExists` (at this moment).
 * Commits together: the announcement with its population and, where it draws by weight, the weight of each; the audit entry.
 */
export const announceSpotCheck = command('spotCheck.announce', announceSpotCheckInput, async (context, input) => {
  const { tx, actor, now } = context
  const { campaignId, purpose, method, size, sourceName, sourceOn, reason } = input
  const { agencyId, department } = actor
  if (!mayDraw(actor) || agencyId === null || department === null) return must(refuse('notFound'))
  const { campaign, population } = (await populationOf(tx, actor, campaignId)) ?? must(refuse('notFound'))
  if (await keepsAway(tx, actor)) must(refuse('drawByAnother'))
  if (sourceOn <= beijingDay(now)) must(refuse('drawDayNotComing'))
  if (size > population.length) must(refuse('sampleTooLarge', { limit: population.length }))
  await mustStandAlone(context, campaignId, agencyId, sourceOn)
  const round = await nextRound(tx, { campaignId, agencyId, purpose })
  if (round > 1 && reason.length < 5) must(refuse('secondDrawReason', { round }))

  const weights = method === 'riskWeighted' ? await weightsOfFilings(tx, populationIds(population)) : null
  return addAnnounced(context, {
    ...{ campaignId: campaign.id, agencyId, department, regionNo: actor.regionNo },
    ...{ purpose, round, reason: round > 1 ? reason : '', method, size, sourceName, sourceOn, weights },
    ...{ populationIds: populationIds(population), populationHash: populationHash(population, sha256) },
  })
})

/**
 * Nobody announces anew once a number is out that has not been used, and no two draws hang on one number: both would let whoever announces
 * choose among lists. What a batch announces by itself is a population of its own and apart from this. Those announced anew before their day are not due.
 */
async function mustStandAlone({ tx, now }: Context, campaignId: string, agencyId: string, sourceOn: string): Promise<void> {
  const others = await tx.spotCheck.findMany({
    where: { campaignId, agencyId, purpose: { in: [...announcedPurposes] } },
    select: { number: true, purpose: true, round: true, sourceOn: true, drawnAt: true, givenUpAt: true },
    orderBy: { announcedAt: 'asc' },
  })
  const isNewest = (one: { purpose: string; round: number }) =>
    others.every(({ purpose, round }) => purpose !== one.purpose || round <= one.round)
  const due = others.find(
    (one) => one.drawnAt === null && one.givenUpAt === null && isNewest(one) && fromDateColumn(one.sourceOn) <= beijingDay(now),
  )
  if (due) must(refuse('drawStillDue', { number: due.number }))
  const sameDay = others.find((one) => fromDateColumn(one.sourceOn) === sourceOn)
  if (sameDay) must(refuse('drawDayTaken', { number: sameDay.number, on: sourceOn }))
}
