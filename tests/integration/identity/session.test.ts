import { describe, expect, it } from 'vitest'
import { authenticate } from '#server/identity/authenticate'
import { changePassword } from '#server/identity/change-password'
import { endOtherSessions, endSession, switchPost } from '#server/identity/own-sessions'
import { actorFromRequest } from '#server/identity/request-actor'
import { sealSessionId, sessionCookie } from '#server/identity/session-cookie'
import { readSession, type Session, signOut } from '#server/identity/sessions'
import { createToken } from '#server/identity/tokens'
import { disableAccount, endPost } from '#server/identity/withdraw-access'
import { anAccount, aPost, rightPassword, type TestAccount } from '../../fixtures/accounts'
import { asOwner } from '../../support/as-owner'

const now = new Date('2026-05-08T01:00:00Z')
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

async function signedIn({ login }: TestAccount, at = now): Promise<Session> {
  const outcome = await authenticate({ login, password: rightPassword, code: '', source: login }, at)
  const session = outcome.ok ? await readSession(outcome.sessionId, at) : null
  if (!session) throw new Error('not signed in')
  return session
}

/** What a request of nobody is answered. */
const stranger = { ok: false, refusal: { code: 'notSignedIn' } }

const securityAdmin = async () => (await signedIn(await anAccount({ roles: ['securityAdmin'] }))).actor

describe('a session', () => {
  it('ends when idle, unless there are signs of life', async () => {
    const account = await anAccount()
    const idle = await signedIn(account)
    const busy = await signedIn(account)
    for (let minute = 10; minute <= 40; minute += 10) expect(await readSession(busy.id, later(minute))).not.toBeNull()
    expect(await readSession(idle.id, later(40))).toBeNull()
  })

  it('ends after eight hours of steady work', async () => {
    const { id } = await signedIn(await anAccount())
    for (let minute = 20; minute < 480; minute += 20) expect(await readSession(id, later(minute))).not.toBeNull()
    expect(await readSession(id, later(480))).toBeNull()
  })

  it('keeps administrators out of every department and region, and lets them idle for fifteen minutes', async () => {
    const { id, actor } = await signedIn(await anAccount({ roles: ['systemAdmin'] }))
    expect(actor).toMatchObject({ department: null, agencyId: null, regionNo: 0, regionLo: null, regionHi: null, clearance: 0 })
    expect(await readSession(id, later(16))).toBeNull()
  })

  it('feels a lost role with the next request', async () => {
    const account = await anAccount({ roles: ['handler', 'approver'] })
    const { id } = await signedIn(account)
    await asOwner(`UPDATE post SET roles = '{handler}', clearance = 0 WHERE id = $1`, [account.postId])
    expect((await readSession(id, later(1)))?.actor).toMatchObject({ roles: ['handler'], clearance: 0 })
  })

  it('knows the rows that its person must keep away from', async () => {
    const account = await anAccount()
    const subject = '0198f0c0-0000-7000-8000-00000000aaaa'
    const columns = await asOwner<{ column_name: string }>(
      `SELECT column_name FROM information_schema.columns WHERE table_name = 'recusal' AND is_nullable = 'NO' AND column_default IS NULL`,
    )
    const values: Record<string, unknown> = {
      id: subject,
      user_id: account.userId,
      subject_type: 'lead',
      subject_id: subject,
      department: 'MI',
      region_no: 370800,
      declared_at: now,
    }
    const named = columns.map(({ column_name }) => column_name)
    await asOwner(
      `INSERT INTO recusal (${named.join(', ')}) VALUES (${named.map((_, at) => `$${at + 1}`).join(', ')})`,
      named.map((name) => values[name] ?? (name.endsWith('_id') ? subject : name.endsWith('_at') ? now : '测试')),
    )
    expect((await signedIn(account)).actor.recusedIds).toEqual([subject])
  })

  it('is over at once when signed out, and stays over', async () => {
    const session = await signedIn(await anAccount())
    await signOut(session.id, later(1))
    expect(await readSession(session.id, later(1))).toBeNull()
    await signOut(session.id, later(2))
    const trail = await asOwner('SELECT action FROM audit_entry WHERE subject_id = $1 ORDER BY seq', [session.actor.userId])
    expect(trail).toEqual([{ action: 'identity.signIn' }, { action: 'identity.signOut' }])
  })

  it('asks for a new password after ninety days, or when one was set for the person', async () => {
    const old = await anAccount({ changedAt: new Date('2026-02-06T00:59:59Z') })
    const fresh = await anAccount({ changedAt: new Date('2026-02-07T01:00:01Z') })
    const given = await anAccount({ mustChange: true })
    expect([(await signedIn(old)).due, (await signedIn(fresh)).due, (await signedIn(given)).due]).toEqual(['password', null, 'password'])
  })

  it('asks for a second factor where the installation requires one', async () => {
    const account = await anAccount()
    process.env.QINGYUAN_SECOND_FACTOR = 'required'
    try {
      expect((await signedIn(account)).due).toBe('secondFactor')
    } finally {
      delete process.env.QINGYUAN_SECOND_FACTOR
    }
  })
})

