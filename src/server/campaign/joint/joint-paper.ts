import 'server-only'
import { renderDocument, renderPdf } from '#documents/templates'
import type { CivilDate } from '#domain/kernel/civil-date'
import { readFonts } from '#platform/fonts'

export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

type Words = {
  agencyName: string
  signerNames: readonly string[]
  title: string
  recipients: readonly string[]
  body: string
  copies: readonly string[]
  documentNumber: string | null
}

const inputOf = ({ agencyName, signerNames, title, recipients, body, copies, documentNumber }: Words, datedOn: CivilDate) => ({
  ...{ organs: [agencyName, ...signerNames], documentNumber, addressees: recipients, datedOn, subject: title, content: body, copies },
})

/** The .docx of a joint notice: the same words give the same bytes. */
export const jointPaper = (notice: Words, datedOn: CivilDate): Promise<Uint8Array> =>
  renderDocument('jointNotice', inputOf(notice, datedOn))

/** Its pages, as whoever signs sees them. */
export const jointPages = async (notice: Words, datedOn: CivilDate): Promise<Uint8Array> =>
  (await renderPdf('jointNotice', inputOf(notice, datedOn), await readFonts())).bytes
