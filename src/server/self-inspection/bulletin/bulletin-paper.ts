import 'server-only'
import { renderDocument } from '#documents/templates'
import type { CivilDate } from '#domain/kernel/civil-date'
import { type BulletinContent, bulletinAddressee } from '#domain/self-inspection/bulletin'
import { closingFigureNames, closingUnits } from '#domain/self-inspection/closing'

export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

export type BulletinPaper = {
  title: string
  organ: string
  documentNumber: string | null
  datedOn: CivilDate
  asOfOn: CivilDate
  content: BulletinContent
}

/** The .docx of a bulletin: the same words give the same bytes. */
export const bulletinPaper = ({ title, organ, documentNumber, datedOn, asOfOn, content }: BulletinPaper): Promise<Uint8Array> =>
  renderDocument('bulletin', {
    ...{ organ, documentNumber, datedOn, asOfOn, addressee: bulletinAddressee, subject: title, campaign: content.campaignName },
    ...{ situation: content.situation, requirement: content.requirement },
    figures: content.figures.map(({ measure, value }) => ({ value, unit: closingUnits[measure], ...closingFigureNames[measure] })),
    named: content.named.map(({ name, findings, fundLossFen, reason }) => ({ institution: name, findings, fundLossFen, reason })),
  })
