import { attachment, refusalResponse } from '#server/http/responses'
import { currentActor } from '#server/session'
import { previewReport } from '#server/summary/queries'

/** The paper of a report that is not signed yet, with 草稿 on every page. */
export async function GET(_request: Request, { params }: { params: Promise<{ reportId: string }> }): Promise<Response> {
  const actor = await currentActor()
  if (!actor) return refusalResponse({ code: 'notSignedIn' })
  const { reportId } = await params
  const paper = await previewReport(actor, reportId)
  if (!paper) return refusalResponse({ code: 'notFound' })
  return attachment({
    bytes: new Uint8Array(paper.bytes),
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    displayName: `${paper.title}.docx`,
  })
}
