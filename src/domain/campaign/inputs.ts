import { z } from 'zod'
import { departments } from '../department/department'
import { civilDate, id, ids, reason, text, version } from '../kernel/form-fields'

export const uploadPlanInput = z.strictObject({ fileId: id })

/** `path` as in `plan-edit.ts`; `values` as typed, by the field names of that part. */
export const correctPlanInput = z.strictObject({
  campaignId: id,
  version,
  path: z.string().max(40),
  values: z.record(z.string().max(20), z.string().max(20_000)),
})
export const setCampaignInput = z.strictObject({ campaignId: id, version, name: text(120).min(4), lookBackFrom: civilDate })

export const campaignStepInput = z.strictObject({ campaignId: id, version })
export const sendBackCampaignInput = z.strictObject({ campaignId: id, version, reason })
export const adoptCampaignInput = z.strictObject({ campaignId: id })

/** The commitment (纪律、安全、保密、廉洁承诺) is signed with the receipt; unread and unticked there is neither. */
export const signReceiptInput = z.strictObject({ recipientId: id, version, commitment: z.enum(['on', 'off']).default('off') })
/** A unit that the plan is not addressed to, such as the issuer's own or a bureau above, signs the commitment by itself. */
export const signCommitmentInput = z.strictObject({ campaignId: id, commitment: z.enum(['on', 'off']).default('off') })
export const matchRecipientInput = z.strictObject({ recipientId: id, version, agencyId: id })
export const remindReceiptsInput = z.strictObject({ campaignId: id })

export const assignDutyOwnerInput = z.strictObject({ assignmentId: id, version, ownerId: id })
export const reportDutyInput = z.strictObject({ assignmentId: id, version, progress: text(2000).min(5), evidenceFileIds: ids(20) })
export const completeDutyInput = z.strictObject({ assignmentId: id, version, progress: text(2000).min(5), evidenceFileIds: ids(20) })
export const reopenDutyInput = z.strictObject({ assignmentId: id, version, reason })

const attendance = z.strictObject({ agencyId: id, name: text(40), present: z.boolean() })
/** An agency was there once. */
const everyAttendance = z
  .array(attendance)
  .max(60)
  .refine((rows) => new Set(rows.map(({ agencyId }) => agencyId)).size === rows.length)
const decision = z.strictObject({ text: text(500).min(4), agencyId: id, dueOn: z.union([civilDate, z.literal('')]).default('') })
export const recordMeetingInput = z.strictObject({
  campaignId: id,
  title: text(80).min(2),
  heldOn: civilDate,
  agenda: text(4000).min(2),
  minutes: text(20_000).default(''),
  attendance: everyAttendance,
  decisions: z.array(decision).max(30),
})

/** Calls the agencies to a meeting that is still to be held. */
export const callMeetingInput = z.strictObject({
  campaignId: id,
  title: text(80).min(2),
  heldOn: civilDate,
  begins: text(20).min(1),
  place: text(80).min(1),
  agenda: text(4000).min(2),
  agencyIds: ids(60).pipe(z.array(id).min(1)),
})
export const callOffMeetingInput = z.strictObject({ meetingId: id, version, reason })
export const answerMeetingInput = z.strictObject({
  attendeeId: id,
  reply: z.enum(['coming', 'excused']),
  name: text(40),
  note: text(200).default(''),
})
/** What was said and decided at a meeting that was called; or, of one whose minutes are kept, what is put right, and further decisions. */
export const keepMinutesInput = z.strictObject({
  meetingId: id,
  version,
  heldOn: civilDate,
  minutes: text(20_000).min(2),
  attendance: everyAttendance,
  decisions: z.array(decision).max(30),
})

const member = z.strictObject({
  name: text(40).min(1),
  title: text(60),
  role: text(20).min(1),
  department: z.enum(departments).nullable(),
  agencyName: text(80).min(1),
})
export const setLeadingGroupInput = z.strictObject({ campaignId: id, version, members: z.array(member).max(40) })