describe('revocation', () => {
  it('by the owner ends one session, or all others, and never another person’s', async () => {
    const account = await anAccount()
    const [mine, second, third] = [await signedIn(account), await signedIn(account), await signedIn(account)]
    const stranger = await signedIn(await anAccount())
    expect(await endSession(stranger.actor, { endedId: mine.id })).toMatchObject({ ok: false, refusal: { code: 'notFound' } })
    expect(await endSession(mine.actor, { endedId: second.id }, later(1))).toMatchObject({ ok: true })
    expect(await readSession(second.id, later(1))).toBeNull()
    expect(await endOtherSessions(mine.actor, { sessionId: mine.id }, later(1))).toMatchObject({ ok: true })
    expect([
      await readSession(third.id, later(1)),
      (await readSession(mine.id, later(1)))?.id,
      (await readSession(stranger.id, later(1)))?.id,
    ]).toEqual([null, mine.id, stranger.id])
  })

  it('follows a disabled account, its sessions and tokens at once', async () => {
    const account = await anAccount()
    const session = await signedIn(account)
    const token = await createToken({ login: account.login, name: 'test' }, now)
    const admin = await securityAdmin()
    const bearer = () => new Request('http://127.0.0.1/', { headers: { authorization: `Bearer ${token.ok ? token.value : ''}` } })
    expect(await actorFromRequest(bearer(), later(1))).toMatchObject({ value: { userId: account.userId } })

    expect(await disableAccount(session.actor, { userId: account.userId, reason: '离职' }, later(1))).toMatchObject({
      ok: false,
      refusal: { code: 'notFound' },
    })
    expect(await disableAccount(admin, { userId: account.userId, reason: '离职' }, later(1))).toMatchObject({ ok: true })
    expect([await readSession(session.id, later(1)), await actorFromRequest(bearer(), later(1))]).toEqual([null, stranger])
    expect(await authenticate({ login: account.login, password: rightPassword, code: '', source: 'x' }, later(1))).toEqual({
      ok: false,
      reason: 'wrong',
    })
    expect(await disableAccount(admin, { userId: admin.userId, reason: '误操作' }, later(2))).toMatchObject({
      refusal: { code: 'ownAccount' },
    })
  })

  it('follows the end of a post, and leaves the person’s other posts', async () => {
    const account = await anAccount()
    const session = await signedIn(account)
    const other = await aPost(account.userId, { agency: '任城区医疗保障局' })
    expect(await endPost(await securityAdmin(), { postId: account.postId, reason: '调任' }, later(1))).toMatchObject({ ok: true })
    expect(await readSession(session.id, later(1))).toBeNull()
    expect((await signedIn(account, later(2))).actor.postId).toBe(other)
  })

  it('follows a new password: everywhere but here', async () => {
    const account = await anAccount()
    const [here, elsewhere] = [await signedIn(account), await signedIn(account)]
    const change = (newPassword: string, override: object = {}) =>
      changePassword(
        here.actor,
        { sessionId: here.id, currentPassword: rightPassword, newPassword, repeatPassword: newPassword, ...override },
        later(1),
      )
    expect(await change('Weishan-Lake-88', { currentPassword: 'wrong' })).toMatchObject({ refusal: { code: 'passwordWrong' } })
    expect(await change('Weishan-Lake-88', { repeatPassword: 'Weishan-Lake-89' })).toMatchObject({
      refusal: { code: 'passwordUnfit', detail: { faults: ['notConfirmed'] } },
    })
    expect(await change('Password1234')).toMatchObject({ refusal: { code: 'passwordUnfit', detail: { faults: ['guessable'] } } })
    expect(await change(rightPassword)).toMatchObject({ refusal: { code: 'passwordUnfit', detail: { faults: ['usedBefore'] } } })
    expect(await change('Weishan-Lake-88', { role: 'approver' })).toMatchObject({ refusal: { code: 'unknownField' } })
    expect(await readSession(elsewhere.id, later(1))).not.toBeNull()
    expect(await change('Weishan-Lake-88')).toMatchObject({ ok: true })
    expect(await readSession(elsewhere.id, later(1))).toBeNull()
    expect(await readSession(here.id, later(1))).not.toBeNull()
    expect(await authenticate({ login: account.login, password: rightPassword, code: '', source: 'y' }, later(2))).toMatchObject({
      ok: false,
    })
  })

  it('remembers five passwords in all', async () => {
    const session = await signedIn(await anAccount())
    const names = ['Weishan-Lake-81', 'Kongzi-Tree-82x', 'Yunhe-Boat-83qq', 'Taibai-Tower-84', 'Shuibo-Lotus-85']
    let current = rightPassword
    const to = async (next: string, at: number) => {
      const outcome = await changePassword(
        session.actor,
        { sessionId: session.id, currentPassword: current, newPassword: next, repeatPassword: next },
        later(at),
      )
      if (outcome.ok) current = next
      return outcome.ok
    }
    for (const [at, name] of names.entries()) expect(await to(name, at + 1)).toBe(true)
    expect(await to(names[0] ?? '', 20)).toBe(false)
    expect(await to(rightPassword, 21)).toBe(true)
  })
})

