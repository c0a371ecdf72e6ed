import 'server-only'
import { decode, encode } from 'next-auth/jwt'
import { sessionPolicy } from '#domain/identity/session-policy'
import { sessionSecret } from '#platform/secrets'

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

/** The session id in a cookie's value; `null` for anything that we did not write, or wrote too long ago. */
export async function sessionIdOf(value: string | undefined): Promise<string | null> {
  if (!value) return null
  try {
    const token = await decode({ token: value, secret: sessionSecret() })
    return typeof token?.sid === 'string' ? token.sid : null
  } catch {
    return null
  }
}
