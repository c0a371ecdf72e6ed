import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { authenticate } from '#server/identity/authenticate'
import { sessionCookie, sessionIdOf } from '#server/identity/session-cookie'
import { readSession } from '#server/identity/sessions'
import { anAccount, rightPassword } from '../../fixtures/accounts'
import { asOwner } from '../../support/as-owner'
import { type Served, serveProvider, serveSignIn, Visitor } from '../../support/served-sign-in'

const claims: Record<string, Record<string, unknown>> = {}
let own: Served
let provider: Served

beforeAll(async () => {
  own = await serveSignIn()
  provider = await serveProvider(`${own.url}/api/auth/callback/oidc`, claims)
  Object.assign(process.env, {
    QINGYUAN_OIDC_CLIENT_ID: 'qingyuan',
    QINGYUAN_OIDC_CLIENT_SECRET: 'a secret that two sides know',
    QINGYUAN_OIDC_NAME: '统一身份认证',
  })
})
beforeEach(() => {
  process.env.QINGYUAN_OIDC_ISSUER = provider.url
})
afterAll(() => Promise.all([own.close(), provider.close()]))

/** From our sign-in page to the provider, signing in there as `name`, and back. Ends at the first address of ours that is not the callback. */
async function signInAs(name: string, callbackUrl = '/leads') {
  const visitor = new Visitor()
  const { csrfToken } = (await (await visitor.ask(`${own.url}/api/auth/csrf`)).json()) as { csrfToken: string }
  const begun = (await (await visitor.post(`${own.url}/api/auth/signin/oidc`, { csrfToken, callbackUrl, json: 'true' })).json()) as {
    url: string
  }
  let at = begun.url
  for (let step = 0; step < 15; step += 1) {
    if (at.startsWith(own.url) && !at.includes('/callback/')) return { visitor, at: at.slice(own.url.length) }
    const answer = await visitor.ask(at)
    const next = answer.headers.get('location')
    if (next) {
      at = new URL(next, at).href
      continue
    }
    const page = await answer.text()
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1]
    const action = /action="([^"]+)"/.exec(page)?.[1]
    if (!prompt || !action) throw new Error(`lost at ${at}: ${page.slice(0, 500)}`)
    const sent = await visitor.post(new URL(action, at).href, { prompt, login: name, password: 'any' })
    at = new URL(sent.headers.get('location') ?? '', at).href
  }
  throw new Error(`never came back: ${at}`)
}

const sessionOf = async (visitor: Visitor) => {
  const id = await sessionIdOf(visitor.cookie(own.url, sessionCookie().name))
  return id ? readSession(id, new Date()) : null
}

describe('the bureau’s own sign-in', () => {
  it('opens the account that bears the login, and binds it to that person from then on', async () => {
    const account = await anAccount()
    const { visitor, at } = await signInAs(account.login)
    expect(at).toBe('/leads')
    expect(await sessionOf(visitor)).toMatchObject({
      login: account.login,
      due: null,
      actor: { userId: account.userId, postId: account.postId },
    })
    expect(await asOwner('SELECT oidc_subject FROM user_account WHERE id = $1', [account.userId])).toEqual([
      { oidc_subject: `${provider.url}|${account.login}` },
    ])

    // Renamed here, still the same person there.
    await asOwner('UPDATE user_account SET login = $2 WHERE id = $1', [account.userId, `${account.login}x`])
    expect((await sessionOf((await signInAs(account.login)).visitor))?.actor.userId).toBe(account.userId)
  })

  it('lifts the rules of passwords for whoever came in by it, and for nobody who came in by password', async () => {
    const account = await anAccount({ mustChange: true })
    const bySingleSignOn = await sessionOf((await signInAs(account.login)).visitor)
    expect(bySingleSignOn).toMatchObject({ login: account.login, due: null })
    const entered = await authenticate({ login: account.login, password: rightPassword, code: '', source: 'sso' }, new Date())
    const byPassword = entered.ok ? await readSession(entered.sessionId, new Date()) : null
    expect(byPassword).toMatchObject({ login: account.login, due: 'password' })
    expect(await asOwner('SELECT entered_by FROM user_session WHERE user_id = $1 ORDER BY entered_by', [account.userId])).toEqual([
      { entered_by: 'password' },
      { entered_by: 'singleSignOn' },
    ])
  })

  it('makes no account, and says so', async () => {
    const before = await asOwner('SELECT count(*) FROM user_account')
    const { visitor, at } = await signInAs('nobody-known')
    expect(at).toBe('/login?error=ssoUnknown')
    expect(await sessionOf(visitor)).toBeNull()
    expect(await asOwner('SELECT count(*) FROM user_account')).toEqual(before)
  })

  it('opens no account that is disabled, bound to another, or only looks like the one claimed', async () => {
    const disabled = await anAccount()
    await asOwner('UPDATE user_account SET disabled_at = now() WHERE id = $1', [disabled.userId])
    const bound = await anAccount()
    await asOwner('UPDATE user_account SET oidc_subject = $2 WHERE id = $1', [bound.userId, `${provider.url}|somebody-else`])
    const victim = await anAccount({ login: 'paul' })
    claims.homoglyph = { preferred_username: 'pаul' }
    claims.list = { preferred_username: ['paul'] }
    claims.empty = { preferred_username: '' }
    for (const name of [disabled.login, bound.login, 'homoglyph', 'list', 'empty'])
      expect((await signInAs(name)).at, name).toBe('/login?error=ssoUnknown')
    expect(await asOwner('SELECT oidc_subject FROM user_account WHERE id = $1', [victim.userId])).toEqual([{ oidc_subject: null }])
  })

  it('leads nowhere but to us afterwards', async () => {
    const account = await anAccount()
    for (const away of ['https://evil.example/x', '//evil.example', '/\\evil.example'])
      expect((await signInAs(account.login, away)).at).toBe('/desk')
  })
})

