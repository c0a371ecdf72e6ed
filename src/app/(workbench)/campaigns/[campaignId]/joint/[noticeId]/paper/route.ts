import { beijingDay } from '#domain/kernel/civil-date'
import { openJointPages, openJointPaper } from '#server/campaign/joint/queries'
import { currentTime } from '#server/clock/now'
import { attachment, pagesInPlace, refusalResponse } from '#server/http/responses'
import { currentActor } from '#server/session'

/** The paper of a joint notice, or with `?as=pages` its pages to be read in place. */
export async function GET(request: Request, { params }: { params: Promise<{ noticeId: string }> }): Promise<Response> {
  const actor = await currentActor()
  if (!actor) return refusalResponse({ code: 'notSignedIn' })
  const { noticeId } = await params
  const today = beijingDay(currentTime())
  if (new URL(request.url).searchParams.get('as') === 'pages') {
    const pages = await openJointPages(actor, noticeId, today)
    return pages ? pagesInPlace(pages) : refusalResponse({ code: 'notFound' })
  }
  const paper = await openJointPaper(actor, noticeId, today)
  if (!paper) return refusalResponse({ code: 'notFound' })
  return attachment({
    bytes: new Uint8Array(paper.bytes),
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    displayName: `${paper.title}.docx`,
  })
}
