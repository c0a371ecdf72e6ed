import { generateSync } from 'otplib'
import { describe, expect, it } from 'vitest'
import { authenticate, type Credentials } from '#server/identity/authenticate'
import { sealSecret } from '#server/identity/second-factor'
import { readSession } from '#server/identity/sessions'
import { anAccount, aPost, rightPassword } from '../../fixtures/accounts'
import { asOwner } from '../../support/as-owner'

const now = new Date('2026-05-08T01:00:00Z')
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

let sources = 0
/** Each test comes from an address of its own, so that none is throttled for another. */
const from = () => `10.0.0.${++sources}`

const credentials = (login: string, override: Partial<Credentials> = {}): Credentials => ({
  login,
  password: rightPassword,
  code: '',
  source: from(),
  ...override,
})

const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
const codeAt = (at: Date) => generateSync({ secret, epoch: at.getTime() / 1000 })

async function withSecondFactor() {
  const account = await anAccount()
  await asOwner('UPDATE user_account SET totp_secret_cipher = $2, totp_confirmed_at = now() WHERE id = $1', [
    account.userId,
    sealSecret(account.userId, secret),
  ])
  return account
}

const median = (values: number[]) => values.sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0

describe('signing in', () => {
  it('opens a session in the person’s post and writes it into the trail', async () => {
    const { login, userId, postId } = await anAccount({ roles: ['handler', 'reviewer'] })
    const outcome = await authenticate(credentials(` ${login.toUpperCase()} `), now)
    expect(outcome).toMatchObject({ ok: true, userId })
    if (!outcome.ok) return

    expect(await readSession(outcome.sessionId, later(1))).toMatchObject({
      login,
      due: null,
      actor: {
        userId,
        postId,
        roles: ['handler', 'reviewer'],
        department: 'MI',
        regionNo: 370800,
        regionLo: 370800,
        regionHi: 370899,
        clearance: 2,
      },
    })
    const trail = await asOwner('SELECT action, actor_id, post_id, region_no FROM audit_entry WHERE subject_id = $1', [userId])
    expect(trail).toEqual([{ action: 'identity.signIn', actor_id: userId, post_id: postId, region_no: 370800 }])
  })

  it('answers an unknown login, a wrong password and a disabled account alike', async () => {
    const { login } = await anAccount()
    const disabled = await anAccount()
    await asOwner('UPDATE user_account SET disabled_at = now() WHERE id = $1', [disabled.userId])
    const shut = await anAccount()
    await asOwner(`UPDATE user_account SET password_hash = '!' WHERE id = $1`, [shut.userId])
    const answers = [
      await authenticate(credentials(shut.login, { password: '!' }), now),
      await authenticate(credentials('nobody-here'), now),
      await authenticate(credentials(login, { password: 'Tieshan-2026-lU' }), now),
      await authenticate(credentials(disabled.login), now),
      await authenticate(credentials(''), now),
      await authenticate(credentials(login, { password: 'x'.repeat(100_000) }), now),
    ]
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set([JSON.stringify({ ok: false, reason: 'wrong' })]))
  })

  it('takes as long for an unknown login as for a known one', async () => {
    const known: number[] = []
    const unknown: number[] = []
    for (let round = 0; round < 15; round += 1) {
      const { login } = await anAccount()
      for (const [times, name] of [
        [known, login],
        [unknown, `nobody-${round}`],
      ] as const) {
        const given = credentials(name, { password: 'wrong' })
        const started = performance.now()
        await authenticate(given, now)
        times.push(performance.now() - started)
      }
    }
    const ratio = median(known) / median(unknown)
    expect(ratio).toBeGreaterThan(0.6)
    expect(ratio).toBeLessThan(1.67)
  })

  it('says to a person without a post that they have none', async () => {
    const { login, postId } = await anAccount()
    await asOwner('UPDATE post SET valid_until = $2 WHERE id = $1', [postId, now])
    expect(await authenticate(credentials(login), later(1))).toEqual({ ok: false, reason: 'noPost' })
  })

  it('comes back to the post that was acted in last', async () => {
    const { login, userId, postId } = await anAccount()
    const second = await aPost(userId, { agency: '任城区医疗保障局', roles: ['supervisor'], validFrom: new Date('2026-02-01T00:00:00Z') })
    const first = await authenticate(credentials(login), now)
    if (!first.ok) throw new Error(first.reason)
    expect((await readSession(first.sessionId, now))?.actor.postId).toBe(postId)
    await asOwner('UPDATE user_session SET post_id = $2 WHERE id = $1', [first.sessionId, second])
    const again = await authenticate(credentials(login), later(1))
    if (!again.ok) throw new Error(again.reason)
    expect((await readSession(again.sessionId, later(1)))?.actor).toMatchObject({ postId: second, regionNo: 370811, regionHi: 370811 })
  })
})

