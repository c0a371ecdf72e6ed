import { refusalResponse } from '#server/http/responses'
import { getListProgress } from '#server/lead/import-queries'
import { currentActor } from '#server/session'

/** How far the work on a list has come; its page asks while it lasts. */
export async function GET(_request: Request, { params }: { params: Promise<{ importId: string }> }): Promise<Response> {
  const actor = await currentActor()
  if (!actor) return refusalResponse({ code: 'notSignedIn' })
  const { importId } = await params
  const progress = await getListProgress(actor, importId)
  return progress ? Response.json(progress, { headers: { 'Cache-Control': 'no-store' } }) : refusalResponse({ code: 'notFound' })
}
