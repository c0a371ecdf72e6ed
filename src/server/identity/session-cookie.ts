import 'server-only'
import { hkdfSync } from 'node:crypto'
import { jwtDecrypt } from 'jose'
import { encode } from 'next-auth/jwt'
import { sessionPolicy } from '#domain/identity/session-policy'
import { sessionSecret } from '#platform/secrets'
import { clockTime } from '#platform/time'

const isHttps = () => process.env.NEXTAUTH_URL?.startsWith('https://') ?? false

const maxAgeSeconds = sessionPolicy.absoluteHours * 3600

/** The cookie that names a session. It carries the session's id and nothing else: what the session may do is asked of the database each time. */
export function sessionCookie() {
  const secure = isHttps()
  return {
    name: secure ? '__Host-next-auth.session-token' : 'next-auth.session-token',
    // Lax, not Strict: a link in an official message must open for whoever is signed in. Nothing changes by GET.
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure } as const,
  }
}

export const sealSessionId = (sid: string): Promise<string> => encode({ token: { sid }, secret: sessionSecret(), maxAge: maxAgeSeconds })

/** The key that next-auth seals with. It derives it anew for every cookie; it only depends on the secret. */
const sealingKey = (secret: string) => new Uint8Array(hkdfSync('sha256', secret, '', 'NextAuth.js Generated Encryption Key', 32))
let held: { secret: string; key: Uint8Array } | null = null

function keyOf(secret: string): Uint8Array {
  if (held?.secret !== secret) held = { secret, key: sealingKey(secret) }
  return held.key
}

const clockToleranceSeconds = 15

/** Opened cookies, the latest last: opening one anew costs a page more than asking the database about its session. As many as a province has officers. */
const opened = new Map<string, { sid: string; untilMs: number }>()
const openedLimit = 20_000

function remember(value: string, sid: string, untilMs: number) {
  const [oldest] = opened.keys()
  if (opened.size >= openedLimit && oldest !== undefined) opened.delete(oldest)
  opened.set(value, { sid, untilMs })
}

/** The session id in a cookie's value; `null` for anything that we did not write, or wrote too long ago. */
export async function sessionIdOf(value: string | undefined): Promise<string | null> {
  if (!value) return null
  const known = opened.get(value)
  if (known && clockTime().getTime() < known.untilMs) return known.sid
  try {
    const { payload: token } = await jwtDecrypt(value, keyOf(sessionSecret()), { clockTolerance: clockToleranceSeconds })
    if (typeof token.sid !== 'string') return null
    if (typeof token.exp === 'number') remember(value, token.sid, token.exp * 1000)
    return token.sid
  } catch {
    return null
  }
}