describe('the second factor', () => {
  it('is asked of whoever knows the password, and of nobody else', async () => {
    const { login } = await withSecondFactor()
    expect(await authenticate(credentials(login, { password: 'wrong' }), now)).toEqual({ ok: false, reason: 'wrong' })
    expect(await authenticate(credentials(login, { password: 'wrong', code: codeAt(now) }), now)).toEqual({ ok: false, reason: 'wrong' })
    expect(await authenticate(credentials(login), now)).toEqual({ ok: false, reason: 'codeNeeded' })
    expect(await authenticate(credentials(login, { code: '000000' }), now)).toEqual({ ok: false, reason: 'codeWrong' })
    expect(await authenticate(credentials(login, { code: codeAt(now) }), now)).toMatchObject({ ok: true })
  })

  it('accepts a code once, however often it is sent at once', async () => {
    const { login } = await withSecondFactor()
    const source = from()
    const code = codeAt(now)
    const answers = await Promise.all(Array.from({ length: 6 }, () => authenticate(credentials(login, { code, source }), now)))
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
    expect(await authenticate(credentials(login, { code }), later(16))).toMatchObject({ ok: false })
  })

  it('does not accept an older code after a newer one', async () => {
    const { login } = await withSecondFactor()
    expect(await authenticate(credentials(login, { code: codeAt(now) }), now)).toMatchObject({ ok: true })
    const earlier = new Date(now.getTime() - 30_000)
    expect(await authenticate(credentials(login, { code: codeAt(earlier) }), now)).toEqual({ ok: false, reason: 'codeWrong' })
  })

  it('tells one step of clock drift and no more', async () => {
    const { login } = await withSecondFactor()
    expect(await authenticate(credentials(login, { code: codeAt(later(-2)) }), now)).toEqual({ ok: false, reason: 'codeWrong' })
    expect(await authenticate(credentials(login, { code: codeAt(new Date(now.getTime() - 30_000)) }), now)).toMatchObject({ ok: true })
  })
})

describe('guessing', () => {
  it('gets five answers of an account in a quarter of an hour, though a thousand come at once from many places', async () => {
    const { login } = await anAccount()
    const guesses = Array.from({ length: 200 }, (_, n) =>
      authenticate(credentials(login, { password: `wrong ${n}`, source: `10.9.${n % 20}.1` }), now),
    )
    const reasons = (await Promise.all(guesses)).map((answer) => (answer.ok ? 'ok' : answer.reason))
    expect(reasons.filter((reason) => reason === 'wrong')).toHaveLength(5)
    expect(await authenticate(credentials(login), now)).toEqual({ ok: false, reason: 'tooMany' })
    expect(await authenticate(credentials(login), later(15.1))).toMatchObject({ ok: true })
  })

  it('throttles an account that does not exist just the same', async () => {
    const reasons = []
    for (let n = 0; n < 7; n += 1) reasons.push(await authenticate(credentials('no-such-account', { password: `p${n}` }), now))
    expect(reasons.map((answer) => (answer.ok ? '' : answer.reason))).toEqual([...Array(5).fill('wrong'), 'tooMany', 'tooMany'])
  })

  it('is stopped at one source after a hundred answers, tried against as many accounts as it likes', async () => {
    const source = from()
    const failed = (count: number) =>
      asOwner(
        `INSERT INTO sign_in_attempt (id, login, source, at, succeeded) SELECT gen_random_uuid(), 'sprayed-' || n, $1, $2, false FROM generate_series(1, $3) n`,
        [source, now, count],
      )
    await failed(98)
    const reasons = []
    for (let n = 0; n < 4; n += 1) reasons.push(await authenticate(credentials(`spraying-${n}`, { source, password: 'Spring-2026!' }), now))
    expect(reasons.map((answer) => (answer.ok ? 'ok' : answer.reason))).toEqual(['wrong', 'wrong', 'tooMany', 'tooMany'])
  })

  it('locks nobody else out of a whole bureau that stands behind one address', async () => {
    const source = from()
    for (let person = 0; person < 6; person += 1) {
      const { login } = await anAccount()
      for (let n = 0; n < 4; n += 1) await authenticate(credentials(login, { source, password: `wrong ${n}` }), now)
    }
    const { login } = await anAccount()
    expect(await authenticate(credentials(login, { source }), now)).toMatchObject({ ok: true })
  })

  it('stands in the trail, each answer once, without what was typed for a login that nobody has', async () => {
    const { login, userId } = await anAccount()
    const source = from()
    await authenticate(credentials(login, { source, password: 'wrong' }), now)
    await authenticate(credentials('My-Own-Passw0rd!', { source, password: 'wrong' }), now)
    const lines = await asOwner<{ subject_id: string; change: Record<string, unknown> }>(
      `SELECT subject_id, change FROM audit_entry WHERE action = 'identity.refuseSignIn' AND change->'source'->>1 = $1 ORDER BY at, seq`,
      [source],
    )
    expect(lines.map(({ subject_id, change }) => [subject_id === userId, change.login, change.reason])).toEqual(
      expect.arrayContaining([
        [true, [null, login], [null, 'wrong']],
        [false, [null, null], [null, 'wrong']],
      ]),
    )
    expect(lines).toHaveLength(2)
    expect(JSON.stringify(lines).toLowerCase()).not.toContain('passw0rd')
  })

  it('ends no session that is already open', async () => {
    const { login } = await anAccount()
    const open = await authenticate(credentials(login), now)
    if (!open.ok) throw new Error(open.reason)
    for (let n = 0; n < 8; n += 1) await authenticate(credentials(login, { password: 'wrong' }), later(1))
    expect(await readSession(open.sessionId, later(2))).not.toBeNull()
  })

  it('does not count right answers, however many come at once', async () => {
    const { login } = await anAccount()
    const answers = await Promise.all(Array.from({ length: 16 }, () => authenticate(credentials(login), now)))
    expect(answers.every((answer) => answer.ok)).toBe(true)
  })
})
