import { answerReason } from '#messages/zh/answer-reasons'
import { answersText } from '#messages/zh/lead-answers'
import { refusalResponse } from '#server/http/responses'
import { downloadReturnedAnswers } from '#server/lead/answers/sheet-queries'
import { currentActor } from '#server/session'
import { bookResponse } from '../../book'

/** The rows of a sheet of answers that came back, to be put right in the layout in which they came. */
export async function GET(_request: Request, { params }: { params: Promise<{ sheetId: string }> }): Promise<Response> {
  const actor = await currentActor()
  if (!actor) return refusalResponse({ code: 'notSignedIn' })
  const returned = await downloadReturnedAnswers(actor, { sheetId: (await params).sheetId })
  if (!returned.ok) return refusalResponse(returned.refusal)
  const lines = returned.value.rows.map(({ cells, problems }) => ({
    cells,
    wrong: problems.map(({ field }) => field),
    reason: problems.map(answerReason).join(''),
  }))
  const displayName = answersText.returnedName(returned.value.name.replace(/\.\w+$/, ''))
  return bookResponse({ lines, isCut: false, reasonHeading: answersText.reasonHeading }, displayName)
}
