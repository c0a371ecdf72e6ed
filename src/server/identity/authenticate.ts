import 'server-only'
import { normaliseLogin } from '#domain/identity/login'
import { systemActor } from '#domain/kernel/system-actor'
import { audit } from '#platform/audit'
import { asActor, prisma } from '#platform/db'
import { hashPassword, needsRehash, verifyNobody, verifyPassword } from '#platform/password'
import { forget, inTurn, succeed, takeAttempt } from './attempts'
import { type AccountToProve, accountToProve, asOneself } from './oneself'
import { actorOf, postsOf } from './posts'
import { redeemCode } from './second-factor'
import { type Entrance, openSession, postToActIn } from './sessions'

export type Credentials = { login: string; password: string; code: string; source: string }

/**
 * `wrong` covers every case in which nothing was proved: unknown login, wrong password, disabled account. The others are
 * said only to whoever has the password.
 */
export type SignInRefusal = 'wrong' | 'tooMany' | 'codeNeeded' | 'codeWrong' | 'lapsed' | 'noPost'

export type SignIn = { ok: true; sessionId: string; userId: string; name: string } | { ok: false; reason: SignInRefusal }

const refused = (reason: SignInRefusal): SignIn => ({ ok: false, reason })

/** Longer input is no password of ours, and would only cost time. */
const maxInput = 512

/**
 * Signs a person in: password, then code where the account has one, then a session in the post they last worked in.
 * An unknown login costs the same work as a known one. Being locked out ends no session that is already open.
 */
export async function authenticate(given: Credentials, now: Date): Promise<SignIn> {
  const login = normaliseLogin(given.login)
  if (login === '' || login.length > maxInput || given.password.length > maxInput) return refused('wrong')
  return inTurn(login, async () => {
    const attempt = await takeAttempt({ login, source: given.source }, now)
    if (attempt === null) return refused('tooMany')
    const account = await accountToProve(prisma, login)
    const answered = await answer(account, { ...given, login }, attempt, now)
    if (!answered.ok && answered.reason !== 'codeNeeded') await record({ account, source: given.source, reason: answered.reason }, now)
    return answered
  })
}

type Account = AccountToProve | null

/** Where the trail keeps failures under logins that nobody has. What was typed there is not kept: it may have been a password. */
const nobody = systemActor.userId

/** A failed sign-in, for the audit administrator: as many lines as answers were heard. An unknown login writes as much as a known one. */
const record = ({ account, source, reason }: { account: Account; source: string; reason: SignInRefusal }, now: Date) =>
  prisma.$transaction((tx) =>
    audit(tx, {
      at: now,
      actor: { ...systemActor, department: null, regionNo: 0 },
      action: 'identity.refuseSignIn',
      subject: { type: 'account', id: account?.id ?? nobody },
      change: { login: [null, account?.login ?? null], reason: [null, reason], source: [null, source] },
    }),
  )

async function answer(account: Account, { password, code, source }: Credentials, attempt: string, now: Date): Promise<SignIn> {
  const right = account ? await verifyPassword(account.passwordHash, password) : await verifyNobody(password)
  if (!account || !right || account.disabledAt !== null) return refused('wrong')

  if (account.initialPasswordUntil !== null && account.initialPasswordUntil <= now) return refused('lapsed')

  const hasFactor = account.totpConfirmedAt !== null
  if (hasFactor && code === '') {
    await forget(attempt)
    return refused('codeNeeded')
  }
  if (hasFactor && !(await redeemCode(account, code, now))) return refused('codeWrong')

  await succeed(attempt)
  if (needsRehash(account.passwordHash)) {
    const passwordHash = await hashPassword(password)
    await asActor(asOneself(account.id), (tx) =>
      // Not over a password that has been changed meanwhile.
      tx.userAccount.updateMany({ where: { id: account.id, passwordChangedAt: account.passwordChangedAt }, data: { passwordHash } }),
    )
  }
  return enter(
    {
      userId: account.id,
      name: account.name,
      source,
      secondFactorAt: hasFactor ? now : null,
      by: hasFactor ? 'passwordAndCode' : 'password',
    },
    now,
  )
}

type Entering = {
  userId: string
  name: string
  source: string
  secondFactorAt: Date | null
  by: Entrance
}

/** Opens the session of a person who has proved to be who they are. Session and audit line are committed together. */
export async function enter({ userId, name, source, secondFactorAt, by }: Entering, now: Date): Promise<SignIn> {
  const posts = await postsOf(userId, now)
  return asActor(asOneself(userId), async (tx) => {
    const post = await postToActIn(tx, userId, posts)
    if (!post) return refused('noPost')
    const sessionId = await openSession(tx, { userId, postId: post.post_id, now, source, secondFactorAt, enteredBy: by })
    await tx.userAccount.updateMany({ where: { id: userId }, data: { lastSignInAt: now } })
    const actor = actorOf({ userId, name, recusedIds: [], committedTo: [] }, post)
    await audit(tx, {
      at: now,
      actor,
      action: 'identity.signIn',
      subject: { type: 'account', id: userId },
      change: { session: [null, sessionId], by: [null, by], source: [null, source] },
    })
    return { ok: true, sessionId, userId, name }
  })
}
