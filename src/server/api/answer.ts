import 'server-only'
import type { Actor } from '#domain/kernel/access'
import type { Result } from '#domain/kernel/result'
import { currentTime } from '#platform/time'
import { refusalResponse } from '../http/responses'
import { actorFromRequest, bearerOf } from '../identity/request-actor'
import { countCall } from '../identity/tokens'
import { getResource, listResource } from './queries'
import { isResourceName } from './resources'

async function answer<T>(request: Request, read: (actor: Actor) => Promise<Result<T>>): Promise<Response> {
  const now = currentTime()
  const actor = await actorFromRequest(request, now)
  if (!actor) {
    const unknown = refusalResponse({ code: 'notSignedIn' })
    unknown.headers.set('WWW-Authenticate', 'Bearer')
    return unknown
  }
  const token = bearerOf(request)
  const heard = token ? await countCall(token, now) : null
  if (heard && !heard.ok) {
    const busy = refusalResponse(heard.refusal)
    busy.headers.set('Retry-After', String(heard.refusal.detail?.seconds ?? 60))
    return busy
  }
  const result = await read(actor)
  return result.ok ? Response.json(result.value, { headers: { 'Cache-Control': 'no-store' } }) : refusalResponse(result.refusal)
}

const missing = async (): Promise<Result<never>> => ({ ok: false, refusal: { code: 'notFound' } })

/** `GET /api/v1/{resource}` */
export const answerList = (request: Request, resource: string): Promise<Response> =>
  answer(request, (actor) =>
    isResourceName(resource) ? listResource(actor, resource, Object.fromEntries(new URL(request.url).searchParams)) : missing(),
  )

/** `GET /api/v1/{resource}/{id}` */
export const answerItem = (request: Request, resource: string, id: string): Promise<Response> =>
  answer(request, (actor) => (isResourceName(resource) ? getResource(actor, resource, id) : missing()))
