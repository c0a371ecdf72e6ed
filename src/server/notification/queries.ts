import 'server-only'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { clockSubjects } from '#domain/clock/clock'
import { type Actor, pastCommitment } from '#domain/kernel/access'
import type { NoticeDetail } from '#domain/notification/notices'
import type { PoolClient } from '#platform/pg'
import { readableSql } from '../access'
import { command } from '../command'
import { hotQuery, shortQuery } from '../query'

const listed = 20
/** Nobody counts further; and every page asks. */
const counted = 100

const tableOf = { lead: 'lead', case: 'case_file', referral: 'referral', filing: 'filing', campaign: 'campaign', letter: 'letter' } as const

/** A notice goes out of reach together with its matter: whoever lost sight of that is not told of it any more either. */
const inReach = clockSubjects
  .map((type) => {
    const table = tableOf[type]
    const there = `EXISTS (SELECT FROM ${table} WHERE ${table}.id = notification.subject_id AND ${readableSql(type)})`
    return `notification.subject_type = '${type}' AND ${there}`
  })
  .join(' OR ')

const unread = `
  FROM notification
  WHERE ${readableSql('notification')}
    AND NOT EXISTS (SELECT FROM notification_read WHERE notification_read.notification_id = notification.id
      AND notification_read.user_id = (SELECT ctx_uuid('app.user_id')))
    AND (notification.subject_id IS NULL OR ${inReach})`

/** That something waits behind a commitment which the own unit has not signed is told, as everywhere. */
const told = <T>(actor: Actor, read: (client: PoolClient) => Promise<T>) => shortQuery(pastCommitment(actor), read)

/** The newest notices of this person, their agency or institution, that they have not read and whose matter is in their reach. */
export const listNotices = (actor: Actor) =>
  told(actor, async (client) => {
    const { rows } = await client.query<{ id: string; kind: string; text: string; link: string; createdAt: Date }>({
      name: 'notices',
      text: `SELECT id, kind, text, link, created_at AS "createdAt" ${unread} ORDER BY created_at DESC LIMIT ${listed}`,
    })
    return rows.map(({ text, ...row }) => ({ ...row, detail: JSON.parse(text) as NoticeDetail })) // written by `notify`
  })

/** How many there are, a hundred at most. Asked by every page. */
export const countNotices = (actor: Actor): Promise<number> =>
  told(actor, async (client) => {
    const { rows } = await client.query<{ n: number }>({
      name: 'notice-count',
      text: `SELECT count(*)::int AS n FROM (SELECT ${unread} LIMIT ${counted}) AS unread`,
    })
    return rows[0]?.n ?? 0
  })

/** Marks every notice that the person can see as read, by this person alone. Not a business act, so without audit. */
export const markNoticesRead = command('notification.read', z.strictObject({}), async ({ tx, actor, now }) => {
  const seen = await hotQuery(pastCommitment(actor), async (client) => (await client.query<{ id: string }>(`SELECT id ${unread}`)).rows)
  await tx.notificationRead.createMany({
    data: seen.map(({ id }) => ({ id: randomUUID(), notificationId: id, userId: actor.userId, readAt: now })),
    skipDuplicates: true,
  })
})
