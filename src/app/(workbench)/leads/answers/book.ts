import { leadText } from '#messages/zh/lead'
import { answersText } from '#messages/zh/lead-answers'
import { attachment, refusalResponse } from '#server/http/responses'
import { writeAnswerBook } from '#server/lead/answers/export-sheet'

type Paper = Parameters<typeof writeAnswerBook>[0]

/** A working sheet as a download: its lines, with the words of the house around them. */
export async function bookResponse(
  { lines, isCut, reasonHeading }: Pick<Paper, 'lines' | 'reasonHeading'> & { isCut: boolean },
  displayName: string,
): Promise<Response> {
  const { sheetName, notesName, notes } = answersText
  const book = await writeAnswerBook({ lines, reasonHeading, sheetName, notesName, notes: notes(isCut), methods: leadText.methods })
  if (!book.ok) return refusalResponse(book.refusal)
  const mediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return attachment({ bytes: new Uint8Array(book.value), mediaType, displayName })
}
