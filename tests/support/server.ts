// The served platform as a browser test meets it: who can sign in, and how.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { generate } from 'otplib'

export type Account = {
  login: string
  password: string
  name: string
  department: string
  agency: string
  regionCode: string
  roles: readonly string[]
  /** `otpauth://…`, for those who sign in with two factors. */
  secondFactor: string | null
}

/** The accounts of the demonstration world that is being served. */
export function accounts(): readonly Account[] {
  const file = join(process.env.DATA_DIR ?? '.data', 'demo-accounts.json')
  return JSON.parse(readFileSync(file, 'utf8'))
}

/** The first account of the demonstration world that fits. */
export function accountOf(wanted: Partial<Pick<Account, 'login' | 'department' | 'regionCode'>> & { role?: string }): Account {
  const found = accounts().find(
    (account) =>
      (!wanted.login || account.login === wanted.login) &&
      (!wanted.department || account.department === wanted.department) &&
      (!wanted.regionCode || account.regionCode === wanted.regionCode) &&
      (!wanted.role || account.roles.includes(wanted.role)),
  )
  if (!found) throw new Error(`the demonstration world has no account for ${JSON.stringify(wanted)}`)
  return found
}

export async function codeOf(secondFactor: string) {
  const secret = new URL(secondFactor).searchParams.get('secret')
  if (!secret) throw new Error('the second factor carries no secret')
  return generate({ secret })
}

/** Signs in as machines do, by next-auth's own addresses; the page's context keeps the session. */
export async function signIn(page: Page, account: Account) {
  const { csrfToken } = await (await page.request.get('/api/auth/csrf')).json()
  const post = async () =>
    page.request.post('/api/auth/callback/credentials', {
      form: {
        csrfToken,
        login: account.login,
        password: account.password,
        ...(account.secondFactor ? { code: await codeOf(account.secondFactor) } : {}),
        json: 'true',
      },
    })
  const first = await post()
  // A code counts once: whoever signs in twice within its half minute waits for the next.
  const spent = account.secondFactor && (await first.text()).includes('codeWrong')
  if (spent) await page.waitForTimeout(30_000 - (Date.now() % 30_000) + 500)
  const answer = spent ? await post() : first
  expect(answer.ok(), `${account.login} signs in`).toBe(true)
}
