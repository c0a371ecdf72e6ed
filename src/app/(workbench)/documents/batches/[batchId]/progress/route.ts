import { getBatchProgress } from '#server/document/batch/batch-queries'
import { refusalResponse } from '#server/http/responses'
import { currentActor } from '#server/session'

/** How far a batch of papers has come; its page asks while it lasts. */
export async function GET(_request: Request, { params }: { params: Promise<{ batchId: string }> }): Promise<Response> {
  const actor = await currentActor()
  if (!actor) return refusalResponse({ code: 'notSignedIn' })
  const progress = await getBatchProgress(actor, (await params).batchId)
  return progress ? Response.json(progress, { headers: { 'Cache-Control': 'no-store' } }) : refusalResponse({ code: 'notFound' })
}
