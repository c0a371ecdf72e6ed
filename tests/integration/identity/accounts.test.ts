import { generateSync } from 'otplib'
import { beforeAll, describe, expect, it } from 'vitest'
import { getAccount, listAccounts } from '#server/identity/accounts'
import { authenticate } from '#server/identity/authenticate'
import { changePassword } from '#server/identity/change-password'
import { createAccount } from '#server/identity/create-account'
import { beginSecondFactor, confirmSecondFactor } from '#server/identity/enrol-second-factor'
import { proveAgain } from '#server/identity/fresh-proof'
import { resetPassword, resetSecondFactor, unlockAccount } from '#server/identity/reset-credentials'
import { sealSecret } from '#server/identity/second-factor'
import { readSession, type Session } from '#server/identity/sessions'
import { disableAccount, enableAccount } from '#server/identity/withdraw-access'
import { anAccount, aPost, rightPassword } from '../../fixtures/accounts'
import { signedIn } from '../../fixtures/signed-in'
import { asOwner } from '../../support/as-owner'

const now = new Date('2026-05-08T01:00:00Z')
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
const reason = '本人当面提出'

let city: Session
let county: Session
let handler: Session
let systemAdmin: Session
let countyAgencyId: string
let cityAgencyId: string

const agencyNamed = async (name: string) => (await asOwner<{ id: string }>('SELECT id FROM agency WHERE name = $1', [name]))[0]?.id ?? ''

beforeAll(async () => {
  city = await signedIn(await anAccount({ roles: ['securityAdmin'] }), now)
  county = await signedIn(await anAccount({ roles: ['securityAdmin'], agency: '任城区医疗保障局' }), now)
  systemAdmin = await signedIn(await anAccount({ roles: ['systemAdmin'] }), now)
  handler = await signedIn(await anAccount(), now)
  countyAgencyId = await agencyNamed('曲阜市医疗保障局')
  cityAgencyId = await agencyNamed('济宁市医疗保障局')
})

let made = 0
const form = (override: object = {}) => ({
  login: `new${++made}`,
  name: '新来的人',
  agencyId: countyAgencyId,
  phone: '分机8101',
  secondFactor: 'on',
  ...override,
})
const create = (by: Session, override: object = {}, at = now) => createAccount(by.actor, { ...form(override), sessionId: by.id }, at)

const versionOf = async (userId: string) =>
  (await asOwner<{ version: number }>('SELECT version FROM user_account WHERE id = $1', [userId]))[0]?.version ?? 0
const on = async (by: Session, userId: string, override: object = {}) => ({
  ...{ userId, version: await versionOf(userId), sessionId: by.id, reason },
  ...override,
})
const trail = (userId: string) => asOwner('SELECT action, actor_id FROM audit_entry WHERE subject_id = $1 ORDER BY seq', [userId])

