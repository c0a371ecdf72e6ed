import 'server-only'
import type { Context } from '../../command'
import { recusedFrom, reviewersAndApproversOf } from '../../identity/colleagues'
import { notifyAll } from '../../notification/notify'
import { operatorAbove } from '../hand-over'
import type { SeenScoring } from './take-scoring-step'

/**
 * Tells those who may look at a decision again: the reviewers and approvers of the agency who neither worked on it nor decided. Where nobody of
 * it is left, the operating agency above is told, which has the case within its range.
 */
export async function tellObjected(context: Context, { file, row }: SeenScoring): Promise<void> {
  const { tx, actor, now } = context
  const { agencyId } = actor
  if (!agencyId) return
  const busy = new Set([...row.workerIds, actor.userId, row.decidedById])
  const others = (await reviewersAndApproversOf(tx, agencyId, now)).map(({ id }) => id).filter((id) => !busy.has(id))
  const away = await recusedFrom(tx, file.id, others)
  const left = others.filter((id) => !away.has(id))
  const above = left.length === 0 ? await operatorAbove(context, actor.regionNo) : null
  const to = above ? [{ agencyId: above.id }] : left.length === 0 ? [{ agencyId }] : left.map((userId) => ({ userId }))
  const notice = { kind: 'scoringObjected', detail: { number: file.number }, link: `/cases/${file.id}?tab=procedure` } as const
  const key = `case.objectScoring:${row.id}:${file.version}`
  await notifyAll(
    context,
    to.map((one) => ({ to: one, notice: { ...notice, dedupeKey: 'userId' in one ? `${key}:${one.userId}` : key } })),
  )
}
