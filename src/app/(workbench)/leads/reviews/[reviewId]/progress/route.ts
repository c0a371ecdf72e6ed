import { refusalResponse } from '#server/http/responses'
import { getReviewProgress } from '#server/lead/answers/review-queries'
import { currentActor } from '#server/session'

/** How far the agreement to a sheet has come; its page asks while it lasts. */
export async function GET(_request: Request, { params }: { params: Promise<{ reviewId: string }> }): Promise<Response> {
  const actor = await currentActor()
  if (!actor) return refusalResponse({ code: 'notSignedIn' })
  const progress = await getReviewProgress(actor, (await params).reviewId)
  return progress ? Response.json(progress, { headers: { 'Cache-Control': 'no-store' } }) : refusalResponse({ code: 'notFound' })
}
