import { beijingDay } from '#domain/kernel/civil-date'
import { answersText } from '#messages/zh/lead-answers'
import { currentTime } from '#server/clock/now'
import { refusalResponse } from '#server/http/responses'
import { exportAnswerSheet } from '#server/lead/answers/export-sheet'
import { currentActor } from '#server/session'
import { bookResponse } from '../book'

/** The leads within a filter of the queue that are this person's to answer, as a workbook to fill in. */
export async function GET(request: Request): Promise<Response> {
  const actor = await currentActor()
  if (!actor) return refusalResponse({ code: 'notSignedIn' })
  const sheet = await exportAnswerSheet(actor, { filter: new URL(request.url).search.slice(1) })
  // Whoever follows the link stands on a page again, which says so.
  if (!sheet.ok && sheet.refusal.code === 'nothingToAnswer') {
    return new Response(null, { status: 303, headers: { Location: '/leads/answers?none=1', 'Cache-Control': 'no-store' } })
  }
  if (!sheet.ok) return refusalResponse(sheet.refusal)
  return bookResponse({ ...sheet.value, reasonHeading: null }, answersText.exportName(beijingDay(currentTime())))
}
