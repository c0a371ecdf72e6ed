import 'server-only'
import { refuse } from '#domain/kernel/result'
import { graveSampleSize, sampleRule, sampleSize } from '#domain/lead/answers/review'
import { audit } from '#platform/audit'
import type { LeadReview } from '#platform/prisma/client'
import { whereReadable } from '../../access'
import type { Context } from '../../command'
import { must } from '../../refused'
import { countWaiting, type Waiting, type Which, waitingTogether } from './review-figures'

/** Draws the sample of a sheet: of all that may be agreed together, and then more of what came with a grave risk. */
export async function drawWhole(context: Context, sheetId: string, waiting: Waiting): Promise<Pick<LeadReview, 'sampleIds' | 'graveIds'>> {
  const ofAll = await draw(context, sheetId, {}, sampleSize(waiting.together))
  const already = await graveOf(context, ofAll)
  const grave = await draw(context, sheetId, { grave: true, except: ofAll }, graveSampleSize(waiting.grave - already.length))
  return { sampleIds: [...ofAll, ...grave], graveIds: [...already, ...grave] }
}

/**
 * Draws so many of these: first one of each conclusion, then one of each conclusion's smaller and of its larger amounts, the rest by lot.
 * Where there is no room for all of these, the lot decides among them.
 */
async function draw({ tx, actor }: Context, sheetId: string, which: Which, count: number): Promise<string[]> {
  if (count <= 0) return []
  const ids = (await waitingTogether(tx, actor, sheetId, which)).map(({ id }) => id)
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

/** Of these, which came with a grave risk. Remembered of what is drawn: once it has left, nobody here can ask it any more. */
async function graveOf({ tx, actor }: Context, ids: readonly string[]): Promise<string[]> {
  const where = { AND: [{ id: { in: [...ids] }, risk: sampleRule.graveRisk }, whereReadable(actor, 'lead')] }
  return (await tx.lead.findMany({ where, select: { id: true } })).map(({ id }) => id)
}

type Sampled = Pick<LeadReview, 'id' | 'sheetId' | 'version' | 'state' | 'sampleIds' | 'graveIds' | 'lookedIds'>
export const unlooked = ({ sampleIds, lookedIds }: Pick<Sampled, 'sampleIds' | 'lookedIds'>): string[] =>
  sampleIds.filter((id) => !lookedIds.includes(id))

/**
 * Draws others in the place of those that nobody has looked at and that no longer wait for this person: moved away, kept away from, or done
 * by themselves; for a grave one another grave one, while any waits. `toSize`: also as many more as what waits by now asks for, where more
 * waits than when the sample was drawn. Gives how many were drawn, and the review as it is then, open again where there is more to look at.
 * Leaves a line in the trail. Refuses `changedMeanwhile`.
 */
export async function renewSample<Review extends Sampled>(
  context: Context,
  review: Review,
  { toSize }: { toSize: boolean },
): Promise<{ drawn: number; review: Review }> {
  const { tx, actor, now, requestId } = context
  const { gone, standing } = await apart(context, review)
  const graveStanding = review.graveIds.filter((id) => standing.includes(id))
  const short = toSize ? await shortOf(context, review, standing.length, graveStanding.length) : { all: 0, grave: 0 }
  const ofGrave = Math.max(review.graveIds.length - graveStanding.length, short.grave)
  const drawn = await drawOthers(context, review, { ofGrave, ofAll: Math.max(gone.length, short.all) })
  if (gone.length + drawn.length === 0) return { drawn: 0, review }
  const renewed = {
    sampleIds: [...standing, ...drawn],
    graveIds: [...graveStanding, ...(await graveOf(context, drawn))],
    state: drawn.length > 0 ? ('open' as const) : review.state,
  }
  const where = { id: review.id, version: review.version, state: { in: ['open' as const, 'done' as const] } }
  const { count } = await tx.leadReview.updateMany({ where, data: { ...renewed, version: { increment: 1 } } })
  if (count === 0) must(refuse('changedMeanwhile'))
  await audit(tx, {
    ...{ at: now, actor, action: 'lead.redrawSample', subject: { type: 'leadReview', id: review.id }, requestId },
    change: { sample: [gone, drawn] },
  })
  return { drawn: drawn.length, review: { ...review, ...renewed, version: review.version + 1 } }
}

/** A sample as it stands: without those of it that nobody has looked at and that no longer wait, which are `gone`. */
async function apart({ tx, actor }: Context, review: Sampled): Promise<{ gone: string[]; standing: string[] }> {
  const unseen = unlooked(review)
  const waiting = await waitingTogether(tx, actor, review.sheetId, { only: unseen })
  const wait = new Set(waiting.map(({ leadId }) => leadId))
  const gone = unseen.filter((id) => !wait.has(id))
  return { gone, standing: review.sampleIds.filter((id) => !gone.includes(id)) }
}

/** Draws `ofGrave` of grave risks, as far as so many wait, and of whatever waits what is left to `ofAll`; nothing that has been in the sample. */
async function drawOthers(context: Context, { sheetId, sampleIds }: Sampled, { ofGrave, ofAll }: { ofGrave: number; ofAll: number }) {
  const grave = await draw(context, sheetId, { grave: true, except: sampleIds }, ofGrave)
  return [...grave, ...(await draw(context, sheetId, { except: [...sampleIds, ...grave] }, ofAll - grave.length))]
}

/** By how many a sample falls short of what waits by now, and of what came with a grave risk: as if all that was drawn first had been grave. */
async function shortOf(
  { tx, actor }: Context,
  { sheetId }: Sampled,
  standing: number,
  graveStanding: number,
): Promise<{ all: number; grave: number }> {
  const { together, grave } = await countWaiting(tx, actor, sheetId)
  const first = sampleSize(together)
  const more = graveSampleSize(Math.max(0, grave - first))
  return { all: Math.max(0, first + more - standing), grave: Math.max(0, more - graveStanding) }
}
