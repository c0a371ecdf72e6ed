import { refusalResponse } from '#server/http/responses'
import { getAnswerProgress } from '#server/lead/answers/sheet-queries'
import { currentActor } from '#server/session'

/** How far the work on a sheet of answers has come; its page asks while it lasts. */
export async function GET(_request: Request, { params }: { params: Promise<{ sheetId: string }> }): Promise<Response> {
  const actor = await currentActor()
  if (!actor) return refusalResponse({ code: 'notSignedIn' })
  const { sheetId } = await params
  const progress = await getAnswerProgress(actor, sheetId)
  return progress ? Response.json(progress, { headers: { 'Cache-Control': 'no-store' } }) : refusalResponse({ code: 'notFound' })
}
