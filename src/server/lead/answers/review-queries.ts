import 'server-only'
import type { Actor } from '#domain/kernel/access'
import type { Refusal } from '#domain/kernel/result'
import { isUuid } from '#domain/kernel/uuid'
import { type RepeatedAccount, repeatedAccounts } from '#domain/lead/answers/answer-sheet'
import { reviewers } from '#domain/lead/answers/review'
import type { Tx } from '#platform/db'
import { may, whereReadable } from '../../access'
import { query } from '../../query'
import type { Failed } from './agree-block'
import { whereAlone, whereOwnReviews, wherePending, whereTogether } from './review-access'
import { unlooked } from './sample'

const shownLeads = 50
const ofLead = { select: { id: true, number: true, institutionName: true, behaviour: true, state: true, conclusion: true } } as const

/** Whether this person may open a review of the sheet now, or go on with theirs. */
export const mayReview = (actor: Actor, sheet: { handlerId: string; state: string }): boolean =>
  sheet.state === 'submitted' && sheet.handlerId !== actor.userId && may(actor, reviewers, 'leadReview', sheet)

/** Accounts that more leads of a sheet have than a person would write alike, as far as this person sees them. */
export async function repeatedOf(tx: Tx, actor: Actor, sheetId: string): Promise<RepeatedAccount[]> {
  const rounds = await tx.leadVerification.findMany({ where: { sheetId, lead: whereReadable(actor, 'lead') }, select: { id: true } })
  return tx.$queryRaw`
    SELECT left(min(account), 200) AS account, count(*)::int AS count FROM lead_verification
    WHERE id = ANY(${rounds.map(({ id }) => id)}::uuid[])
    GROUP BY md5(account) HAVING count(*) > ${repeatedAccounts.above} ORDER BY 2 DESC LIMIT 20`
}

/** A review as its page shows it. `null` when it is not this person's own. */
export const getReview = (actor: Actor, id: string) =>
  query(actor, async (tx) => {
    if (!isUuid(id)) return null
    const found = await tx.leadReview.findFirst({
      where: { AND: [{ id }, whereOwnReviews(actor)] },
      include: { sheet: { select: { id: true, handlerName: true, fileName: true } } },
    })
    if (!found) return null
    const pending = wherePending(actor, found.sheetId)
    const [shares, together, alone, aloneCount, sample, repeated] = await Promise.all([
      tx.leadVerification.groupBy({
        by: ['conclusion'],
        where: pending,
        _count: true,
        _sum: { billedFen: true, irregularFen: true, fundLossFen: true },
      }),
      tx.leadVerification.count({ where: { AND: [pending, whereTogether] } }),
      tx.leadVerification.findMany({
        where: { AND: [pending, whereAlone] },
        select: { lead: ofLead },
        take: shownLeads,
        orderBy: { id: 'asc' },
      }),
      tx.leadVerification.count({ where: { AND: [pending, whereAlone] } }),
      tx.lead.findMany({
        where: { AND: [{ id: { in: found.sampleIds } }, whereReadable(actor, 'lead')] },
        ...ofLead,
        orderBy: { number: 'asc' },
      }),
      repeatedOf(tx, actor, found.sheetId),
    ])
    return {
      ...found,
      // Both are written by the work on the review alone.
      ...{ failed: await readableOf(tx, actor, found.failed as unknown as Failed[]), trouble: found.trouble as Refusal | null },
      ...{ shares, together, alone: alone.map(({ lead }) => lead), aloneCount, repeated },
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
