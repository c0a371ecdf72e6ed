import { generateSync } from 'otplib'
import { describe, expect, it } from 'vitest'
import { authenticate } from '#server/identity/authenticate'
import { beginSecondFactor, confirmSecondFactor } from '#server/identity/enrol-second-factor'
import { proveAgain } from '#server/identity/fresh-proof'
import { getMyAccount } from '#server/identity/my-posts'
import { readSession, type Session } from '#server/identity/sessions'
import { anAccount, rightPassword, type TestAccount } from '../../fixtures/accounts'
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
describe('an own second factor', () => {
  it('is in force once its first code was right, and ends the other sessions', async () => {
    const account = await anAccount()
    const [here, elsewhere] = [await signedIn(account), await signedIn(account)]
    expect(await beginSecondFactor(here.actor, { password: 'wrong' }, now)).toMatchObject({ refusal: { code: 'passwordWrong' } })
    const begun = await beginSecondFactor(here.actor, { password: rightPassword }, now)
    if (!begun.ok) throw new Error(begun.refusal.code)
    const { secret, uri } = begun.value
    expect(uri).toContain(`secret=${secret}`)
    expect((await signedIn(account)).id).toBeTruthy()

    const code = generateSync({ secret, epoch: now.getTime() / 1000 })
    expect(await confirmSecondFactor(here.actor, { sessionId: here.id, code: '123' }, now)).toMatchObject({
      refusal: { code: 'codeWrong' },
    })
    expect(await confirmSecondFactor(here.actor, { sessionId: here.id, code }, now)).toMatchObject({ ok: true })
    expect(await readSession(elsewhere.id, now)).toBeNull()
    expect(await authenticate({ login: account.login, password: rightPassword, code: '', source: 'z' }, now)).toEqual({
      ok: false,
      reason: 'codeNeeded',
    })
    expect(await authenticate({ login: account.login, password: rightPassword, code, source: 'z' }, now)).toEqual({
      ok: false,
      reason: 'codeWrong',
    })
    expect((await getMyAccount(here.actor)).secondFactor).toBe('on')

    const stored = await asOwner<{ totp_secret_cipher: string }>('SELECT totp_secret_cipher FROM user_account WHERE id = $1', [
      account.userId,
    ])
    expect(stored[0]?.totp_secret_cipher).toMatch(/^v1\./)
    expect(stored[0]?.totp_secret_cipher).not.toContain(secret)
    expect(await beginSecondFactor(here.actor, { password: rightPassword }, later(1))).toMatchObject({
      refusal: { code: 'codeWrong' },
    })
  })
})

describe('a second factor that is replaced', () => {
  it('stays in force until the new one has proved itself, and gives way to none that comes without the old code', async () => {
    const account = await anAccount()
    const session = await signedIn(account)
    const codeOf = (secret: string, at: Date) => generateSync({ secret, epoch: at.getTime() / 1000 })
    const begin = (currentCode: string, at: Date) => beginSecondFactor(session.actor, { password: rightPassword, currentCode }, at)
    const enter = (code: string, at: Date) => authenticate({ login: account.login, password: rightPassword, code, source: 'f' }, at)
    const first = await begin('', now)
    const old = first.ok ? first.value.secret : ''
    await confirmSecondFactor(session.actor, { sessionId: session.id, code: codeOf(old, now) }, now)

    const again = await begin(codeOf(old, later(1)), later(1))
    const fresh = again.ok ? again.value.secret : ''
    expect(fresh).not.toBe('')
    expect(await enter('', later(2))).toEqual({ ok: false, reason: 'codeNeeded' })
    expect(await enter(codeOf(fresh, later(2)), later(2))).toEqual({ ok: false, reason: 'codeWrong' })
    expect(await enter(codeOf(old, later(3)), later(3))).toMatchObject({ ok: true })
    // Begun twice: the second beginning asks for the old code as the first did.
    expect(await begin('', later(4))).toMatchObject({ refusal: { code: 'codeWrong' } })
    expect((await getMyAccount(session.actor)).secondFactor).toBe('on')

    const confirm = (code: string, at: Date) => confirmSecondFactor(session.actor, { sessionId: session.id, code }, at)
    expect(await confirm(codeOf(old, later(5)), later(5))).toMatchObject({ refusal: { code: 'codeWrong' } })
    expect(await confirm(codeOf(fresh, later(5)), later(5))).toMatchObject({ ok: true })
    expect(await enter(codeOf(old, later(6)), later(6))).toEqual({ ok: false, reason: 'codeWrong' })
    expect(await enter(codeOf(fresh, later(6)), later(6))).toMatchObject({ ok: true })
    expect(await confirm(codeOf(fresh, later(7)), later(7))).toMatchObject({ refusal: { code: 'wrongState' } })
  })

  it('is guessed at no more often than a password, from an open session too', async () => {
    const account = await anAccount()
    const session = await signedIn(account)
    const begun = await beginSecondFactor(session.actor, { password: rightPassword }, now)
    const code = begun.ok ? generateSync({ secret: begun.value.secret, epoch: now.getTime() / 1000 }) : ''
    await confirmSecondFactor(session.actor, { sessionId: session.id, code }, now)
    const answers = []
    for (let n = 0; n < 7; n += 1)
      answers.push(await proveAgain(session.actor, { sessionId: session.id, password: rightPassword, code: `00000${n}` }, later(10)))
    expect(answers.map((answer) => (answer.ok ? 'ok' : answer.refusal.code))).toEqual([
      ...Array(5).fill('codeWrong'),
      ...Array(2).fill('tooManyAttempts'),
    ])
  })
})
