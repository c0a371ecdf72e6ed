import { printSheet } from '#server/document/sheet/print-sheet'
import { pagesInPlace, refusalResponse } from '#server/http/responses'
import { currentActor } from '#server/session'

/** A form, printed of its row as it stands. */
export async function GET(_request: Request, { params }: { params: Promise<{ sheet: string; id: string }> }): Promise<Response> {
  const actor = await currentActor()
  if (!actor) return refusalResponse({ code: 'notSignedIn' })
  const { sheet, id } = await params
  const printed = await printSheet(actor, sheet, id)
  return printed.ok ? pagesInPlace(printed.value) : refusalResponse(printed.refusal)
}
