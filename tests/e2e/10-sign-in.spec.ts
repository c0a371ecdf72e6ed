import AxeBuilder from '@axe-core/playwright'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { type Account, accountOf, codeOf, signIn } from '../support/server'

const county = () => accountOf({ department: 'MI', regionCode: '370811', role: 'handler' })

async function fillIn(page: Page, { login, password }: Pick<Account, 'login' | 'password'>) {
  await page.getByLabel('登录名').fill(login)
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
}

/** A visitor with cookies of their own. */
const another = async (browser: Browser) => (await browser.newContext()).newPage()

test('an officer signs in, comes to where the link led, and leaves no way back after signing out', async ({ page, context }) => {
  const complaints: string[] = []
  page.on('console', (message) => message.text().includes('Content Security Policy') && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))

  await page.goto('/leads?state=toVerify')
  expect(new URL(page.url()).pathname).toBe('/login')
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])

  await fillIn(page, { login: county().login, password: 'not the password' })
  await expect(page.getByText('登录名或密码不对')).toBeVisible()
  await expect(page.getByLabel('登录名')).toHaveValue(county().login)
  await fillIn(page, county())
  await page.waitForURL('**/leads?state=toVerify')

  const cookies = await context.cookies()
  const session = cookies.find((cookie) => cookie.name.endsWith('session-token'))
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
  expect(await page.evaluate('document.cookie')).not.toContain('session')

  await page.goto('/account')
  await page.getByRole('button', { name: '退出登录' }).click()
  await page.waitForURL('**/login')
  await page.goBack()
  await expect(page).toHaveURL(/\/login/)

  // Whoever copied the cookie before has nothing either.
  if (session) await context.addCookies([session])
  await page.goto('/leads')
  await expect(page).toHaveURL(/\/login/)
  expect(complaints).toEqual([])
})

test('a code is asked of whoever knows the password, and of nobody else', async ({ page }) => {
  const account = accountOf({ role: 'securityAdmin' })
  if (!account.secondFactor) throw new Error('the security administrator has a second factor')
  await page.goto('/login?callbackUrl=/account')
  await fillIn(page, { ...account, password: 'not the password' })
  await expect(page.getByText('登录名或密码不对')).toBeVisible()
  await expect(page.getByLabel('动态口令')).toHaveCount(0)

  await fillIn(page, account)
  await expect(page.getByLabel('动态口令')).toBeFocused()
  await expect(async () => {
    await page.getByLabel('动态口令').fill(await codeOf(account.secondFactor ?? ''))
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await page.waitForURL('**/account', { timeout: 5000 })
  }).toPass({ timeout: 50_000, intervals: [16_000] })
})

test('a person ends their session on another machine, and it is over there at once', async ({ page, browser }) => {
  const elsewhere = await another(browser)
  await signIn(elsewhere, county())
  await signIn(page, county())
  await elsewhere.goto('/account')
  await page.goto('/account')
  await page.getByRole('button', { name: '退出其他全部登录' }).click()
  await expect(page.getByRole('button', { name: '退出其他全部登录' })).toHaveCount(0)
  await elsewhere.goto('/account')
  await expect(elsewhere).toHaveURL(/\/login/)
  await elsewhere.context().close()
})

test('nobody is sent elsewhere after signing in', async ({ page }) => {
  for (const away of ['https://evil.example/x', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
    await page.context().clearCookies()
    await page.goto(`/login?callbackUrl=${encodeURIComponent(away)}`)
    await fillIn(page, county())
    await page.waitForURL('**/desk')
  }
})

test('every answer carries the headers that keep others out', async ({ page }) => {
  await signIn(page, county())
  for (const path of ['/login', '/desk', '/account', '/api/v1/leads', '/api/auth/session', '/no-such-page']) {
    const headers = (await page.request.get(path)).headers()
    expect(headers, path).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
    })
    expect(headers['cache-control'], path).toContain('no-store')
    expect(headers['content-security-policy'], path).toContain("frame-ancestors 'none'")
    expect(headers['content-security-policy'], path).not.toMatch(/script-src[^;]*unsafe/)
    expect(headers['x-powered-by'], path).toBeUndefined()
  }
})

test('what is posted from elsewhere, or claims to have passed a check, does nothing', async ({ page, request, baseURL }) => {
  await signIn(page, county())
  const action = { 'next-action': '0'.repeat(42), 'content-type': 'text/plain;charset=UTF-8' }
  const senders: Record<string, string>[] = [
    {},
    { origin: 'null' },
    { origin: 'https://evil.example' },
    { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
  ]
  for (const sender of senders) {
    const answer = await page.request.post('/leads', { headers: { ...action, ...sender }, data: '[]' })
    expect([answer.status(), (await answer.json()).refusal.code]).toEqual([403, 'foreignOrigin'])
  }
  const skipping = await request.get('/desk', {
    maxRedirects: 0,
    headers: { 'x-middleware-subrequest': 'middleware:middleware:middleware', 'x-qingyuan-path': 'https://evil.example' },
  })
  expect(skipping.status()).toBe(307)
  expect(new URL(skipping.headers().location ?? '', baseURL).href).toBe(`${baseURL}/login?callbackUrl=%2Fdesk`)
})

test('a machine is answered within the rights of the person it acts for', async ({ page, browser, request }) => {
  expect((await request.get('/api/v1/leads')).status()).toBe(401)
  await signIn(page, county())
  const own = await (await page.request.get('/api/v1/leads?limit=5')).json()
  expect(own.items.length).toBe(5)
  for (const lead of own.items) expect(lead.regionCode).toBe('370811')
  expect(JSON.stringify(own)).not.toMatch(/\d{17}[\dX]/)

  const hospital = await another(browser)
  await signIn(hospital, accountOf({ login: 'hospital-a' }))
  expect(await (await hospital.request.get('/api/v1/leads')).json()).toEqual({ items: [], nextCursor: null })
  expect((await hospital.request.get(`/api/v1/leads/${own.items[0].id}`)).status()).toBe(404)
  const filings = await (await hospital.request.get('/api/v1/filings')).json()
  expect(new Set(filings.items.map((filing: { institutionId: string }) => filing.institutionId)).size).toBe(1)
  await hospital.context().close()
})
