import { z } from 'zod'
import { civilDate, id, ids, reason, text, ticked, version } from '../../kernel/form-fields'
import { parseYuan } from '../../kernel/money'
import { caseServiceMethods, defenceAdoptions, laterPapers, reviewGrounds } from './stages'

/** What the steps of the procedure are sent with. A day is the act's own, which may lie before the day on which it is typed. */
const step = { caseId: id, version }

/** One ground, several, or none ticked. */
const grounds = z
  .union([z.enum(reviewGrounds), z.array(z.enum(reviewGrounds)), z.literal('')])
  .default('')
  .transform((given) => [...new Set(typeof given === 'string' ? (given === '' ? [] : [given]) : given)])

const service = {
  ...{ servedOn: civilDate, method: z.enum(caseServiceMethods), receiver: text(100).min(2), note: text(500).default('') },
  /** The receipt, where it is at hand; what comes back later is put to the service then. */
  receiptFileIds: ids(5),
}

/** `2026-07-01 100000.00`, a line for each instalment. */
const plan = z.string().transform((typed, context) => {
  const lines = typed.split('\n').map((line) => line.trim())
  const read = lines.filter(Boolean).map((line) => {
    const [day = '', amount = ''] = line.split(/[\s,，]+/)
    return { dueOn: civilDate.safeParse(day), amountFen: parseYuan(amount.normalize('NFKC').replace(/[,，]/g, '')) }
  })
  const whole = read.flatMap(({ dueOn, amountFen }) => (dueOn.success && amountFen ? [{ dueOn: dueOn.data, amountFen }] : []))
  if (whole.length === read.length && whole.length > 0 && whole.length <= 36) return whole
  context.addIssue({ code: 'custom', message: '每行一期：到期日和金额（元），如 2026-07-01 100000。' })
  return z.NEVER
})

export const plainStepInput = z.strictObject(step)
export const reasonedStepInput = z.strictObject({ ...step, reason })
export const reportInput = z.strictObject({ ...step, grounds })
export const noticeInput = z.strictObject({ ...step, hearingRight: ticked })
export const serveInput = z.strictObject({ ...step, ...service })
export const serveLaterInput = z.strictObject({ ...step, paper: z.enum(laterPapers), partyId: id, ...service })
export const serveOneInput = z.strictObject({ ...step, partyId: id, ...service })
/** That a paper was published for want of another way (公告), where, and what shows it. */
export const publishPaperInput = z.strictObject({
  ...step,
  publishedOn: civilDate,
  place: text(200).min(2),
  /** For whom; where none is named, for all on whom the paper waits to be served. */
  partyIds: ids(50).default([]),
  receiptFileIds: ids(5).refine((given) => given.length > 0),
})
/** A receipt that came back after the service was recorded. */
export const proveServiceInput = z.strictObject({ ...step, serviceId: id, receiptFileIds: ids(5).refine((given) => given.length > 0) })
/** When what was published of the decision was taken off, and where; of one that was never published, that it was not. */
export const withdrawPublishedInput = z.strictObject({ ...step, withdrawnOn: civilDate, note: text(500).min(2) })
export const defenceInput = z.strictObject({
  ...step,
  saidOn: civilDate,
  said: text(4000).min(5),
  adoption: z.enum(defenceAdoptions),
  why: text(2000).min(5),
  /** The party says that it has no more to say: its days end with that, as it signed. */
  nothingToAdd: ticked,
  proofFileIds: ids(5),
})
/** Beside the field of the files: whether they are needed is only known with the case. */
export const unsigned = '当事人没有补充、期限提前结束的，须上传当事人签名或者盖章的书面声明。'
/** That the party gives up its time is shown by what it signed. */
export const waiveInput = z.strictObject({
  ...step,
  saidOn: civilDate,
  said: text(2000).min(5),
  proofFileIds: ids(5).refine((given) => given.length > 0),
})
export const askHearingInput = z.strictObject({ ...step, askedOn: civilDate })
export const setHearingInput = z.strictObject({
  ...step,
  notifiedOn: civilDate,
  hearingOn: civilDate,
  place: text(200).min(2),
  chairId: id,
})
export const holdHearingInput = z.strictObject({ ...step, heldOn: civilDate, minutes: text(8000).min(10) })
export const opinionInput = z.strictObject({ ...step, opinion: text(4000).min(5) })
export const discussInput = z.strictObject({
  ...step,
  heldOn: civilDate,
  /** Who was there, three at least: names apart by commas or lines. */
  present: z
    .string()
    .transform((typed) => [...new Set(typed.split(/[\n,，、;；\s]+/).filter(Boolean))])
    .pipe(z.array(z.string().max(20)).min(3, '集体讨论至少写明三位参加人员。').max(30)),
  opinions: text(4000).min(5),
  conclusion: text(2000).min(5),
})
/** What is decided on the spot is as the facts propose it, with a warning or without. */
export const decideOnSiteInput = z.strictObject({ ...step, warned: ticked })
export const decideNothingInput = z.strictObject({ ...step, outcome: z.enum(['noPenalty', 'unproven', 'transferred']), reason })
export const instalmentsInput = z.strictObject({ ...step, plan, reason })
export const closeInput = z.strictObject({ ...step, reason: text(1000).default('') })
export const courtInput = z.strictObject({ ...step, appliedOn: civilDate, court: text(100).min(4) })
