import 'server-only'
import type { Actor } from '#domain/kernel/access'
import type { Result } from '#domain/kernel/result'
import { currentTime } from '#platform/time'
import { refusalResponse } from '../http/responses'
import { actorFromRequest } from '../identity/request-actor'
import { getResource, listResource } from './queries'
import { isResourceName } from './resources'

async function answer<T>(request: Request, read: (actor: Actor) => Promise<Result<T>>): Promise<Response> {
  const actor = await actorFromRequest(request, currentTime())
  if (!actor) {
    const unknown = refusalResponse({ code: 'notSignedIn' })
    unknown.headers.set('WWW-Authenticate', 'Bearer')
    return unknown
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
