import { attachment, refusalResponse } from '#server/http/responses'
import { currentActor } from '#server/session'
import { reportPaper } from '#server/summary/report-paper'

/** The paper of a report: the file that was signed, or before that a draft that says so on every page. */
export async function GET(_request: Request, { params }: { params: Promise<{ reportId: string }> }): Promise<Response> {
  const actor = await currentActor()
  if (!actor) return refusalResponse({ code: 'notSignedIn' })
  const { reportId } = await params
  const paper = await reportPaper(actor, reportId)
  if (!paper) return refusalResponse({ code: 'notFound' })
  return attachment({
    bytes: new Uint8Array(paper.bytes),
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    displayName: `${paper.title}.docx`,
  })
}
