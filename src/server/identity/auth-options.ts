import 'server-only'
import type { NextAuthOptions } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { returnPath } from '#domain/identity/return-path'
import { sessionPolicy } from '#domain/identity/session-policy'
import { databaseTime } from '#platform/db'
import { sessionSecret } from '#platform/secrets'
import { clockTime } from '#platform/time'
import { sourceOf } from '../http/incoming'
import { logFault } from '../log'
import { authenticate } from './authenticate'
import { sessionCookie } from './session-cookie'
import { readSession, signOut } from './sessions'
import { enterBySingleSignOn, singleSignOn } from './single-sign-on'

const text = (value: unknown) => (typeof value === 'string' ? value : '')

/** The header as next-auth hands it on: lower-case names, a string or a list. */
const forwardedFor = (headers: unknown): string | null => {
  if (typeof headers !== 'object' || headers === null || !('x-forwarded-for' in headers)) return null
  const value = headers['x-forwarded-for']
  return Array.isArray(value) ? text(value.at(-1)) : text(value)
}

const passwordSignIn = () =>
  Credentials({
    id: 'credentials',
    credentials: { login: {}, password: {}, code: {} },
    async authorize(given, request) {
      const source = sourceOf(forwardedFor(request.headers))
      const outcome = await authenticate(
        { login: text(given?.login), password: text(given?.password), code: text(given?.code), source },
        await databaseTime(),
      )
      if (outcome.ok) return { id: outcome.userId, sid: outcome.sessionId }
      // `null` is next-auth's own word for a wrong password; what else there is to say travels as the error's message.
      if (outcome.reason === 'wrong') return null
      throw new Error(outcome.reason)
    },
  })

/**
 * next-auth does the cookie, the double-submit token and the provider's protocol. Everything that decides is ours: the
 * cookie carries a session id, and the session row is read with each request.
 *
 * Made per request: nothing here may be read while the pages are built.
 */
export function authOptions(source = 'unknown'): NextAuthOptions {
  const oidc = singleSignOn()
  return {
    secret: sessionSecret(),
    session: { strategy: 'jwt', maxAge: sessionPolicy.absoluteHours * 3600 },
    pages: { signIn: '/login', error: '/login' },
    cookies: { sessionToken: sessionCookie() },
    providers: oidc ? [passwordSignIn(), oidc] : [passwordSignIn()],
    logger: {
      // A session that is over is no fault, and next-auth reports it as one.
      error: (code, metadata) => {
        if (code !== 'JWT_SESSION_ERROR') logFault({ where: `next-auth ${code}`, error: metadata instanceof Error ? metadata : code })
      },
      warn: () => undefined,
      debug: () => undefined,
    },
    callbacks: {
      async signIn({ user, account, profile }) {
        if (account?.provider !== 'oidc') return true
        const outcome = await enterBySingleSignOn(profile, source, await databaseTime())
        if (!outcome.ok) return `/login?error=${outcome.reason === 'noPost' ? 'noPost' : 'ssoUnknown'}`
        Object.assign(user, { id: outcome.userId, sid: outcome.sessionId })
        return true
      },
      async jwt({ token, user }) {
        if (user && 'sid' in user) return { sid: user.sid }
        if (typeof token.sid === 'string' && (await readSession(token.sid, clockTime()))) return { sid: token.sid }
        throw new Error('session is over')
      },
      async session({ token, session: { expires } }) {
        const session = typeof token.sid === 'string' ? await readSession(token.sid, clockTime()) : null
        return { expires, user: { name: session?.actor.name ?? null } }
      },
      redirect: ({ url, baseUrl }) => {
        const own = new URL(baseUrl).origin
        const path = URL.canParse(url) && new URL(url).origin === own ? url.slice(own.length) : url
        return `${own}${/^\/login(\?|$)/.test(path) ? path : returnPath(path)}`
      },
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.sid === 'string') await signOut(token.sid, clockTime())
      },
    },
  }
}
