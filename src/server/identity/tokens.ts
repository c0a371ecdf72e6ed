import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import { accountPolicy } from '#domain/identity/account-policy'
import { normaliseLogin } from '#domain/identity/login'
import type { Actor } from '#domain/kernel/access'
import { DAY_MS } from '#domain/kernel/civil-date'
import { ok, type Result, refuse } from '#domain/kernel/result'
import { audit } from '#platform/audit'
import { pool, prisma } from '#platform/db'
import { actorOf, type PostRow, postsOf } from './posts'
import { type DueRow, dueOf, postToActIn, type SessionDue } from './sessions'

const prefix = 'qyt_'
const defaultDays = 90

/** 256 random bits need no slow hash: nobody guesses them, and a copy of the table does not give them. */
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

const tokenSql = `
  SELECT u.id AS user_id, u.name, u.password_changed_at, u.must_change_password, u.second_factor_due,
    u.totp_confirmed_at IS NOT NULL AS has_second_factor, coalesce(last.entered_by, 'password') AS entered_by, recused_ids(u.id) AS recused_ids, committed_ids(p.agency_id) AS committed_ids, p.*
  FROM access_token t
  JOIN user_account u ON u.id = t.user_id AND u.disabled_at IS NULL
  JOIN LATERAL posts_of(t.user_id, $2) p ON p.post_id = t.post_id
  LEFT JOIN LATERAL (SELECT s.entered_by FROM user_session s WHERE s.user_id = u.id ORDER BY s.created_at DESC LIMIT 1) last ON true
  WHERE t.token_hash = $1 AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR $2 < t.expires_at)`

type TokenRow = PostRow & DueRow & { user_id: string; name: string; recused_ids: string[]; committed_ids: string[] }

/**
 * Whoever a personal access token (个人访问令牌) acts as: exactly that person, in that post, as they are now, with what they must put
 * right before they may work. A token was not entered by anything itself; it goes by how its person came in last.
 */
export async function actorOfToken(token: string, now: Date): Promise<{ actor: Actor; due: SessionDue | null } | null> {
  if (!token.startsWith(prefix) || token.length > 100) return null
  const { rows } = await pool.query<TokenRow>({
    name: 'access-token',
    text: tokenSql,
    values: [hashOf(token), now],
  })
  const row = rows[0]
  if (!row) return null
  const person = { userId: row.user_id, name: row.name, recusedIds: row.recused_ids, committedTo: row.committed_ids }
  return { actor: actorOf(person, row), due: dueOf(row, now) }
}

const windowMs = 60_000

/** One more call by a token, counted where every process sees it: from the first call of a minute until its end. */
const countSql = `
  UPDATE access_token SET
    window_calls = CASE WHEN window_from > $2 THEN window_calls + 1 ELSE 1 END,
    window_from = CASE WHEN window_from > $2 THEN window_from ELSE $3 END
  WHERE token_hash = $1 RETURNING window_from, window_calls`

/** Counts a call of the machine interface. Refuses `tooManyCalls`, with the seconds until the next one is heard. */
export async function countCall(token: string, now: Date): Promise<Result<void>> {
  const { rows } = await pool.query<{ window_from: Date; window_calls: number }>({
    name: 'count-call',
    text: countSql,
    values: [hashOf(token), new Date(now.getTime() - windowMs), now],
  })
  const limit = accountPolicy.tokenCallsPerMinute
  const row = rows[0]
  if (!row || row.window_calls <= limit) return ok(undefined)
  return refuse('tooManyCalls', { limit, seconds: Math.max(1, Math.ceil((row.window_from.getTime() + windowMs - now.getTime()) / 1000)) })
}

/** Makes a token for the post in which the person last worked. The token is returned this once and kept nowhere. Refuses `notFound`. */
export async function createToken(
  { login, name, days = defaultDays }: { login: string; name: string; days?: number },
  now: Date,
): Promise<Result<string>> {
  const account = await prisma.userAccount.findFirst({
    where: { login: normaliseLogin(login), disabledAt: null },
    select: { id: true, name: true },
  })
  const posts = account ? await postsOf(account.id, now) : []
  if (!account || posts.length === 0) return refuse('notFound')

  const token = `${prefix}${randomBytes(32).toString('base64url')}`
  const expiresAt = new Date(now.getTime() + days * DAY_MS)
  await prisma.$transaction(async (tx) => {
    const post = await postToActIn(tx, account.id, posts)
    if (!post) return
    const made = await tx.accessToken.create({
      data: { userId: account.id, postId: post.post_id, name, tokenHash: hashOf(token), createdAt: now, expiresAt },
    })
    const actor = actorOf({ userId: account.id, name: account.name, recusedIds: [], committedTo: [] }, post)
    await audit(tx, {
      at: now,
      actor,
      action: 'identity.createToken',
      subject: { type: 'account', id: account.id },
      change: { token: [null, made.id], name: [null, name], expiresAt: [null, expiresAt.toISOString()] },
    })
  })
  return ok(token)
}
