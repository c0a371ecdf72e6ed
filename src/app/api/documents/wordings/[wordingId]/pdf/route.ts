import { currentTime } from '#server/clock/now'
import { previewWording } from '#server/document/wording/preview-wording'
import { pagesInPlace, refusalResponse } from '#server/http/responses'
import { currentActor } from '#server/session'
import { inWords } from '../../../../v1/in-words'

/** The pages of a paper in the words of a version. `?case=`: with what a real case holds. */
export async function GET(request: Request, { params }: { params: Promise<{ wordingId: string }> }): Promise<Response> {
  const actor = await currentActor()
  if (!actor) return refusalResponse({ code: 'notSignedIn' })
  const asked = new URL(request.url).searchParams.get('case')?.trim() ?? ''
  const paper = await previewWording(actor, (await params).wordingId, asked === '' ? null : asked, currentTime())
  return paper.ok ? pagesInPlace(paper.value) : inWords(refusalResponse(paper.refusal))
}
