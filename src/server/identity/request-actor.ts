import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { sessionCookie, sessionIdOf } from './session-cookie'
import { readSession } from './sessions'
import { actorOfToken } from './tokens'

function cookieOf(request: Request, name: string): string | undefined {
  const pairs = (request.headers.get('cookie') ?? '').split(';').map((pair) => pair.trim())
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1)
}

/** The personal access token that a request carries; `null` for none, and for a header we cannot read. */
export const bearerOf = (request: Request): string | null =>
  /^Bearer ([\w-]+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? null

/**
 * Whoever asks through a route handler: by personal access token (`Authorization: Bearer …`) or by session cookie, never
 * by both. `null` for nobody, for a header we cannot read, and for a session that has something due.
 */
export async function actorFromRequest(request: Request, now: Date): Promise<Actor | null> {
  if (request.headers.has('authorization')) {
    const token = bearerOf(request)
    return token ? actorOfToken(token, now) : null
  }
  const sessionId = await sessionIdOf(cookieOf(request, sessionCookie().name))
  const session = sessionId ? await readSession(sessionId, now) : null
  return session && session.due === null ? session.actor : null
}
