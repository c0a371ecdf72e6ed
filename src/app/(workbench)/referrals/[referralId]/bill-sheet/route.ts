import { billSheetText } from '#messages/zh/referral-bills'
import { attachment, refusalResponse } from '#server/http/responses'
import { exportBillSheet, writeBillBook } from '#server/referral/export-bills'
import { currentActor } from '#server/session'

/** The bills that finance is asked about, as a workbook to fill in. */
export async function GET(_request: Request, { params }: { params: Promise<{ referralId: string }> }): Promise<Response> {
  const actor = await currentActor()
  if (!actor) return refusalResponse({ code: 'notSignedIn' })
  const exported = await exportBillSheet(actor, { referralId: (await params).referralId })
  if (!exported.ok) return refusalResponse(exported.refusal)
  const { lines, number } = exported.value
  const { sheetName, notesName, notes, fileName } = billSheetText
  const book = await writeBillBook({ lines, sheetName, notesName, notes })
  if (!book.ok) return refusalResponse(book.refusal)
  const mediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return attachment({ bytes: new Uint8Array(book.value), mediaType, displayName: fileName(number) })
}
