import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { ok, type Result, refuse } from '#domain/kernel/result'
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

/** Whoever a request speaks for, and what they have due. */
async function whoAsks(request: Request, now: Date) {
  if (request.headers.has('authorization')) {
    const token = bearerOf(request)
    return token ? actorOfToken(token, now) : null
  }
  const sessionId = await sessionIdOf(cookieOf(request, sessionCookie().name))
  return sessionId ? readSession(sessionId, now) : null
}

/**
 * Whoever asks through a route handler: by personal access token (`Authorization: Bearer …`) or by session cookie, never
 * by both. Refuses `notSignedIn` for nobody and for a header we cannot read, `dueFirst` while a password change or a second
 * factor is due.
 */
export async function actorFromRequest(request: Request, now: Date): Promise<Result<Actor>> {
  const found = await whoAsks(request, now)
  if (!found) return refuse('notSignedIn')
  return found.due === null ? ok(found.actor) : refuse('dueFirst', { due: found.due })
}
