import { z } from 'zod'
import { civilDate, id, ids, reason, text, ticked, version, whole, yuan } from '../../kernel/form-fields'
import { remedyKinds, remedyOutcomes } from './remedies'

/** What came from the body or the court, or went to it. */
const proofFileIds = ids(5).refine((given) => given.length > 0)
const step = { caseId: id, version }
const ofRemedy = { ...step, remedyId: id }

export const receiveRemedyInput = z.strictObject({
  ...step,
  partyId: id,
  kind: z.enum(remedyKinds),
  body: text(100).min(4),
  docket: text(60).default(''),
  receivedOn: civilDate,
  stayed: ticked,
  proofFileIds,
})
export const answerRemedyInput = z.strictObject({ ...ofRemedy, answeredOn: civilDate, stayed: ticked, proofFileIds })

const amount = z.union([z.literal('').transform(() => null), yuan]).prefault('')

const noMonths = z.literal('').transform(() => null)

/** What is owed from now on is said where the decision was changed, and only there. */
export const changedWithoutAmounts = '决定被变更的，写明变更后这一当事人应退回和罚款的金额，没有的填 0。'
export const concludeRemedyInput = z
  .strictObject({
    ...ofRemedy,
    outcome: z.enum(remedyOutcomes),
    concludedOn: civilDate,
    conclusion: text(2000).min(5),
    refund: amount,
    fine: amount,
    /** Of each stoppage of this party, by its id, how many months are left of it; none where it is not ordered any more. */
    monthsLeft: z.record(id, z.union([noMonths, whole])).default({}),
    proofFileIds,
  })
  .refine(({ outcome, refund, fine }) => outcome !== 'changed' || (refund !== null && fine !== null), {
    path: ['refund'],
    message: changedWithoutAmounts,
  })
/** That it was stayed, or goes on: since which day, and on which paper. */
export const stayRemedyInput = z.strictObject({ ...ofRemedy, stayedOn: civilDate, reason, proofFileIds })
/** Its end was recorded wrongly: why, and what shows it. */
export const strikeRemedyInput = z.strictObject({ ...ofRemedy, reason, proofFileIds })
export const withdrawRemedyInput = z.strictObject({ ...ofRemedy, withdrawnOn: civilDate, reason, proofFileIds })
