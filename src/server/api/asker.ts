import 'server-only'
import { accountPolicy } from '#domain/identity/account-policy'
import type { Actor } from '#domain/kernel/access'
import { currentTime } from '#platform/time'
import { refusalResponse } from '../http/responses'
import { actorFromRequest, bearerOf } from '../identity/request-actor'
import { countCall } from '../identity/tokens'

/** Answers whoever asks, by token or by session; a token within its calls a minute. Nobody else gets further than here. */
export async function forAsker(
  request: Request,
  respond: (actor: Actor) => Promise<Response>,
  callsPerMinute: number = accountPolicy.tokenCallsPerMinute,
): Promise<Response> {
  const now = currentTime()
  const asking = await actorFromRequest(request, now)
  if (!asking.ok) {
    const refused = refusalResponse(asking.refusal)
    if (asking.refusal.code === 'notSignedIn') refused.headers.set('WWW-Authenticate', 'Bearer')
    return refused
  }
  const token = bearerOf(request)
  const heard = token ? await countCall(token, now, callsPerMinute) : null
  if (heard && !heard.ok) {
    const busy = refusalResponse(heard.refusal)
    busy.headers.set('Retry-After', String(heard.refusal.detail?.seconds ?? 60))
    return busy
  }
  return respond(asking.value)
}
