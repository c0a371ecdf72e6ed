import 'server-only'
import { passwordExpired } from '#domain/identity/password-policy'
import { dueForTouch, endOf, expiryOf, idleLimitMs } from '#domain/identity/session-policy'
import type { Actor } from '#domain/kernel/access'
import { audit } from '#platform/audit'
import { asActor, pool, type Tx } from '#platform/db'
import { rowContext } from '../access'
import { query } from '../query'
import { actorOf, type Post, type PostRow, postOf } from './posts'

export type RevocationReason =
  | 'signedOut'
  | 'revokedByOwner'
  | 'passwordChanged'
  | 'secondFactorChanged'
  | 'passwordReset'
  | 'secondFactorReset'
  | 'accountDisabled'
  | 'accountDormant'
  | 'postEnded'

/** How a session was entered. */
export type Entrance = 'password' | 'passwordAndCode' | 'singleSignOn'

/** What must be put right before this person may work. */
export type SessionDue = 'password' | 'secondFactor'

export type Session = {
  id: string
  login: string
  actor: Actor
  due: SessionDue | null
  /** Every post that the person may act in now, the oldest first. */
  posts: Post[]
}

type SessionRow = PostRow &
  DueRow & {
    session_id: string
    session_post_id: string
    last_seen_at: Date
    expires_at: Date
    revoked_at: Date | null
    user_id: string
    login: string
    name: string
    recused_ids: string[]
    opened_ids: string[]
    committed_ids: string[]
  }

const sessionSql = 'SELECT session.*, opened_ids(session.user_id) AS opened_ids FROM session_of($1, $2) AS session'
const seenSql = 'SELECT session_seen($1, $2)'

/** Whether this installation asks everybody for a second factor (等保三级), or leaves it to those who enrolled. */
const secondFactorRequired = () => process.env.QINGYUAN_SECOND_FACTOR === 'required'

/** What decides on it, of the account and of how it was entered. */
export type DueRow = {
  password_changed_at: Date
  must_change_password: boolean
  second_factor_due: boolean
  has_second_factor: boolean
  entered_by: Entrance
}

/** Whoever a provider vouches for has no password here to renew, and their second factor is the provider's affair. A password asks for both. */
export function dueOf(row: DueRow, now: Date): SessionDue | null {
  if (row.entered_by === 'singleSignOn') return null
  if (row.must_change_password || passwordExpired(row.password_changed_at, now)) return 'password'
  return (secondFactorRequired() || row.second_factor_due) && !row.has_second_factor ? 'secondFactor' : null
}

/**
 * The session behind an id, read afresh each time: revocation, the end of a post, a disabled account and changed roles
 * take effect with the next request. `null` when it is over, whatever the reason.
 */
export async function readSession(id: string, now: Date): Promise<Session | null> {
  const { rows } = await pool.query<SessionRow>({ name: 'session', text: sessionSql, values: [id, now] })
  const row = rows.find((one) => one.post_id === one.session_post_id)
  if (!row) return null
  const known = { recusedIds: row.recused_ids, openedIds: row.opened_ids, committedTo: row.committed_ids }
  const actor = actorOf({ userId: row.user_id, name: row.name, ...known }, row)
  const times = { lastSeenAt: row.last_seen_at, expiresAt: row.expires_at, revokedAt: row.revoked_at }
  if (endOf(times, actor.roles, now) !== null) return null
  if (dueForTouch(row.last_seen_at, now)) await pool.query({ name: 'session-seen', text: seenSql, values: [id, now] })
  return { id, login: row.login, actor, due: dueOf(row, now), posts: rows.map((post) => postOf(post, row.post_id)) }
}

/** Begins a session in a post. */
export async function openSession(
  tx: Tx,
  {
    userId,
    postId,
    now,
    source,
    secondFactorAt,
    enteredBy,
  }: { userId: string; postId: string; now: Date; source: string; secondFactorAt: Date | null; enteredBy: Entrance },
): Promise<string> {
  const opened = await tx.userSession.create({
    data: { userId, postId, createdAt: now, lastSeenAt: now, expiresAt: expiryOf(now), secondFactorAt, source, enteredBy },
    select: { id: true },
  })
  return opened.id
}

/** Ends sessions from the next request on. */
export async function revokeSessions(
  tx: Tx,
  which: { userId?: string; postId?: string; id?: string | { not: string } },
  reason: RevocationReason,
  now: Date,
): Promise<number> {
  const ended = await tx.userSession.updateMany({ where: { ...which, revokedAt: null }, data: { revokedAt: now, revokedReason: reason } })
  return ended.count
}

/** Ends the session that its own person leaves. A session that is over already stays as it is. */
export async function signOut(id: string, now: Date): Promise<void> {
  const session = await readSession(id, now)
  if (!session) return
  await asActor(rowContext(session.actor), async (tx) => {
    await revokeSessions(tx, { id }, 'signedOut', now)
    await audit(tx, {
      at: now,
      actor: session.actor,
      action: 'identity.signOut',
      subject: { type: 'account', id: session.actor.userId },
      change: { session: [id, null] },
    })
  })
}

/** The post in which the person last worked, when it is still theirs; else their first. */
export async function postToActIn(tx: Tx, userId: string, posts: readonly PostRow[]): Promise<PostRow | null> {
  const last = await tx.userSession.findFirst({ where: { userId }, orderBy: { createdAt: 'desc' }, select: { postId: true } })
  return posts.find((post) => post.post_id === last?.postId) ?? posts[0] ?? null
}

/** A person's live sessions, the newest sign of life first. */
export const liveSessions = (actor: Actor, now: Date) =>
  query(actor, (tx) =>
    tx.userSession.findMany({
      where: {
        userId: actor.userId,
        revokedAt: null,
        expiresAt: { gt: now },
        lastSeenAt: { gte: new Date(now.getTime() - idleLimitMs(actor.roles)) },
      },
      orderBy: { lastSeenAt: 'desc' },
      select: {
        id: true,
        createdAt: true,
        lastSeenAt: true,
        expiresAt: true,
        source: true,
        secondFactorAt: true,
        post: { select: { title: true, agency: { select: { name: true } } } },
      },
    }),
  )