describe('next-auth’s own addresses', () => {
  const withPassword = async (form: Record<string, string>) => {
    const visitor = new Visitor()
    const { csrfToken } = (await (await visitor.ask(`${own.url}/api/auth/csrf`)).json()) as { csrfToken: string }
    const answer = await visitor.post(`${own.url}/api/auth/callback/credentials`, { csrfToken, json: 'true', ...form })
    return { visitor, csrfToken, answer }
  }

  it('sign in by password, with a cookie that scripts and other sites do not get', async () => {
    const { login, userId } = await anAccount()
    const { visitor, answer } = await withPassword({ login, password: rightPassword })
    expect(answer.status).toBe(200)
    const cookie = answer.headers.getSetCookie().find((one) => one.startsWith(sessionCookie().name))
    expect(cookie).toMatch(/; HttpOnly; SameSite=Lax/)
    expect((await sessionOf(visitor))?.actor.userId).toBe(userId)
    expect(await (await visitor.ask(`${own.url}/api/auth/session`)).json()).toMatchObject({ user: { name: '测试人员' } })
  })

  it('use the prefix that binds a cookie to this host where we are served over TLS', () => {
    const before = process.env.NEXTAUTH_URL
    process.env.NEXTAUTH_URL = 'https://qingyuan.example.gov.cn'
    expect(sessionCookie()).toMatchObject({ name: '__Host-next-auth.session-token', options: { secure: true, httpOnly: true, path: '/' } })
    process.env.NEXTAUTH_URL = before
  })

  it('answer an unknown login and a wrong password alike, and ask for the token against forged posts', async () => {
    const { login } = await anAccount()
    const [known, unknown] = [
      await withPassword({ login, password: 'wrong' }),
      await withPassword({ login: 'nobody-here', password: 'wrong' }),
    ]
    expect([known.answer.status, await known.answer.text()]).toEqual([unknown.answer.status, await unknown.answer.text()])
    const forged = await withPassword({ login, password: rightPassword, csrfToken: 'forged' })
    expect(await sessionOf(forged.visitor)).toBeNull()
  })

  it('give a new session each time, and none to a cookie that was kept from before', async () => {
    const { login } = await anAccount()
    const first = await withPassword({ login, password: rightPassword })
    const before = first.visitor.cookie(own.url, sessionCookie().name)
    const { csrfToken } = (await (await first.visitor.ask(`${own.url}/api/auth/csrf`)).json()) as { csrfToken: string }
    await first.visitor.post(`${own.url}/api/auth/callback/credentials`, { csrfToken, login, password: rightPassword, json: 'true' })
    const after = first.visitor.cookie(own.url, sessionCookie().name)
    expect(await sessionIdOf(after)).not.toBe(await sessionIdOf(before))
  })

  it('sign out at once, also for whoever copied the cookie', async () => {
    const { login } = await anAccount()
    const { visitor } = await withPassword({ login, password: rightPassword })
    const copied = visitor.cookie(own.url, sessionCookie().name) ?? ''
    const { csrfToken } = (await (await visitor.ask(`${own.url}/api/auth/csrf`)).json()) as { csrfToken: string }
    await visitor.post(`${own.url}/api/auth/signout`, { csrfToken, json: 'true' })
    expect(visitor.cookie(own.url, sessionCookie().name)).toBeUndefined()
    const id = await sessionIdOf(copied)
    expect(id && (await readSession(id, new Date()))).toBeNull()
    const replayed = await fetch(`${own.url}/api/auth/session`, { headers: { cookie: `${sessionCookie().name}=${copied}` } })
    expect(await replayed.json()).toEqual({})
  })
})
