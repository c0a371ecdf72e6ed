import 'server-only'
import type { NoticeDetail, NoticeKind } from '#domain/notification/notices'
import type { Context } from '../command'
import { approversOf, recusedFrom } from '../identity/colleagues'
import { notifyAll } from './notify'

type Notice = { kind: NoticeKind; detail: NoticeDetail; link: string; dedupeKey: string }

/**
 * Tells those who may approve a matter that it waits for them: each approver of the agency but the one who proposed it and whoever must
 * keep away from it. Where nobody is left, the agency is told, so that it can appoint somebody.
 */
export async function notifyApprovers(context: Context, agencyId: string, matterId: string, notice: Notice): Promise<void> {
  const { tx, actor, now } = context
  const approvers = (await approversOf(tx, agencyId, now)).filter(({ id }) => id !== actor.userId)
  const away = await recusedFrom(
    tx,
    matterId,
    approvers.map(({ id }) => id),
  )
  const told = approvers.filter(({ id }) => !away.has(id))
  if (told.length === 0) return notifyAll(context, [{ to: { agencyId }, notice }])
  await notifyAll(
    context,
    told.map(({ id }) => ({ to: { userId: id }, notice: { ...notice, dedupeKey: `${notice.dedupeKey}:${id}` } })),
  )
}
