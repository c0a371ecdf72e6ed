import 'server-only'
import { isHidden } from '#domain/kernel/secrecy'
import type { NoticeDetail, NoticeKind } from '#domain/notification/notices'
import type { Context } from '../command'
import { approversOf, recusedFrom } from '../identity/colleagues'
import { notifyAll } from './notify'

type Notice = { kind: NoticeKind; detail: NoticeDetail; link: string; dedupeKey: string }

type Matter = { id: string; secrecy: number }

/**
 * Tells those who may approve a matter that it waits for them: each approver of the agency who is cleared for it, but the one who proposed
 * it and whoever must keep away from it. Where nobody is left, the agency is told, so that it can appoint somebody; of what is hidden from
 * most, the proposer is.
 */
export async function notifyApprovers(context: Context, agencyId: string, matter: Matter, notice: Notice): Promise<void> {
  const { tx, actor, now } = context
  const approvers = (await approversOf(tx, agencyId, now, matter.secrecy)).filter(({ id }) => id !== actor.userId)
  const away = await recusedFrom(
    tx,
    matter.id,
    approvers.map(({ id }) => id),
  )
  const told = approvers.filter(({ id }) => !away.has(id))
  if (told.length === 0) {
    const toProposer = { to: { userId: actor.userId }, notice: { ...notice, kind: 'approverMissing' as const } }
    return notifyAll(context, [isHidden(matter.secrecy) ? toProposer : { to: { agencyId }, notice }])
  }
  await notifyAll(
    context,
    told.map(({ id }) => ({ to: { userId: id }, notice: { ...notice, dedupeKey: `${notice.dedupeKey}:${id}` } })),
  )
}