describe('several posts', () => {
  it('are acted in one at a time, as the person chooses', async () => {
    const account = await anAccount()
    const second = await aPost(account.userId, { agency: '任城区医疗保障局', roles: ['reviewer'] })
    const foreign = await anAccount()
    const session = await signedIn(account)
    expect(await switchPost(session.actor, { sessionId: session.id, postId: foreign.postId }, later(1))).toMatchObject({
      refusal: { code: 'notFound' },
    })
    expect(await switchPost(session.actor, { sessionId: session.id, postId: second }, later(1))).toMatchObject({ ok: true })
    expect((await readSession(session.id, later(1)))?.actor).toMatchObject({ postId: second, roles: ['reviewer'], regionNo: 370811 })
  })
})

describe('a request', () => {
  const ask = (headers: Record<string, string>) => actorFromRequest(new Request('http://127.0.0.1/api/v1/leads', { headers }), later(1))

  it('is somebody’s by session cookie or by token, and nobody’s otherwise', async () => {
    const account = await anAccount()
    const session = await signedIn(account)
    const cookie = `a=b; ${sessionCookie().name}=${await sealSessionId(session.id)}`
    const token = await createToken({ login: account.login, name: 'test', days: 1 }, now)
    const bearer = `Bearer ${token.ok ? token.value : ''}`
    expect(await ask({ cookie })).toMatchObject({ value: { userId: account.userId } })
    expect(await ask({ authorization: bearer })).toMatchObject({ value: { userId: account.userId, postId: account.postId } })
    expect(await ask({ cookie, authorization: `${bearer}x` })).toEqual(stranger)
    for (const authorization of [
      'Bearer %E0%A4%A',
      'Bearer',
      'Bearer ',
      'Basic dGVzdDp0ZXN0',
      `Bearer ${'a'.repeat(5000)}`,
      bearer.slice(0, -1),
    ]) {
      expect(await ask({ authorization })).toEqual(stranger)
    }
    for (const forged of ['', 'x', session.id, 'a.b.c.d.e', `${await sealSessionId(session.id)}x`])
      expect(await ask({ cookie: `${sessionCookie().name}=${forged}` })).toEqual(stranger)
    expect(await actorFromRequest(new Request('http://127.0.0.1/', { headers: { authorization: bearer } }), later(60 * 25))).toEqual(
      stranger,
    )
  })

  it('by token is refused, and told why, while its person must put something right', async () => {
    const account = await anAccount()
    const token = await createToken({ login: account.login, name: 'test' }, now)
    const authorization = `Bearer ${token.ok ? token.value : ''}`
    const answered = async () => {
      const answer = await ask({ authorization })
      return answer.ok ? 'ok' : [answer.refusal.code, answer.refusal.detail]
    }
    expect(await answered()).toBe('ok')
    const set = (assignment: string) => asOwner(`UPDATE user_account SET ${assignment} WHERE id = $1`, [account.userId])
    await set('must_change_password = true')
    expect(await answered()).toEqual(['dueFirst', { due: 'password' }])
    await set("must_change_password = false, password_changed_at = '2026-01-01T00:00:00Z'")
    expect(await answered()).toEqual(['dueFirst', { due: 'password' }])
    await set("password_changed_at = '2026-05-01T00:00:00Z', second_factor_due = true")
    expect(await answered()).toEqual(['dueFirst', { due: 'secondFactor' }])
    // Bound to a provider, by which they have never come in: what is due stays due.
    await set("oidc_subject = 'https://sso.example|someone'")
    expect(await answered()).toEqual(['dueFirst', { due: 'secondFactor' }])
  })

  it('finds no token in the database, only its hash', async () => {
    const account = await anAccount()
    const token = await createToken({ login: account.login, name: 'test' }, now)
    const rows = await asOwner<{ row: string }>('SELECT t::text AS row FROM access_token t WHERE user_id = $1', [account.userId])
    expect(rows).toHaveLength(1)
    expect(rows[0]?.row).not.toContain(token.ok ? token.value : 'none')
    expect(await createToken({ login: 'nobody', name: '' }, now)).toMatchObject({ ok: false, refusal: { code: 'notFound' } })
  })
})
