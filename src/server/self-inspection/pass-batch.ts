import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { beijingDay } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { batchReason } from '#domain/self-inspection/draw'
import { passBatchInput } from '#domain/self-inspection/review-inputs'
import { populationHash, populationIds } from '#domain/self-inspection/sample'
import { isWithoutDeviation, recheckSize, surpriseFen } from '#domain/self-inspection/surprise'
import { auditMany } from '#platform/audit'
import type { Tx } from '#platform/db'
import { type Context, command } from '../command'
import { notifyAll } from '../notification/notify'
import { query } from '../query'
import { must } from '../refused'
import { addAnnounced, nextRound } from './announced-draw'
import { keepsAway, sha256 } from './draw-population'
import { hintsOf } from './hints'
import { acceptedNotice } from './review-filing'
import { mayReview, type QueuedFiling, queuedFilings } from './review-queue'

/** One batch is as many as a person can still look through; the rest comes up in the next. */
const batchLimit = 500

/** Before every filing that says no less than others say: the queue has the most surprising first. */
const unsurprising = [1n, 'ffffffff-ffff-ffff-ffff-ffffffffffff'] as const

/**
 * What waits in a campaign and has nothing against it, by figures, hints and questions: so many at a time that hints are looked for of no more
 * filings than it takes to make up one batch.
 */
async function withoutDeviation(tx: Tx, actor: Actor, campaignId: string): Promise<QueuedFiling[]> {
  const batch: QueuedFiling[] = []
  let after: readonly [bigint, string] | null = unsurprising
  while (after && batch.length < batchLimit) {
    const some: QueuedFiling[] = await queuedFilings(tx, actor, { campaignId, after, limit: batchLimit })
    const ids = some.filter(({ openQuestions }) => openQuestions === 0).map(({ id }) => id)
    const hinted = new Set((await hintsOf(tx, ids)).map(({ filingId }) => filingId))
    batch.push(
      ...some.filter((filing) => isWithoutDeviation({ ...filing, surpriseFen: surpriseFen(filing), hints: hinted.has(filing.id) ? 1 : 0 })),
    )
    const last = some.at(-1)
    after = last && some.length === batchLimit ? [surpriseFen(last), last.id] : null
  }
  return batch.slice(0, batchLimit)
}

/** The campaigns in which filings wait for this person, with how many: what of them could be passed together is worked out for one at a time. */
export const waitingCampaigns = (actor: Actor) =>
  query(actor, async (tx) => {
    if (!mayReview(actor)) return []
    const counts = await tx.filing.groupBy({
      by: ['campaignId'],
      where: { state: 'submitted', regionNo: { gte: actor.regionLo ?? 1, lte: actor.regionHi ?? 0 } },
      _count: true,
    })
    const campaigns = await tx.campaign.findMany({
      where: { id: { in: counts.map(({ campaignId }) => campaignId) } },
      select: { id: true, name: true },
      orderBy: { launchedAt: 'desc' },
    })
    return campaigns.map((campaign) => ({
      ...campaign,
      waiting: counts.find(({ campaignId }) => campaignId === campaign.id)?._count ?? 0,
    }))
  })

/** What of a campaign could be passed together, with its fingerprint. `null` for whoever does not review. */
export const passable = (actor: Actor, campaignId: string) =>
  query(actor, async (tx) => {
    if (!mayReview(actor)) return null
    const filings = await withoutDeviation(tx, actor, campaignId)
    return { filings, hash: populationHash(filings, sha256), recheck: recheckSize(filings.length) }
  })

/**
 * Passes all filings without deviation of a campaign at once (批量通过), and announces a re-check of a tenth of them by a number that is
 * published on a coming day: who passes cannot know who will be looked at.
 *
 * Refuses `notFound` (not a reviewer, or no such campaign), `drawByAnother` (keeps away from an institution), `drawDayNotComing`,
 * `selectionChanged` (the list is another than the one shown), `nothingToPass`.
 * Commits together: the state and trail of each filing, a notice to each institution, the announced draw and its trail.
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
  const told = await tx.filing.findMany({
    where: { id: { in: ids } },
    select: { id: true, number: true, institutionId: true, version: true },
  })
  await notifyAll(context, told.map(acceptedNotice))
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
  const [purpose, size] = ['batchPass', recheckSize(filings.length)]
  const round = await nextRound(context.tx, { campaignId, agencyId: announced.agencyId, purpose })
  const draw = await addAnnounced(context, {
    ...{ ...announced, campaignId, regionNo: context.actor.regionNo, purpose, round, method: 'simpleRandom', size },
    reason: round > 1 ? batchReason(filings.length) : '',
    ...{ populationIds: populationIds(filings), populationHash: populationHash(filings, sha256) },
  })
  return { ...draw, size }
}
