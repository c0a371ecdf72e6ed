import type { NextRequest } from 'next/server'
import { receiveFile } from '#server/file/receive-file'
import { refusalResponse } from '#server/http/responses'
import { receiveUpload } from '#server/http/uploads'

/** Takes one file as multipart field `file`, checked by content; answers `{ id, sha256 }` for a form to carry. */
export async function POST(request: NextRequest): Promise<Response> {
  const received = await receiveUpload(request)
  if (!received.ok) return refusalResponse(received.refusal)

  const kept = await receiveFile(received.value.actor, received.value.file)
  return kept.ok ? Response.json(kept.value, { status: 201 }) : refusalResponse(kept.refusal)
}
