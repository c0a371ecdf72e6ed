import type { NextRequest } from 'next/server'
import { z } from 'zod'
import { namesOfFiles } from '#server/file/queries'
import { refusalResponse } from '#server/http/responses'
import { currentActor } from '#server/session'

const asked = z.array(z.uuid()).max(200)

/** Which of the files `?id=` are there for this person; answers `{ files: [{ id, name }] }`. */
export async function GET(request: NextRequest): Promise<Response> {
  const actor = await currentActor()
  if (!actor) return refusalResponse({ code: 'notSignedIn' })
  const ids = asked.safeParse(request.nextUrl.searchParams.getAll('id'))
  if (!ids.success) return refusalResponse({ code: 'invalidInput' })
  return Response.json({ files: await namesOfFiles(actor, ids.data) }, { headers: { 'Cache-Control': 'no-store' } })
}
