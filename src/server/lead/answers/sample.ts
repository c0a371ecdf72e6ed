import 'server-only'
import { refuse } from '#domain/kernel/result'
import { graveSampleSize, sampleRule, sampleSize } from '#domain/lead/answers/review'
import { audit } from '#platform/audit'
import type { LeadReview, Prisma } from '#platform/prisma/client'
import { whereReadable } from '../../access'
import type { Context } from '../../command'
import { must } from '../../refused'
import { whereGrave, wherePending, whereTogether } from './review-access'

/** Draws the sample of a sheet: of all that may be agreed together, and then more of what came with a grave risk. */
export async function drawWhole(context: Context, sheetId: string): Promise<string[]> {
  const { tx, actor } = context
  const pending = wherePending(actor, sheetId)
  const ofAll = await draw(
    context,
    [pending, whereTogether],
    sampleSize(await tx.leadVerification.count({ where: { AND: [pending, whereTogether] } })),
  )
  const grave = [pending, whereGrave, { leadId: { notIn: ofAll } }]
  const more = graveSampleSize(await tx.leadVerification.count({ where: { AND: grave } }))
  return [...ofAll, ...(await draw(context, grave, more))]
}

/**
 * Draws so many of these: first one of each conclusion, then one of each conclusion's smaller and of its larger amounts, the rest by lot.
 * Where there is no room for all of these, the lot decides among them.
 */
async function draw({ tx }: Context, where: Prisma.LeadVerificationWhereInput[], count: number): Promise<string[]> {
  if (count === 0) return []
  const waiting = await tx.leadVerification.findMany({ where: { AND: where }, select: { id: true } })
  const ids = waiting.map(({ id }) => id)
  const drawn = await tx.$queryRaw<{ id: string }[]>`
    WITH waiting AS MATERIALIZED (
      SELECT r.lead_id, r.conclusion, gen_random_uuid() AS lot,
        ntile(2) OVER (PARTITION BY r.conclusion ORDER BY greatest(r.billed_fen, lead.amount_fen) NULLS FIRST) AS half
      FROM lead_verification r JOIN lead ON lead.id = r.lead_id WHERE r.id = ANY(${ids}::uuid[])
    ), placed AS (
      SELECT lead_id, lot, row_number() OVER (PARTITION BY conclusion ORDER BY lot) AS of_conclusion,
        row_number() OVER (PARTITION BY conclusion, half ORDER BY lot) AS of_half
      FROM waiting
    )
    SELECT lead_id::text AS id FROM placed ORDER BY of_conclusion > 1, of_half > 1, lot LIMIT ${count}::int`
  return drawn.map(({ id }) => id)
}

type Sampled = Pick<LeadReview, 'id' | 'sheetId' | 'version' | 'sampleIds' | 'lookedIds'>
export const unlooked = ({ sampleIds, lookedIds }: Pick<Sampled, 'sampleIds' | 'lookedIds'>): string[] =>
  sampleIds.filter((id) => !lookedIds.includes(id))

/**
 * Draws others in the place of those that nobody has looked at and that no longer wait for this person: moved away, kept away from, or done
 * by themselves. `toSize`: also as many more as what waits by now asks for, where more waits than when the sample was drawn. Gives how many
 * were drawn, and the review as it is then. Leaves a line in the trail. Refuses `changedMeanwhile`.
 */
export async function renewSample<Review extends Sampled>(
  context: Context,
  review: Review,
  { toSize }: { toSize: boolean },
): Promise<{ drawn: number; review: Review }> {
  const { tx, actor, now, requestId } = context
  const pending = wherePending(actor, review.sheetId)
  const unseen = unlooked(review)
  const waiting = await tx.leadVerification.findMany({
    where: { AND: [pending, whereTogether, { leadId: { in: unseen } }] },
    select: { leadId: true },
  })
  const wait = new Set(waiting.map(({ leadId }) => leadId))
  const gone = unseen.filter((id) => !wait.has(id))
  const standing = review.sampleIds.filter((id) => !gone.includes(id))
  const short = toSize ? await shortOf(context, review, standing) : { all: 0, grave: 0 }
  const wanted = Math.max(gone.length, short.all)
  if (wanted === 0) return { drawn: 0, review }
  const grave = await draw(context, [pending, whereGrave, { leadId: { notIn: review.sampleIds } }], Math.min(wanted, short.grave))
  const others = [pending, whereTogether, { leadId: { notIn: [...review.sampleIds, ...grave] } }]
  const drawn = [...grave, ...(await draw(context, others, wanted - grave.length))]
  if (gone.length + drawn.length === 0) return { drawn: 0, review }
  const sampleIds = [...standing, ...drawn]
  const where = { id: review.id, version: review.version, state: { in: ['open' as const, 'done' as const] } }
  const renewed = await tx.leadReview.updateMany({ where, data: { sampleIds, version: { increment: 1 } } })
  if (renewed.count === 0) must(refuse('changedMeanwhile'))
  await audit(tx, {
    ...{ at: now, actor, action: 'lead.redrawSample', subject: { type: 'leadReview', id: review.id }, requestId },
    change: { sample: [gone, drawn] },
  })
  return { drawn: drawn.length, review: { ...review, sampleIds, version: review.version + 1 } }
}

/** By how many a sample falls short of what waits by now, and of what came with a grave risk: as if all that was drawn first had been grave. */
async function shortOf({ tx, actor }: Context, review: Sampled, standing: readonly string[]): Promise<{ all: number; grave: number }> {
  const pending = wherePending(actor, review.sheetId)
  const [together, grave, graveStanding] = await Promise.all([
    tx.leadVerification.count({ where: { AND: [pending, whereTogether] } }),
    tx.leadVerification.count({ where: { AND: [pending, whereGrave] } }),
    tx.lead.count({ where: { AND: [{ id: { in: [...standing] }, risk: sampleRule.graveRisk }, whereReadable(actor, 'lead')] } }),
  ])
  const first = sampleSize(together)
  const more = graveSampleSize(Math.max(0, grave - first))
  return { all: Math.max(0, first + more - standing.length), grave: Math.max(0, more - graveStanding) }
}
