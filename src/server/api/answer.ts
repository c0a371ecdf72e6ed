import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { type Refusal, type Result, refuse } from '#domain/kernel/result'
import { notABill } from '#domain/screening/bill'
import { openPdf } from '../document/open-pdf'
import { downloadFile, refuseFile, viewFile } from '../file/download-file'
import { objectOf, textWithin } from '../http/json'
import { askedPart, keptFile } from '../http/kept-file'
import { foreignPagesHeaders, pagesInPlace, refusalResponse } from '../http/responses'
import { bearerOf } from '../identity/request-actor'
import type { CallKind } from '../identity/tokens'
import { checkBill, checksBills } from '../screening/check-bill'
import { forAsker, unnamed } from './asker'
import { getResource, listResource } from './queries'
import { isResourceName } from './resources'

const answer = <T>(request: Request, read: (actor: Actor) => Promise<Result<T>>, calls?: CallKind): Promise<Response> =>
  forAsker(
    request,
    async (actor) => {
      const result = await read(actor)
      return result.ok ? Response.json(result.value, { headers: { 'Cache-Control': 'no-store' } }) : refusalResponse(result.refusal)
    },
    calls,
  )

const missing = async (): Promise<Result<never>> => ({ ok: false, refusal: { code: 'notFound' } })

/** `GET /api/v1/{resource}` */
export const answerList = (request: Request, resource: string): Promise<Response> =>
  answer(request, (actor) =>
    isResourceName(resource) ? listResource(actor, resource, Object.fromEntries(new URL(request.url).searchParams)) : missing(),
  )

/** `GET /api/v1/{resource}/{id}` */
export const answerItem = (request: Request, resource: string, id: string): Promise<Response> =>
  answer(request, (actor) => (isResourceName(resource) ? getResource(actor, resource, id) : missing()))

const unfit = (why: keyof typeof notABill): Result<never> => refuse('invalidInput', { fields: ['body'], messages: [notABill[why]] })

/** Longer than any bill: 2,000 lines of it. */
const billBytesAtMost = 1024 * 1024

/** `POST /api/v1/bill-checks`: one bill against the rules, for the system of a hospital or of the agency. By token alone: its calls are counted. */
export const answerBillCheck = async (request: Request): Promise<Response> => {
  if (bearerOf(request) === null) return unnamed()
  return answer(
    request,
    async (actor) => {
      if (!checksBills(actor)) return refuse('notFound')
      const text = await textWithin(request, billBytesAtMost)
      if (text === null) return unfit('tooLong')
      const bill = objectOf(text)
      return bill ? checkBill(actor, bill) : unfit('notJson')
    },
    'billCheck',
  )
}

/** `GET /api/files/{id}`: one file, to whoever may read it; to anybody else it does not exist. Always a download, never shown in place; one that broke off goes on. */
export const answerFile = (request: Request, fileId: string): Promise<Response> =>
  forAsker(request, async (actor) => {
    const file = await downloadFile(actor, { fileId, from: askedPart(request)?.start ?? 0 })
    return file.ok ? keptFile(request, file.value) : noFile(actor, fileId, file.refusal)
  })

/** The same answer whether it is not there or not theirs; who asked stands in the trail. */
async function noFile(actor: Actor, fileId: string, { code }: Refusal): Promise<Response> {
  if (code === 'notFound') await refuseFile(actor, { fileId })
  return refusalResponse({ code: 'notFound' })
}

/** `GET /api/files/{id}/view`: a picture for the page that shows it. Opened by itself, it is a download like any other. */
export const answerImage = (request: Request, fileId: string): Promise<Response> =>
  forAsker(request, async (actor) => {
    const file = await viewFile(actor, { fileId, as: 'image' })
    return file.ok ? keptFile(request, file.value) : noFile(actor, fileId, file.refusal)
  })

/** `GET /api/files/{id}/pages`: the pages of a PDF that came from outside, also of a scan, in a window of their own. Looking at them is an opening like any other. */
export const answerPages = (request: Request, fileId: string): Promise<Response> =>
  forAsker(request, async (actor) => {
    const file = await viewFile(actor, { fileId, as: 'pages' })
    return file.ok ? keptFile(request, file.value, foreignPagesHeaders) : noFile(actor, fileId, file.refusal)
  })

/** `GET /api/documents/{id}/pdf`: the pages of one of our own papers, to whoever may read it; to anybody else it does not exist. */
export const answerPaper = (request: Request, documentId: string): Promise<Response> =>
  forAsker(request, async (actor) => {
    const paper = await openPdf(actor, documentId)
    return paper.ok ? pagesInPlace(paper.value) : refusalResponse({ code: 'notFound' })
  })
