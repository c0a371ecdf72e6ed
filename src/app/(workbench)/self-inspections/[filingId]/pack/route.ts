import { packText } from '#messages/zh/offline-pack'
import { attachment, refusalResponse } from '#server/http/responses'
import { makePack } from '#server/self-inspection/make-pack'
import { currentActor } from '#server/session'

/** The filing as a workbook, to be filled in without a line. */
export async function GET(_request: Request, { params }: { params: Promise<{ filingId: string }> }): Promise<Response> {
  const actor = await currentActor()
  if (!actor) return refusalResponse({ code: 'notSignedIn' })
  const { filingId } = await params
  const pack = await makePack(actor, { filingId })
  if (!pack.ok) return refusalResponse(pack.refusal)
  return attachment({
    bytes: new Uint8Array(pack.value.bytes),
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    displayName: packText.packName(pack.value.institutionName, pack.value.madeOn),
  })
}
