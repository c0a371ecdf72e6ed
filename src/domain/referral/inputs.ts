import { z } from 'zod'
import { civilDate, id, ids, reason, text, version, yuan } from '../kernel/form-fields'
import { billLines, billResultLines } from './bill-lines'
import { criminalSides, progressKinds } from './criminal'
import { disclosureParts } from './disclosure'
import { exhibitLines } from './exhibits'
import { handoverLines } from './handover'
import { billResults } from './kinds'
import { materialKinds } from './materials'

const referral = { referralId: id, version }

/** What every referral says: to whom, about what, and who can be asked. */
const proposal = {
  receiverAgencyId: id,
  title: text(120).min(4),
  summary: text(6000).min(10),
  contactName: text(40).min(2),
  contactPhone: text(40).min(5),
  evidenceFileIds: ids(100),
}

export const proposePoliceReferralInput = z.strictObject({
  ...proposal,
  caseId: id,
  suspectedCrime: text(100).min(2),
  investigation: text(4000).min(10),
  evidence: text(6000)
    .min(2)
    .transform((typed) =>
      typed
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
    )
    .pipe(z.array(z.string().max(500)).min(1).max(200)),
  qualification: text(4000).min(10),
  measures: text(4000).min(2),
  exhibits: text(20_000).default('').transform(exhibitLines),
  /** Which of the case's evidence goes along. */
  pieceIds: ids(200),
})

const about = { caseId: id.optional(), leadId: id.optional(), campaignId: id.optional(), originId: id.optional() }

export const proposeDepartmentReferralInput = z.strictObject({
  ...proposal,
  ...about,
  kind: z.enum(['health', 'discipline', 'other', 'handBack']),
  grounds: text(1000).min(4),
  suggestion: text(4000).min(4),
  answerBy: civilDate,
})

/** Pasted, or on a list that was uploaded; the one or the other. */
export const proposeBillReferralInput = z
  .strictObject({
    ...proposal,
    ...about,
    answerBy: civilDate,
    bills: text(400_000)
      .default('')
      .transform((typed, context) => (typed === '' ? [] : billLines(typed, context))),
    billsFileId: z
      .union([id, z.literal('').transform(() => null)])
      .optional()
      .transform((given) => given ?? null),
  })
  .superRefine(({ bills, billsFileId }, context) => {
    const message = bills.length === 0 ? '没有读到票据。请粘贴票据，或者上传票据清单。' : '粘贴的票据和上传的清单请只留一种。'
    if ((bills.length === 0) === (billsFileId === null)) context.addIssue({ code: 'custom', path: ['bills'], message })
  })

const parts = z
  .union([z.enum(disclosureParts), z.array(z.enum(disclosureParts))])
  .default([])
  .transform((given) => (typeof given === 'string' ? [given] : given))
export const chooseDisclosureInput = z.strictObject({ ...referral, parts, factIds: ids(500) })

export const stepReferralInput = z.strictObject(referral)
const shownHash = z.string().regex(/^[0-9a-f]{64}$/)
/** Bound to what the approver was shown. */
export const approveReferralInput = z.strictObject({ ...referral, previewHash: shownHash })
export const reasonedStepInput = z.strictObject({ ...referral, reason })
export const openCriminalCaseInput = z.strictObject({ ...referral, outcomeNumber: text(60).min(4) })
const listed = text(20_000)
  .transform(handoverLines)
  .pipe(z.array(z.object({ name: text(200).min(1), quantity: text(40), note: text(200) })).max(500))
/** What was given back was listed with the first refusal. */
export const upholdDeclineInput = z.strictObject({ ...referral, outcomeNumber: text(60).min(4), reason })
/** With a list of what is given back; without one it is all that was delivered. */
export const declineCriminalCaseInput = upholdDeclineInput.extend({ returned: z.string().default('').pipe(listed) })
export const handOverInput = z.strictObject({ ...referral, lines: listed.refine((lines) => lines.length > 0, '请逐项列明，一行一项。') })
export const signHandoverInput = z.strictObject({ ...referral, note: text(500).default('') })
/** Without a file it is the decision as it was issued. */
export const copyPenaltyInput = z.strictObject({ ...referral, fileId: z.union([id, z.literal('').transform(() => undefined)]).optional() })
export const passOnInput = z.strictObject({ ...referral, toAgencyId: id, reason })
/** The paper that it is said in has a number. */
export const supervisionInput = z.strictObject({ ...referral, documentNumber: text(60).min(4), reason })
export const proposeSupplyInput = z.strictObject({ ...referral, note: text(2000).min(2), fileIds: ids(50) })
export const supplyMoreInput = z.strictObject({ ...referral, supplyId: id, previewHash: shownHash })
export const returnSupplyInput = z.strictObject({ ...referral, supplyId: id, reason })
/** What the lead says that is opened where there is no procedure to go on with: of whom, and what is to be verified. */
export const acceptHandBackInput = z.strictObject({
  ...referral,
  institutionName: text(120).default(''),
  behaviour: text(200).default(''),
  note: text(2000).default(''),
})
export const answerReferralInput = z.strictObject({ ...referral, result: text(4000).min(5), outcomeNumber: text(60).default('') })

export const addMaterialInput = z.strictObject({
  ...referral,
  kind: z.enum(materialKinds),
  title: text(120).min(2),
  pages: z.coerce.number().int().min(1).max(99_999),
  fileId: id,
})

const answeredResult = z.enum(billResults).exclude(['pending'])
export const recordBillResultInput = z.strictObject({ ...referral, billId: id, result: answeredResult, note: text(500).default('') })
export const recordBillSheetInput = z.strictObject({ ...referral, fileId: z.uuid('请选择填好的查验表。') })
export const exportBillSheetInput = z.strictObject({ referralId: id })
export const recordBillResultsInput = z.strictObject({ ...referral, results: text(400_000).transform(billResultLines) })

const optionalYuan = z
  .union([z.literal('').transform(() => null), yuan])
  .optional()
  .transform((given) => given ?? null)

export const recordProgressInput = z.strictObject({
  ...referral,
  kind: z.enum(progressKinds),
  occurredOn: civilDate,
  peopleCount: z.coerce.number().int().min(0).max(10_000),
  documentNumber: text(60).default(''),
  note: text(1000).default(''),
  personLabel: text(40).default(''),
  sentence: text(1000).default(''),
  fine: optionalYuan,
  recovered: optionalYuan,
  finedParty: text(200).default(''),
  correctsId: z
    .union([id, z.literal('').transform(() => null)])
    .optional()
    .transform((given) => given ?? null),
  openTo: z.union([z.enum(criminalSides).transform((one) => [one]), z.array(z.enum(criminalSides))]).default([]),
})
