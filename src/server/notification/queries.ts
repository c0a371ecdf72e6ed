import 'server-only'
import { z } from 'zod'
import type { Actor } from '#domain/kernel/access'
import type { NoticeDetail } from '#domain/notification/notices'
import { whereReadable } from '../access'
import { command } from '../command'
import { query } from '../query'

const listed = 20

/** The newest notices of this person, their agency or institution. */
export const listNotices = (actor: Actor) =>
  query(actor, async (tx) => {
    const rows = await tx.notification.findMany({
      where: { AND: [whereReadable(actor, 'notification'), { readAt: null }] },
      orderBy: { createdAt: 'desc' },
      take: listed,
    })
    return rows.map(({ id, kind, text, link, createdAt }) => ({ id, kind, detail: JSON.parse(text) as NoticeDetail, link, createdAt }))
  })

export const countNotices = (actor: Actor): Promise<number> =>
  query(actor, (tx) => tx.notification.count({ where: { AND: [whereReadable(actor, 'notification'), { readAt: null }] } }))

/** Marks every notice that the person can see as read. Not a business act, so without audit. */
export const markNoticesRead = command('notification.read', z.strictObject({}), async ({ tx, actor, now }) => {
  await tx.notification.updateMany({ where: { AND: [whereReadable(actor, 'notification'), { readAt: null }] }, data: { readAt: now } })
})
