import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { beijingDay, toDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { batchReason } from '#domain/self-inspection/draw'
import { passBatchInput } from '#domain/self-inspection/review-inputs'
import { populationHash, populationIds } from '#domain/self-inspection/sample'
import { isWithoutDeviation, recheckSize, surpriseFen } from '#domain/self-inspection/surprise'
import { audit, auditMany } from '#platform/audit'
import type { Tx } from '#platform/db'
import { type Context, command } from '../command'
import { nextInternalNumber } from '../numbering'
import { query } from '../query'
import { must } from '../refused'
import { keepsAway, sha256 } from './draw-population'
import { hintsOf } from './hints'
import { mayReview, type QueuedFiling, queuedFilings } from './review-queue'

/** One batch is as many as a person can still look through; the rest comes up in the next. */
const batchLimit = 500

/** What waits in a campaign and has nothing against it: by figures, hints and questions. */
async function withoutDeviation(tx: Tx, actor: Actor, campaignId: string): Promise<QueuedFiling[]> {
  const waiting = await queuedFilings(tx, actor, { campaignId, after: null, limit: 20_000 })
  const unsurprising = waiting.filter((filing) => surpriseFen(filing) <= 0n)
  const hints = await hintsOf(
    tx,
    unsurprising.map(({ id }) => id),
  )
  const hinted = new Map(hints.map(({ filingId }) => [filingId, hints.filter((one) => one.filingId === filingId).length]))
  return unsurprising
    .filter((filing) => isWithoutDeviation({ ...filing, surpriseFen: surpriseFen(filing), hints: hinted.get(filing.id) ?? 0 }))
    .slice(0, batchLimit)
}

/** The campaigns in which something could be passed together, with the list and its fingerprint. */
export const passable = (actor: Actor) =>
  query(actor, async (tx) => {
    if (!mayReview(actor)) return []
    const campaigns = await tx.filing.findMany({
      where: { state: 'submitted', regionNo: { gte: actor.regionLo ?? 1, lte: actor.regionHi ?? 0 } },
      distinct: ['campaignId'],
      select: { campaign: { select: { id: true, name: true } } },
    })
    const batches = []
    for (const { campaign } of campaigns) {
      const filings = await withoutDeviation(tx, actor, campaign.id)
      if (filings.length > 0)
        batches.push({ campaign, filings, hash: populationHash(filings, sha256), recheck: recheckSize(filings.length) })
    }
    return batches
  })

/**
 * Passes all filings without deviation of a campaign at once (批量通过), and announces a re-check of a tenth of them by a number that is
 * published on a coming day: who passes cannot know who will be looked at.
 *
 * Refuses `notFound` (not a reviewer, or no such campaign), `drawByAnother` (keeps away from an institution), `drawDayNotComing`,
 * `selectionChanged` (the list is another than the one shown), `nothingToPass`.
 * Commits together: the state and trail of each filing, the announced draw and its trail.
 */
export const passBatch = command('filing.passBatch', passBatchInput, async (context, { campaignId, shownHash, note, ...source }) => {
  const { tx, actor, now } = context
  const { agencyId, department } = actor
  if (!mayReview(actor) || agencyId === null || department === null) return must(refuse('notFound'))
  if (await keepsAway(tx, actor)) must(refuse('drawByAnother'))
  if (source.sourceOn <= beijingDay(now)) must(refuse('drawDayNotComing'))
  await hold(tx, actor, campaignId)
  const filings = await withoutDeviation(tx, actor, campaignId)
  if (filings.length === 0) must(refuse('nothingToPass'))
  if (populationHash(filings, sha256) !== shownHash) must(refuse('selectionChanged'))

  const ids = filings.map(({ id }) => id)
  const passed = await tx.filing.updateMany({
    where: { id: { in: ids }, state: 'submitted', NOT: { submittedById: actor.userId } },
    data: {
      state: 'accepted',
      reviewedById: actor.userId,
      reviewedByName: actor.name,
      reviewedAt: now,
      reviewNote: note,
      version: { increment: 1 },
    },
  })
  if (passed.count !== ids.length) must(refuse('selectionChanged'))
  await tx.filingAnswer.updateMany({ where: { filingId: { in: ids }, reviewNote: { not: '' } }, data: { reviewNote: '' } })
  const draw = await announceRecheck(context, campaignId, filings, { ...source, agencyId, department })
  await auditMany(
    tx,
    ids.map((id) => ({
      ...{ at: now, actor, action: 'filing.passBatch' as const, requestId: context.requestId },
      subject: { type: 'filing', id },
      change: { state: ['submitted', 'accepted'], recheck: [null, draw.number] },
    })),
  )
  return { passed: ids.length, draw }
})

/** In one order, so that two reviewers who pass at once wait for each other. */
const hold = (tx: Tx, { regionLo, regionHi }: Actor, campaignId: string) =>
  tx.$queryRaw`SELECT id FROM filing WHERE campaign_id = ${campaignId}::uuid AND state = 'submitted'
    AND region_no BETWEEN ${regionLo ?? 1}::int AND ${regionHi ?? 0}::int ORDER BY id FOR NO KEY UPDATE`

type Announced = { agencyId: string; department: NonNullable<Actor['department']>; sourceName: string; sourceOn: string }

async function announceRecheck(context: Context, campaignId: string, filings: readonly QueuedFiling[], announced: Announced) {
  const { tx, actor, now, requestId } = context
  const { agencyId, department, sourceName, sourceOn } = announced
  const purpose = 'batchPass'
  const round = (await tx.spotCheck.count({ where: { campaignId, agencyId, purpose } })) + 1
  const [number, size] = [await nextInternalNumber(context, 'CC', actor.regionNo), recheckSize(filings.length)]
  const { id } = await tx.spotCheck.create({
    data: {
      ...{
        number,
        campaignId,
        agencyId,
        department,
        regionNo: actor.regionNo,
        purpose,
        round,
        reason: round > 1 ? batchReason(filings.length) : '',
      },
      ...{ method: 'simpleRandom', size, sourceName, sourceOn: toDateColumn(sourceOn) },
      populationIds: populationIds(filings),
      populationHash: populationHash(filings, sha256),
      ...{ announcedById: actor.userId, announcedByName: actor.name, announcedAt: now },
    },
    select: { id: true },
  })
  await audit(tx, {
    ...{ at: now, actor, action: 'spotCheck.announce', requestId, subject: { type: 'spotCheck', id } },
    change: {
      purpose: [null, purpose],
      round: [null, round],
      source: [null, `${sourceName} ${sourceOn}`],
      size: [null, size],
      population: [null, filings.length],
    },
  })
  return { id, number, size }
}
