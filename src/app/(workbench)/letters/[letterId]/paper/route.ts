import { beijingDay } from '#domain/kernel/civil-date'
import { currentTime } from '#server/clock/now'
import { attachment, refusalResponse } from '#server/http/responses'
import { openLetterPaper } from '#server/letter/queries'
import { currentActor } from '#server/session'

/** The paper of a letter, or with `?part=reply` of its answer. */
export async function GET(request: Request, { params }: { params: Promise<{ letterId: string }> }): Promise<Response> {
  const actor = await currentActor()
  if (!actor) return refusalResponse({ code: 'notSignedIn' })
  const { letterId } = await params
  const part = new URL(request.url).searchParams.get('part') === 'reply' ? 'reply' : 'letter'
  const paper = await openLetterPaper(actor, letterId, part, beijingDay(currentTime()))
  if (!paper) return refusalResponse({ code: 'notFound' })
  return attachment({
    bytes: new Uint8Array(paper.bytes),
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    displayName: `${paper.title}.docx`,
  })
}
