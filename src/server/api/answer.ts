import 'server-only'
import type { Actor } from '#domain/kernel/access'
import type { Result } from '#domain/kernel/result'
import { downloadFile, refuseFile } from '../file/download-file'
import { attachment, refusalResponse } from '../http/responses'
import { forAsker } from './asker'
import { getResource, listResource } from './queries'
import { isResourceName } from './resources'

const answer = <T>(request: Request, read: (actor: Actor) => Promise<Result<T>>): Promise<Response> =>
  forAsker(request, async (actor) => {
    const result = await read(actor)
    return result.ok ? Response.json(result.value, { headers: { 'Cache-Control': 'no-store' } }) : refusalResponse(result.refusal)
  })

const missing = async (): Promise<Result<never>> => ({ ok: false, refusal: { code: 'notFound' } })

/** `GET /api/v1/{resource}` */
export const answerList = (request: Request, resource: string): Promise<Response> =>
  answer(request, (actor) =>
    isResourceName(resource) ? listResource(actor, resource, Object.fromEntries(new URL(request.url).searchParams)) : missing(),
  )

/** `GET /api/v1/{resource}/{id}` */
export const answerItem = (request: Request, resource: string, id: string): Promise<Response> =>
  answer(request, (actor) => (isResourceName(resource) ? getResource(actor, resource, id) : missing()))

/** `GET /api/files/{id}`: one file, to whoever may read it; to anybody else it does not exist. Always a download, never shown in place. */
export const answerFile = (request: Request, fileId: string): Promise<Response> =>
  forAsker(request, async (actor) => {
    const file = await downloadFile(actor, { fileId })
    if (file.ok) return attachment(file.value)
    if (file.refusal.code === 'notFound') await refuseFile(actor, { fileId })
    return refusalResponse({ code: 'notFound' })
  })
