import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import { accountPolicy } from '#domain/identity/account-policy'
import { normaliseLogin } from '#domain/identity/login'
import type { Actor } from '#domain/kernel/access'
import { DAY_MS } from '#domain/kernel/civil-date'
import { ok, type Result, refuse } from '#domain/kernel/result'
import { audit } from '#platform/audit'
import { asActor, pool, prisma } from '#platform/db'
import { asOneself } from './oneself'
import { actorOf, type PostRow, postsOf } from './posts'
import { type DueRow, dueOf, postToActIn, type SessionDue } from './sessions'

const prefix = 'qyt_'
const defaultDays = 90

/** 256 random bits need no slow hash: nobody guesses them, and a copy of the table does not give them. */
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

const tokenSql = 'SELECT * FROM token_holder($1, $2)'

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

/** Checks of bills are counted apart: a hospital's busy counter does not shut its other systems out. */
const callLimits = { any: accountPolicy.tokenCallsPerMinute, billCheck: accountPolicy.billChecksPerMinute } as const
export type CallKind = keyof typeof callLimits

/** One more call by a token, counted where every process sees it: from the first call of a minute until its end. */
const countSql = { any: 'SELECT * FROM count_token_call($1, $2, $3)', billCheck: 'SELECT * FROM count_bill_check($1, $2, $3)' } as const

/** Counts a call of the machine interface. Refuses `tooManyCalls`, with the seconds until the next one is heard. */
export async function countCall(token: string, now: Date, kind: CallKind = 'any'): Promise<Result<void>> {
  const { rows } = await pool.query<{ window_from: Date; window_calls: number }>({
    name: `count-call-${kind}`,
    text: countSql[kind],
    values: [hashOf(token), new Date(now.getTime() - windowMs), now],
  })
  const limit = callLimits[kind]
  const row = rows[0]
  if (!row || row.window_calls <= limit) return ok(undefined)
  return refuse('tooManyCalls', { limit, seconds: Math.max(1, Math.ceil((row.window_from.getTime() + windowMs - now.getTime()) / 1000)) })
}

/** Makes a token for the post in which the person last worked. The token is returned this once and kept nowhere. Refuses `notFound`. */
export async function createToken(
  { login, name, days = defaultDays }: { login: string; name: string; days?: number },
  now: Date,
): Promise<Result<string>> {
  const [account] = await prisma.$queryRaw<{ id: string; name: string; disabledAt: Date | null }[]>`
    SELECT id::text, name, disabled_at AS "disabledAt" FROM account_of_login(${normaliseLogin(login)})`
  const posts = account ? await postsOf(account.id, now) : []
  if (!account || account.disabledAt !== null || posts.length === 0) return refuse('notFound')

  const token = `${prefix}${randomBytes(32).toString('base64url')}`
  const expiresAt = new Date(now.getTime() + days * DAY_MS)
  await asActor(asOneself(account.id), async (tx) => {
    const post = await postToActIn(tx, account.id, posts)
    if (!post) return
    const made = await tx.accessToken.create({
      data: { userId: account.id, postId: post.post_id, name, tokenHash: hashOf(token), createdAt: now, expiresAt },
      select: { id: true },
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
