import 'server-only'
import type { Actor } from '#domain/kernel/access'
import type { Refusal } from '#domain/kernel/result'
import { isUuid } from '#domain/kernel/uuid'
import { reviewers } from '#domain/lead/answers/review'
import type { Tx } from '#platform/db'
import { may, whereReadable } from '../../access'
import { query } from '../../query'
import type { Failed } from './agree-block'
import { whereOwnReviews } from './review-access'
import { readFigures } from './review-figures'
import { unlooked } from './sample'

const ofLead = { select: { id: true, number: true, institutionName: true, behaviour: true, state: true } } as const

/** Whether this person may open a review of the sheet now, or go on with theirs. */
export const mayReview = (actor: Actor, sheet: { handlerId: string; state: string }): boolean =>
  sheet.state === 'submitted' && sheet.handlerId !== actor.userId && may(actor, reviewers, 'leadReview', sheet)

/** A review as its page shows it. `null` when it is not this person's own. */
export const getReview = (actor: Actor, id: string) =>
  query(actor, async (tx) => {
    if (!isUuid(id)) return null
    const found = await tx.leadReview.findFirst({
      where: { AND: [{ id }, whereOwnReviews(actor)] },
      include: { sheet: { select: { id: true, handlerName: true, fileName: true } } },
    })
    if (!found) return null
    const [figures, sample] = await Promise.all([
      readFigures(tx, actor, found.sheetId),
      tx.lead.findMany({
        where: { AND: [{ id: { in: found.sampleIds } }, whereReadable(actor, 'lead')] },
        ...ofLead,
        orderBy: { number: 'asc' },
      }),
    ])
    return {
      ...found,
      // Both are written by the work on the review alone.
      ...{ failed: await readableOf(tx, actor, found.failed as unknown as Failed[]), trouble: found.trouble as Refusal | null },
      ...figures,
      sample: sample.map((lead) => ({ ...lead, isLooked: found.lookedIds.includes(lead.id) })),
    }
  })

/** Of leads that could not be agreed to, those that this person may see by now. */
async function readableOf(tx: Tx, actor: Actor, failed: readonly Failed[]): Promise<Failed[]> {
  const where = { AND: [{ id: { in: failed.map(({ leadId }) => leadId) } }, whereReadable(actor, 'lead')] }
  const seen = new Set((await tx.lead.findMany({ where, select: { id: true } })).map(({ id }) => id))
  return failed.filter(({ leadId }) => seen.has(leadId))
}

/** How far the work on a review has come, for its page to ask again and again. `null` when it is not this person's own. */
export const getReviewProgress = (actor: Actor, id: string) =>
  query(actor, async (tx) => {
    if (!isUuid(id)) return null
    const found = await tx.leadReview.findFirst({
      where: { AND: [{ id }, whereOwnReviews(actor)] },
      select: { state: true, rowsDone: true, rowsTotal: true, begunAt: true, endedAt: true, trouble: true },
    })
    return found && { ...found, trouble: found.trouble as Refusal | null } // written by the work on the review alone
  })

/** Where a lead stands in the sample of a review: how many are looked at, and which is next. `null` when it is no sample of this person's own. */
export const sampledIn = (actor: Actor, reviewId: string, leadId: string) =>
  query(actor, async (tx) => {
    if (!isUuid(reviewId)) return null
    const found = await tx.leadReview.findFirst({
      where: { AND: [{ id: reviewId }, whereOwnReviews(actor)] },
      select: { sampleIds: true, lookedIds: true },
    })
    if (!found?.sampleIds.includes(leadId)) return null
    const left = unlooked(found).filter((id) => id !== leadId)
    return { reviewId, looked: found.sampleIds.length - left.length, of: found.sampleIds.length, nextId: left[0] ?? null }
  })
