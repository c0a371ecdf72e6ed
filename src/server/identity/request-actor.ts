import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { sessionCookie, sessionIdOf } from './session-cookie'
import { readSession } from './sessions'
import { actorOfToken } from './tokens'

function cookieOf(request: Request, name: string): string | undefined {
  const pairs = (request.headers.get('cookie') ?? '').split(';').map((pair) => pair.trim())
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1)
}

/**
 * Whoever asks through a route handler: by personal access token (`Authorization: Bearer …`) or by session cookie, never
 * by both. `null` for nobody, for a header we cannot read, and for a session that has something due.
 */
export async function actorFromRequest(request: Request, now: Date): Promise<Actor | null> {
  const authorization = request.headers.get('authorization')
  if (authorization !== null) {
    const token = /^Bearer ([\w-]+)$/i.exec(authorization)?.[1]
    return token ? actorOfToken(token, now) : null
  }
  const sessionId = await sessionIdOf(cookieOf(request, sessionCookie().name))
  const session = sessionId ? await readSession(sessionId, now) : null
  return session && session.due === null ? session.actor : null
}
