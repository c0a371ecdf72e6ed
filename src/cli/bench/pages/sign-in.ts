import { generateSync } from 'otplib'
import type { Account } from './product'

const pairOf = (cookie: string) => cookie.split(';')[0] ?? ''

/** Signs in as a browser does, through next-auth; returns the cookie header of the session. */
export async function signIn(url: string, { login, password, secondFactor }: Account): Promise<string> {
  const csrf = await fetch(`${url}/api/auth/csrf`)
  const { csrfToken } = (await csrf.json()) as { csrfToken: string } // next-auth's own answer
  const secret = secondFactor === null ? null : new URL(secondFactor).searchParams.get('secret')
  const answer = await fetch(`${url}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: csrf.headers.getSetCookie().map(pairOf).join('; ') },
    body: new URLSearchParams({ csrfToken, login, password, ...(secret && { code: generateSync({ secret }) }) }),
  })
  const session = answer.headers
    .getSetCookie()
    .map(pairOf)
    .find((pair) => /session-token=./.test(pair))
  if (!session) throw new Error(`${login} was not let in: ${answer.status} ${answer.headers.get('location') ?? ''}`)
  return session
}
