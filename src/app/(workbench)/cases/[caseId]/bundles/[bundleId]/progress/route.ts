import { getBundleProgress } from '#server/case/bundle/queries'
import { refusalResponse } from '#server/http/responses'
import { currentActor } from '#server/session'

type Context = { params: Promise<{ caseId: string; bundleId: string }> }

/** How far what is put together of a case has come; its page asks while it lasts. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const actor = await currentActor()
  if (!actor) return refusalResponse({ code: 'notSignedIn' })
  const { caseId, bundleId } = await params
  const progress = await getBundleProgress(actor, caseId, bundleId)
  return progress ? Response.json(progress, { headers: { 'Cache-Control': 'no-store' } }) : refusalResponse({ code: 'notFound' })
}
