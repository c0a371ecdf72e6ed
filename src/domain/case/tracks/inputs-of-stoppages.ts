import { z } from 'zod'
import { civilDate, id, ids, reason, text, version } from '../../kernel/form-fields'

const step = { caseId: id, version, stoppageId: id }
/** What shows that it stands still, or what was found. */
const proofFileIds = ids(5).refine((given) => given.length > 0)

export const beginStoppageInput = z.strictObject({ ...step, begunOn: civilDate, scope: text(200).min(2), proofFileIds })
export const reviewStoppageInput = z.strictObject({ ...step, reviewedOn: civilDate, finding: text(2000).min(5), proofFileIds })
export const sendBackStoppageInput = z.strictObject({ ...step, reason })
export const lapseStoppageInput = sendBackStoppageInput
export const restoreStoppageInput = z.strictObject({ ...step, endedOn: civilDate })
