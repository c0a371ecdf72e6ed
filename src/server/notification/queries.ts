import 'server-only'
import { z } from 'zod'
import type { Actor } from '#domain/kernel/access'
import type { NoticeDetail } from '#domain/notification/notices'
import { readableSql, whereReadable } from '../access'
import { command } from '../command'
import { shortQuery } from '../query'

const listed = 20
const unread = `read_at IS NULL AND ${readableSql('notification')}`

/** The newest notices of this person, their agency or institution. */
export const listNotices = (actor: Actor) =>
  shortQuery(actor, async (client) => {
    const { rows } = await client.query<{ id: string; kind: string; text: string; link: string; createdAt: Date }>({
      name: 'notices',
      text: `SELECT id, kind, text, link, created_at AS "createdAt" FROM notification WHERE ${unread} ORDER BY created_at DESC LIMIT ${listed}`,
    })
    return rows.map(({ text, ...row }) => ({ ...row, detail: JSON.parse(text) as NoticeDetail })) // written by `notify`
  })

/** Asked by every page. */
export const countNotices = (actor: Actor): Promise<number> =>
  shortQuery(actor, async (client) => {
    const { rows } = await client.query<{ n: number }>({
      name: 'notice-count',
      text: `SELECT count(*)::int AS n FROM notification WHERE ${unread}`,
    })
    return rows[0]?.n ?? 0
  })

/** Marks every notice that the person can see as read. Not a business act, so without audit. */
export const markNoticesRead = command('notification.read', z.strictObject({}), async ({ tx, actor, now }) => {
  await tx.notification.updateMany({ where: { AND: [whereReadable(actor, 'notification'), { readAt: null }] }, data: { readAt: now } })
})
