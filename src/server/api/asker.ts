import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { clockTime } from '#platform/time'
import { refusalResponse } from '../http/responses'
import { actorFromRequest, bearerOf } from '../identity/request-actor'
import { type CallKind, countCall } from '../identity/tokens'

/** To nobody: a token is asked for. */
export function unnamed(): Response {
  const refused = refusalResponse({ code: 'notSignedIn' })
  refused.headers.set('WWW-Authenticate', 'Bearer')
  return refused
}

/** Answers whoever asks, by token or by session; a token within its calls a minute. Nobody else gets further than here. */
export async function forAsker(request: Request, respond: (actor: Actor) => Promise<Response>, calls: CallKind = 'any'): Promise<Response> {
  const now = clockTime()
  const asking = await actorFromRequest(request, now)
  if (!asking.ok) return asking.refusal.code === 'notSignedIn' ? unnamed() : refusalResponse(asking.refusal)
  const token = bearerOf(request)
  const heard = token ? await countCall(token, now, calls) : null
  if (heard && !heard.ok) {
    const busy = refusalResponse(heard.refusal)
    busy.headers.set('Retry-After', String(heard.refusal.detail?.seconds ?? 60))
    return busy
  }
  return respond(asking.value)
}
