import { attachment, refusalResponse } from '#server/http/responses'
import { openBulletinPaper } from '#server/self-inspection/bulletin/bulletin-queries'
import { currentActor } from '#server/session'

/** The paper of a bulletin: the file that was issued, or before that a draft that says so on every page. */
export async function GET(_request: Request, { params }: { params: Promise<{ bulletinId: string }> }): Promise<Response> {
  const actor = await currentActor()
  if (!actor) return refusalResponse({ code: 'notSignedIn' })
  const { bulletinId } = await params
  const paper = await openBulletinPaper(actor, bulletinId)
  if (!paper) return refusalResponse({ code: 'notFound' })
  return attachment({
    bytes: new Uint8Array(paper.bytes),
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    displayName: `${paper.title}.docx`,
  })
}
