import { z } from 'zod'
import { civilDate, id, reason, text, ticked, version } from '../../kernel/form-fields'
import { handoverLines } from '../../referral/handover'
import { holdEnds, holdKinds } from './holds'
import { inquiryKinds, inquirySignatures } from './inquiries'

const ofCase = { caseId: id, version }
const minute = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '请填写时间，如 09:30。')
const orNothing = <Value>(field: z.ZodType<Value, string>) =>
  z
    .string()
    .default('')
    .transform((typed) => (typed.trim() === '' ? null : typed))
    .pipe(z.union([z.null(), field]))

/** A line for each thing: 名称 | 数量 | 说明. */
const listed = text(20_000)
  .default('')
  .transform(handoverLines)
  .pipe(z.array(z.object({ name: text(200).min(1), quantity: text(60), note: text(300) })).max(300))
export type ListedItem = { name: string; quantity: string; note: string }
/** As they are kept. */
export const listedItems = z.array(z.object({ name: z.string(), quantity: z.string(), note: z.string() })).catch([])

export const recordInquiryInput = z.strictObject({
  ...ofCase,
  kind: z.enum(inquiryKinds),
  begunOn: civilDate,
  /** To the minute, in Beijing. */
  begunAt: minute,
  endedAt: orNothing(minute),
  place: text(200).min(2),
  personName: text(120).min(2),
  personDuty: text(120).default(''),
  ofParty: ticked,
  told: ticked,
  /** What was seen, asked and answered, or is asked for. */
  content: text(20_000).min(10),
  items: listed,
  opinion: text(2000).default(''),
  answerBy: orNothing(civilDate),
  /** The one that this takes the place of. */
  correctsId: orNothing(id),
})

const signing = {
  signature: z.enum(inquirySignatures),
  refusal: text(500).default(''),
  witness: text(120).default(''),
}
type Signing = { signature: string; refusal: string; witness: string }
const refusedWhy = ({ signature, refusal, witness }: Signing) => signature === 'signed' || (refusal.length >= 2 && witness.length >= 2)
const whyMissing = { path: ['witness'], message: '拒绝签名的，要写明拒签情况和见证人。' }

export const signInquiryInput = z
  .strictObject({ ...ofCase, inquiryId: id, signedOn: civilDate, ...signing, fileId: id })
  .refine(refusedWhy, whyMissing)
export const answerInquiryInput = z.strictObject({ ...ofCase, inquiryId: id, answeredOn: civilDate, answer: text(2000).min(5) })

const taking = { takenOn: civilDate, takenAt: minute, ...signing }

export const askHoldInput = z.strictObject({
  ...ofCase,
  kind: z.enum(holdKinds),
  reason,
  place: text(200).min(2),
  keeper: text(120).min(2),
  personName: text(120).min(2),
  items: listed.refine((given) => given.length > 0, '请逐行列明物品、资料的名称和数量。'),
})
/** In a case of urgency it is done first (情况紧急). */
export const holdUrgentlyInput = askHoldInput.extend(taking).refine(refusedWhy, whyMissing)

const hold = { ...ofCase, holdId: id }
export const decideHoldInput = z.strictObject(hold)
export const refuseHoldInput = z.strictObject({ ...hold, reason })
export const takeHoldInput = z.strictObject({ ...hold, ...taking }).refine(refusedWhy, whyMissing)
export const extendHoldInput = z.strictObject({ ...hold, length: z.coerce.number().int().positive().max(30), reason })
export const endHoldInput = z.strictObject({ ...hold, endWhy: z.enum(holdEnds), endedOn: civilDate, note: text(2000).default('') })
