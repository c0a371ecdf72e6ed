import { getFile } from '#server/file/queries'
import { attachment, refusalResponse } from '#server/http/responses'
import { currentActor } from '#server/session'

/** One file, to whoever may read it; to anybody else it does not exist. Always a download, never shown in place. */
export async function GET(_request: Request, { params }: { params: Promise<{ fileId: string }> }): Promise<Response> {
  const actor = await currentActor()
  if (!actor) return refusalResponse({ code: 'notSignedIn' })

  const { fileId } = await params
  const file = await getFile(actor, fileId)
  return file ? attachment(file) : refusalResponse({ code: 'notFound' })
}
