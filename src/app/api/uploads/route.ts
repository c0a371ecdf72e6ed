import { beginUpload } from '#server/file/upload-in-parts'
import { receiveJson } from '#server/http/json'
import { refusalResponse } from '#server/http/responses'

/** Begins an upload in parts with `{ name, sizeBytes, sha256 }`, or goes on with it; answers `{ id, offset }`. */
export async function POST(request: Request): Promise<Response> {
  const received = await receiveJson(request)
  if (!received.ok) return refusalResponse(received.refusal)
  const begun = await beginUpload(received.value.actor, received.value.body)
  return begun.ok ? Response.json(begun.value, { status: 201 }) : refusalResponse(begun.refusal)
}
