import { importText } from '#messages/zh/lead-import'
import { attachment, refusalResponse } from '#server/http/responses'
import { downloadRefusedRows } from '#server/lead/import-queries'
import { currentActor } from '#server/session'

/** The bad rows of an uploaded list, to be put right in the layout in which they came. */
export async function GET(_request: Request, { params }: { params: Promise<{ importId: string }> }): Promise<Response> {
  const actor = await currentActor()
  if (!actor) return refusalResponse({ code: 'notSignedIn' })
  const { importId } = await params
  const workbook = await downloadRefusedRows(actor, { importId })
  if (!workbook.ok) return refusalResponse(workbook.refusal)
  return attachment({
    bytes: new Uint8Array(workbook.value.bytes),
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    displayName: importText.refusedName(workbook.value.name.replace(/\.\w+$/, '')),
  })
}
