import type { NextRequest } from 'next/server'
import { appendPart, finishUpload } from '#server/file/upload-in-parts'
import { receiveJson } from '#server/http/json'
import { refusalResponse } from '#server/http/responses'
import { receivePart } from '#server/http/uploads'

type Of = { params: Promise<{ uploadId: string }> }

/** Takes the part that begins at `?offset=`; answers `{ offset }`, where the next begins. */
export async function PATCH(request: NextRequest, { params }: Of): Promise<Response> {
  const received = await receivePart(request)
  if (!received.ok) return refusalResponse(received.refusal)
  const { actor, bytes } = received.value
  const offset = Number(request.nextUrl.searchParams.get('offset') ?? Number.NaN)
  const taken = await appendPart(actor, { ...(await params), offset, bytes })
  return taken.ok ? Response.json(taken.value) : refusalResponse(taken.refusal)
}

/** Finishes it; answers `{ id, sha256 }` as an upload in one request does. */
export async function POST(request: NextRequest, { params }: Of): Promise<Response> {
  const received = await receiveJson(request)
  if (!received.ok) return refusalResponse(received.refusal)
  const kept = await finishUpload(received.value.actor, await params)
  return kept.ok ? Response.json(kept.value, { status: 201 }) : refusalResponse(kept.refusal)
}
