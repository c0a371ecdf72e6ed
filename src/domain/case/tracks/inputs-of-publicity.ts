import { z } from 'zod'
import { civilDate, id, reason, text, version } from '../../kernel/form-fields'

const ofText = { caseId: id, version, publicationId: id }

export const draftPublicationInput = z.strictObject({ caseId: id, version, text: text(4000).min(20) })
export const approvePublicationInput = z.strictObject({ ...ofText, opinion: text(500).default('') })
export const reasonedPublicationInput = z.strictObject({ ...ofText, reason })
/** `place`: the site on which it stands. */
export const publishDecisionInput = z.strictObject({ ...ofText, publishedOn: civilDate, place: text(200).min(2) })
export const withdrawPublicationInput = z.strictObject({ ...ofText, withdrawnOn: civilDate, reason })
export const reportPublicationInput = z.strictObject({ ...ofText, reportedOn: civilDate })
