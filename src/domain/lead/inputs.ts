import { z } from 'zod'
import { isCivilDate } from '../kernel/civil-date'
import { parseYuan } from '../kernel/money'
import { verifiedConclusions } from './conclusions'
import { leadEscalationKinds } from './escalation'
import { leadObjectionDecisions } from './statements'
import { leadOrigins, leadSources } from './steps'
import { leadSubjectKinds } from './subjects'

const id = z.uuid()
const version = z.coerce.number().int().positive().max(2_147_483_647)
const text = (limit: number) => z.string().trim().max(limit)
const civilDate = z.string().refine(isCivilDate)
/** 元 as typed, or nothing; becomes 分. */
const yuan = z
  .string()
  .trim()
  .transform((typed, context) => {
    if (typed === '') return null
    const amountFen = parseYuan(typed.replaceAll(',', ''))
    if (amountFen === null) context.addIssue({ code: 'custom', message: 'amount' })
    return amountFen
  })

/** No more than this in one act, so that each can be looked at and undone. */
export const batchLimit = 5000
const ids = z
  .union([z.string(), z.array(z.string())])
  .transform((given) => (typeof given === 'string' ? given.split(',').filter(Boolean) : given))
  .pipe(z.array(id).min(1).max(batchLimit))

export const uploadLeadListInput = z.strictObject({
  campaignId: id,
  fileId: id,
  sourceName: text(60).min(1),
  source: z.enum(leadSources),
  origin: z.enum(leadOrigins),
})
export const remapLeadListInput = z.strictObject({
  importId: id,
  version,
  mapping: z.record(z.string().max(200), z.string().max(40)).refine((columns) => Object.keys(columns).length <= 200),
})
const ticked = z
  .enum(['on', 'off'])
  .default('off')
  .transform((value) => value === 'on')
/**
 * `keepDuplicates`: rows that say exactly what another row says are kept too. `totalsSeen`: stated totals do not match and the person knows.
 * `mends`: the rows are put down to the list whose refused rows they were.
 */
const importChoices = { dueOn: civilDate, keepDuplicates: ticked, totalsSeen: ticked, mends: ticked }
export const importLeadsInput = z.strictObject({ importId: id, version, ...importChoices })
/** What was filled in for an import, as it is kept until the import is done. */
export const askedImport = z.object({ dueOn: civilDate, keepDuplicates: z.boolean(), mends: z.boolean() })
/** The import as it is carried out: the list, at the version at which it was asked for. */
export const takeListInInput = z.strictObject({ importId: id, version })
export const cancelLeadListInput = z.strictObject({ importId: id, version })

export const assignLeadsInput = z.strictObject({ leadIds: ids, agencyId: z.union([id, z.literal('territory')]) })
/** `assignedAt`: of these, only what that one act assigned (撤销刚才的交办). */
export const takeBackLeadsInput = z.strictObject({ leadIds: ids, assignedAt: z.iso.datetime().optional() })
export const returnLeadInput = z.strictObject({ leadId: id, version, reason: text(500).min(5) })
export const takeUpLeadInput = z.strictObject({ leadId: id, version })
/** `filter`: the list's own, as its query string. */
export const takeNextLeadInput = z.strictObject({ filter: z.string().max(2000).default('') })
const fileIds = z
  .union([z.string(), z.array(z.string())])
  .default('')
  .transform((given) => (typeof given === 'string' ? given.split(',').filter(Boolean) : given))
  .pipe(z.array(id).max(50))
export const submitVerificationInput = z.strictObject({
  leadId: id,
  version,
  conclusion: z.enum(verifiedConclusions),
  /** The number of the lead that this one goes on with; read where the conclusion is `merged`. */
  mergedInto: text(80).default(''),
  billed: yuan,
  irregular: yuan,
  fundLoss: yuan,
  peopleCount: z.coerce.number().int().min(0).max(1_000_000).default(0),
  isFraud: ticked,
  method: text(60).min(1),
  account: text(4000),
  evidenceFileIds: fileIds,
  /** Points of the template that were gone through, by their keys. */
  checked: z
    .union([z.string().max(20), z.array(z.string().max(20)).max(60)])
    .default([])
    .transform((given) => (typeof given === 'string' ? [given] : given)),
})
export const askInstitutionInput = z.strictObject({ leadId: id, version, question: text(2000).min(10) })
export const answerStatementInput = z.strictObject({ statementId: id, version, answer: text(4000).min(10), evidenceFileIds: fileIds })
export const raiseObjectionInput = z.strictObject({ statementId: id, version, objection: text(4000).min(10), evidenceFileIds: fileIds })
export const decideObjectionInput = z.strictObject({
  statementId: id,
  version,
  decision: z.enum(leadObjectionDecisions),
  reason: text(1000).min(10),
})
const escalation = { leadId: id, kind: z.enum(leadEscalationKinds), reason: text(500).min(10) }
export const proposeEscalationInput = z.strictObject({ ...escalation, version })
/** `version`: of the proposal; nothing where the rules alone put the lead forward. */
export const decideEscalationInput = z.strictObject({
  ...escalation,
  version: version.optional(),
  outcome: z.enum(['accepted', 'declined']),
})
/** `subjectId`: of which subject of the lead it is said; nothing: of whom the lead is about. */
export const linkSubjectsInput = z.strictObject({
  leadId: id,
  otherNumber: text(80).min(1),
  reason: text(500).min(5),
  subjectId: id.optional(),
})
export const unlinkSubjectsInput = z.strictObject({ linkId: id, version, reason: text(500).min(5) })
export const addSubjectInput = z.strictObject({
  leadId: id,
  kind: z.enum(leadSubjectKinds),
  value: text(200)
    .min(1)
    .regex(/^[^\0]*$/),
  reason: text(500).min(5),
})
export const removeSubjectInput = z.strictObject({ subjectId: id, version, reason: text(500).min(5) })
export const withdrawLeadInput = z.strictObject({ leadId: id, version, reason: text(500).min(10), evidenceFileIds: fileIds })
export const reviewVerificationInput = z.strictObject({ leadId: id, version, note: text(1000).default('') })
export const sendBackVerificationInput = z.strictObject({ leadId: id, version, note: text(1000).min(5) })
export const reopenLeadInput = z.strictObject({ leadId: id, version, reason: text(500).min(5) })
export const revealReasons = ['verification', 'caseWork', 'correction', 'notification'] as const
export const revealLimitPerHour = 30
export const revealIdentityInput = z.strictObject({ leadId: id, reason: z.enum(revealReasons), note: text(200).default('') })
export const revealSubjectInput = z.strictObject({ subjectId: id, reason: z.enum(revealReasons), note: text(200).default('') })
/** The sheet of one's own leads: those of the list's filter, as its query string. */
export const exportAnswerSheetInput = z.strictObject({ filter: z.string().max(2000).default('') })
export const uploadAnswersInput = z.strictObject({ fileId: id, evidenceFileIds: fileIds })
export const answerSheetInput = z.strictObject({ sheetId: id, version })
/** `repeatsSeen`: many rows have the same account, and the person knows. */
export const submitAnswersInput = z.strictObject({ sheetId: id, version, repeatsSeen: ticked })
export const beginReviewInput = z.strictObject({ sheetId: id })
export const lookAtSampleInput = z.strictObject({ reviewId: id, leadId: id })
export const reviewInput = z.strictObject({ reviewId: id, version })
