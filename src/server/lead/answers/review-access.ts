import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { refuse } from '#domain/kernel/result'
import { type LeadReviewState, reviewers } from '#domain/lead/answers/review'
import { Prisma } from '#platform/prisma/client'
import { whereMay } from '../../access'
import type { Context } from '../../command'
import { must } from '../../refused'

/** A review is the reviewer's own: what they looked at, nobody else has. */
export const whereOwnReviews = (actor: Actor) => ({ AND: [whereMay(actor, reviewers, 'leadReview'), { reviewerId: actor.userId }] })

type Seen = { reviewId: string; version: number }
/** The review in hand, when it is the actor's own and in one of these states. Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export async function findReview({ tx, actor }: Context, { reviewId, version }: Seen, states: readonly LeadReviewState[]) {
  const found = await tx.leadReview.findFirst({ where: { AND: [{ id: reviewId }, whereOwnReviews(actor)] } })
  if (!found) return must(refuse('notFound'))
  if (!states.includes(found.state)) must(refuse('wrongState', { state: found.state }))
  if (found.version !== version) must(refuse('changedMeanwhile'))
  return found
}

/** Moves a review on from the version the person saw; gives the new one. Refuses `changedMeanwhile`: of two at once, one. */
export async function claimReview(
  { tx }: Context,
  { id, version, state }: { id: string; version: number; state: LeadReviewState },
  change: Prisma.LeadReviewUncheckedUpdateManyInput,
): Promise<number> {
  const where = { id, version, state }
  const claimed = await tx.leadReview.updateMany({ where, data: { trouble: Prisma.DbNull, ...change, version: { increment: 1 } } })
  if (claimed.count === 0) must(refuse('changedMeanwhile'))
  return version + 1
}
