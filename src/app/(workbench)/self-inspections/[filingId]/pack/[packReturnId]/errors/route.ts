import { packText } from '#messages/zh/offline-pack'
import { attachment, refusalResponse } from '#server/http/responses'
import { packErrors } from '#server/self-inspection/pack-queries'
import { currentActor } from '#server/session'

/** A returned pack with its wrong cells in red, to be mended and uploaded again. */
export async function GET(_request: Request, { params }: { params: Promise<{ packReturnId: string }> }): Promise<Response> {
  const actor = await currentActor()
  if (!actor) return refusalResponse({ code: 'notSignedIn' })
  const { packReturnId } = await params
  const errors = await packErrors(actor, { packReturnId })
  if (!errors.ok) return refusalResponse(errors.refusal)
  return attachment({
    bytes: new Uint8Array(errors.value.bytes),
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    displayName: packText.errorsName(errors.value.name),
  })
}
