import 'server-only'
import { type Refusal, type Result, refuse } from '#domain/kernel/result'
import { asActor, databaseTime } from '#platform/db'
import { rowContext } from '../../access'
import { actorOfPost } from '../../identity/actor-of-post'
import { asOneself } from '../../identity/oneself'
import type { ReviewWork } from '../../jobs'
import { query } from '../../query'
import { WorkStopped } from '../list-work'
import { agreeBlock } from './agree-block'
import { whereOwnReviews } from './review-access'

/**
 * Agrees to the leads of a review a block at a time, each block at one moment. Stopped, or ended with its worker, what has been agreed stands
 * and the rest waits; it goes on from there, and nothing is agreed twice.
 */
export async function agreeReview({ reviewId, version, userId, postId }: ReviewWork, now: Date): Promise<void> {
  const where = { id: reviewId, version, state: 'agreeing' as const }
  const actor = await actorOfPost(userId, postId, now)
  const rest = (trouble: Refusal) =>
    asActor(actor ? rowContext(actor) : asOneself(userId), (tx) =>
      tx.leadReview.updateMany({ where, data: { trouble, state: 'open', endedAt: now } }),
    )
  const begun =
    actor &&
    (await query(actor, (tx) => tx.leadReview.updateMany({ where: { AND: [where, whereOwnReviews(actor)] }, data: { begunAt: now } })))
  if (!actor || begun?.count !== 1) {
    await rest({ code: 'notFound' }) // whoever asked may no longer work on it
    return
  }
  try {
    for (;;) {
      // Each block is a decision: whoever was recused, moved or put off since the last one decides no more.
      const reviewer = await actorOfPost(userId, postId, await databaseTime())
      const block: Result<{ isLast: boolean }> = reviewer ? await agreeBlock(reviewer, { reviewId, version }) : refuse('notFound')
      if (!block.ok) {
        await rest(block.refusal)
        return
      }
      if (block.value.isLast) return
    }
  } catch (error) {
    if (error instanceof WorkStopped) return
    const trouble: Refusal = { code: 'workInterrupted' }
    await query(actor, (tx) => tx.leadReview.updateMany({ where, data: { trouble } })).catch(() => undefined)
    throw error
  }
}