describe('a new account', () => {
  it('opens by its one-time password alone, to nothing but a new password and a second factor', async () => {
    const outcome = await create(city)
    if (!outcome.ok) throw new Error(outcome.refusal.code)
    const { userId, login, password } = outcome.value
    expect(await trail(userId)).toEqual([{ action: 'identity.createAccount', actor_id: city.actor.userId }])
    expect(JSON.stringify(await asOwner('SELECT * FROM audit_entry WHERE subject_id = $1', [userId]))).not.toContain(password)

    const given = { login, password, code: '', source: 'desk' }
    expect(await authenticate(given, later(1))).toEqual({ ok: false, reason: 'noPost' })
    await aPost(userId, { agency: '曲阜市医疗保障局' })
    const first = await signedIn({ login }, later(2), password)
    expect(first.due).toBe('password')
    expect(first.actor).toMatchObject({ regionNo: 370881, roles: ['handler'] })

    const fresh = { currentPassword: password, newPassword: rightPassword, repeatPassword: rightPassword, sessionId: first.id }
    expect(await changePassword(first.actor, fresh, later(3))).toMatchObject({ ok: true })
    expect((await readSession(first.id, later(3)))?.due).toBe('secondFactor')
    const begun = await beginSecondFactor(first.actor, { password: rightPassword }, later(4))
    if (!begun.ok) throw new Error(begun.refusal.code)
    const code = generateSync({ secret: begun.value.secret, epoch: later(4).getTime() / 1000 })
    expect(await confirmSecondFactor(first.actor, { sessionId: first.id, code }, later(4))).toMatchObject({ ok: true })
    expect((await readSession(first.id, later(4)))?.due).toBeNull()
    expect(await authenticate(given, later(5))).toEqual({ ok: false, reason: 'wrong' })
  })

  it('has a password that lapses after three days', async () => {
    const outcome = await create(city)
    if (!outcome.ok) throw new Error(outcome.refusal.code)
    const { login, password } = outcome.value
    const at = (hours: number) => later(hours * 60)
    expect(await authenticate({ login, password, code: '', source: 'desk' }, at(71.9))).toEqual({ ok: false, reason: 'noPost' })
    expect(await authenticate({ login, password, code: '', source: 'desk' }, at(72))).toEqual({ ok: false, reason: 'lapsed' })
    expect(await authenticate({ login, password: 'wrong', code: '', source: 'desk' }, at(72))).toEqual({ ok: false, reason: 'wrong' })
  })

  it('is nobody’s to make but the security administrator’s, in their own region, having proved who they are', async () => {
    const code = async (by: Session, override = {}, at = now) => {
      const outcome = await create(by, override, at)
      return outcome.ok ? 'made' : outcome.refusal.code
    }
    expect(await code(handler)).toBe('notFound')
    expect(await code(systemAdmin)).toBe('notFound')
    expect(await code(county)).toBe('unitUnknown')
    expect(await code(county, { agencyId: cityAgencyId })).toBe('unitUnknown')
    expect(await code(county, { agencyId: (await agencyNamed('任城区公安局')) || (await agencyNamed('济宁市公安局任城区分局')) })).toBe(
      'made',
    )
    expect(await code(city, {}, later(6))).toBe('proveAgain')
    expect(await code({ ...city, id: handler.id })).toBe('proveAgain')
    expect(await code(city, { agencyId: '' })).toBe('unitUnknown')
    expect(await code(city, { institutionCode: 'H1' })).toBe('unitUnknown')
    expect(await code(city, { agencyId: '', institutionCode: 'no-such' })).toBe('unitUnknown')
    expect(await code(city, { login: 'two words' })).toBe('invalidInput')
    expect(await code(city, { roles: ['approver'] })).toBe('unknownField')
    const login = `taken${made}`
    expect(await code(city, { login })).toBe('made')
    expect(await code(city, { login: login.toUpperCase() })).toBe('loginTaken')
  })

  it('is shown with its password once: the repeat of the form is refused', async () => {
    const raw = { ...form(), sessionId: city.id, requestKey: crypto.randomUUID() }
    expect(await createAccount(city.actor, raw, now)).toMatchObject({ ok: true })
    expect(await createAccount(city.actor, raw, now)).toMatchObject({ ok: false, refusal: { code: 'requestKeyReused' } })
  })
})

describe('proving again', () => {
  it('takes the password, counts wrong ones, and holds for five minutes', async () => {
    const admin = await signedIn(await anAccount({ roles: ['securityAdmin'] }), now)
    const prove = (password: string, at: Date) => proveAgain(admin.actor, { sessionId: admin.id, password }, at)
    expect(await prove('wrong', later(8))).toMatchObject({ ok: false, refusal: { code: 'passwordWrong' } })
    expect(await create(admin, {}, later(8))).toMatchObject({ ok: false, refusal: { code: 'proveAgain' } })
    expect(await prove(rightPassword, later(9))).toMatchObject({ ok: true })
    expect(await create(admin, {}, later(13))).toMatchObject({ ok: true })
    expect(await create(admin, {}, later(14))).toMatchObject({ ok: false, refusal: { code: 'proveAgain' } })
    for (let n = 0; n < 5; n += 1) await prove('wrong', later(14))
    expect(await prove(rightPassword, later(14))).toMatchObject({ ok: false, refusal: { code: 'tooManyAttempts' } })
  })
})

describe('a reset', () => {
  it('of the password ends every session and machine, and gives one password for one sign-in', async () => {
    const account = await anAccount()
    const open = await signedIn(account, now)
    const outcome = await resetPassword(city.actor, await on(city, account.userId), later(1))
    if (!outcome.ok) throw new Error(outcome.refusal.code)
    expect(await readSession(open.id, later(1))).toBeNull()
    expect(await authenticate({ login: account.login, password: rightPassword, code: '', source: 'x' }, later(2))).toMatchObject({
      reason: 'wrong',
    })
    expect((await signedIn(account, later(2), outcome.value.password)).due).toBe('password')
    expect((await trail(account.userId)).map(({ action }) => action)).toContain('identity.resetPassword')
  })

  it('of the second factor lets in by password, to set up another and nothing else', async () => {
    const account = await anAccount()
    await asOwner('UPDATE user_account SET totp_secret_cipher = $2, totp_confirmed_at = now() WHERE id = $1', [
      account.userId,
      sealSecret(account.userId, 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'),
    ])
    const given = { login: account.login, password: rightPassword, code: '', source: 'y' }
    expect(await authenticate(given, now)).toMatchObject({ reason: 'codeNeeded' })
    expect(await resetSecondFactor(city.actor, await on(city, account.userId), later(1))).toMatchObject({ ok: true })
    expect((await signedIn(account, later(2))).due).toBe('secondFactor')
    expect(await resetSecondFactor(city.actor, await on(city, account.userId), later(2))).toMatchObject({
      refusal: { code: 'factorMissing' },
    })
  })

  it('is refused from a stale page, of oneself, of another region, by another role', async () => {
    const { userId } = await anAccount({ agency: '曲阜市医疗保障局' })
    const stale = await on(city, userId)
    expect(await resetPassword(city.actor, stale, now)).toMatchObject({ ok: true })
    expect(await resetPassword(city.actor, { ...stale, reason: '再来一次' }, now)).toMatchObject({ refusal: { code: 'changedMeanwhile' } })
    expect(await resetPassword(city.actor, await on(city, city.actor.userId), now)).toMatchObject({ refusal: { code: 'ownAccount' } })
    expect(await resetPassword(county.actor, await on(county, userId), now)).toMatchObject({ refusal: { code: 'notFound' } })
    expect(await resetPassword(handler.actor, await on(handler, userId), now)).toMatchObject({ refusal: { code: 'notFound' } })
    expect(await resetPassword(systemAdmin.actor, await on(systemAdmin, userId), now)).toMatchObject({ refusal: { code: 'notFound' } })
    expect(await resetPassword(city.actor, await on(city, userId), later(6))).toMatchObject({ refusal: { code: 'proveAgain' } })
  })
})

describe('a locked account', () => {
  it('is opened again by the administrator of its region, and its guesser is not', async () => {
    const account = await anAccount()
    for (let n = 0; n < 6; n += 1) await authenticate({ login: account.login, password: 'wrong', code: '', source: 'one guesser' }, now)
    const given = { login: account.login, password: rightPassword, code: '' }
    expect(await authenticate({ ...given, source: 'own desk' }, later(1))).toMatchObject({ reason: 'tooMany' })
    expect(await unlockAccount(county.actor, { userId: account.userId, reason }, later(1))).toMatchObject({ refusal: { code: 'notFound' } })
    expect(await unlockAccount(city.actor, { userId: account.userId, reason }, later(1))).toMatchObject({ ok: true })
    expect(await authenticate({ ...given, source: 'own desk' }, later(2))).toMatchObject({ ok: true })
    expect(await unlockAccount(city.actor, { userId: account.userId, reason }, later(2))).toMatchObject({ refusal: { code: 'notLocked' } })
    expect(await asOwner('SELECT FROM sign_in_attempt WHERE source = $1 AND NOT succeeded', ['one guesser'])).toHaveLength(5)
  })
})

describe('a disabled account', () => {
  it('is thrown out at once, stays out, and comes back when it is enabled', async () => {
    const account = await anAccount({ agency: '曲阜市医疗保障局' })
    const open = await signedIn(account, now)
    expect(await disableAccount(county.actor, { userId: account.userId, reason }, now)).toMatchObject({ refusal: { code: 'notFound' } })
    expect(await disableAccount(city.actor, { userId: account.userId, reason }, now)).toMatchObject({ ok: true })
    expect(await readSession(open.id, now)).toBeNull()
    expect(await resetPassword(city.actor, await on(city, account.userId), now)).toMatchObject({ refusal: { code: 'accountDisabled' } })
    expect(await disableAccount(city.actor, { userId: account.userId, reason }, now)).toMatchObject({ refusal: { code: 'wrongState' } })
    expect(await enableAccount(county.actor, await on(county, account.userId), now)).toMatchObject({ refusal: { code: 'notFound' } })
    expect(await enableAccount(city.actor, await on(city, account.userId, { version: 1 }), now)).toMatchObject({
      refusal: { code: 'changedMeanwhile' },
    })
    expect(await enableAccount(city.actor, await on(city, account.userId), now)).toMatchObject({ ok: true })
    expect(await readSession(open.id, now)).toBeNull()
    expect(await signedIn(account, later(1))).toMatchObject({ due: null })
    expect(await enableAccount(city.actor, await on(city, account.userId), now)).toMatchObject({ refusal: { code: 'wrongState' } })
  })
})

describe('the list', () => {
  it('has the accounts of the administrator’s region, for no one else', async () => {
    const inCounty = await anAccount({ agency: '任城区医疗保障局' })
    const elsewhere = await anAccount({ agency: '曲阜市医疗保障局' })
    const all = { name: '', state: '' } as const
    const loginsOf = async (by: Session) => (await listAccounts(by.actor, all))?.accounts.map(({ login }) => login)
    expect(await loginsOf(county)).toContain(inCounty.login)
    expect(await loginsOf(county)).not.toContain(elsewhere.login)
    expect(await loginsOf(city)).toEqual(expect.arrayContaining([inCounty.login, elsewhere.login]))
    expect(await loginsOf(handler)).toBeUndefined()
    expect(await loginsOf(systemAdmin)).toBeUndefined()
    expect(await getAccount(county.actor, elsewhere.userId)).toBeNull()
    expect(await getAccount(county.actor, inCounty.userId)).toMatchObject({ unitName: '任城区医疗保障局', locked: false })
    expect(JSON.stringify(await getAccount(city.actor, elsewhere.userId))).not.toMatch(/argon2|cipher/i)
  })
})
