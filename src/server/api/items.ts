import 'server-only'
import { z } from 'zod'
import { confidences } from '#domain/law/confidence'
import { grades } from '#domain/screening/hit'
import {
  CampaignKind,
  CampaignState,
  CaseState,
  ClockSubject,
  Department,
  DocumentState,
  FilingState,
  InstitutionKind,
  InstitutionLevel,
  LeadConclusion,
  LeadOrigin,
  LeadState,
  ReferralKind,
  ReferralState,
  RiskLevel,
} from '#platform/prisma/enums'

const id = z.uuid()
const at = z.iso.datetime().describe('an instant, UTC')
const on = z.iso.date().describe('a day in Beijing')
const fen = z
  .string()
  .regex(/^-?\d+$/)
  .describe('money in fen, decimal digits')
const regionCode = z
  .string()
  .regex(/^\d{6}$/)
  .describe('GB/T 2260')
const text = z.string()

export const campaignItem = z.strictObject({
  id,
  number: text,
  name: text,
  year: z.int(),
  kind: z.enum(CampaignKind),
  state: z.enum(CampaignState),
  department: z.enum(Department),
  regionCode,
  documentNumber: text.nullable(),
  issuedOn: on.nullable(),
  lookBackFrom: on,
  launchedAt: at.nullable(),
  parentId: id.nullable(),
})

export const filingItem = z.strictObject({
  id,
  number: text,
  campaignId: id,
  institutionId: id,
  institutionName: text,
  regionCode,
  state: z.enum(FilingState),
  dueOn: on,
  submittedAt: at.nullable(),
  reviewedAt: at.nullable(),
  receiptNumber: text.nullable(),
})

export const leadItem = z.strictObject({
  id,
  number: text,
  batchId: id,
  campaignId: id,
  regionCode,
  institutionId: id.nullable(),
  institutionName: text,
  idMasked: text.nullable().describe('the identity number with its middle hidden'),
  behaviour: text,
  amountFen: fen.nullable(),
  settledOn: on.nullable(),
  risk: z.enum(RiskLevel),
  origin: z.enum(LeadOrigin),
  state: z.enum(LeadState),
  conclusion: z.enum(LeadConclusion).nullable(),
  billedFen: fen.nullable(),
  irregularFen: fen.nullable(),
  fundLossFen: fen.nullable(),
  isFraud: z.boolean(),
  dueOn: on,
  concludedAt: at.nullable(),
})

export const caseItem = z.strictObject({
  id,
  number: text,
  campaignId: id,
  leadId: id.nullable(),
  institutionId: id.nullable(),
  partyName: text,
  cause: text,
  state: z.enum(CaseState),
  department: z.enum(Department),
  regionCode,
  secrecy: z.int(),
  proposedAt: at,
  filedAt: at.nullable(),
  decidedAt: at.nullable(),
  closedAt: at.nullable(),
})

export const referralItem = z.strictObject({
  id,
  number: text,
  kind: z.enum(ReferralKind),
  campaignId: id,
  title: text,
  state: z.enum(ReferralState),
  secrecy: z.int(),
  senderAgencyName: text,
  senderDepartment: z.enum(Department),
  senderRegionCode: regionCode,
  receiverAgencyName: text,
  receiverDepartment: z.enum(Department),
  receiverRegionCode: regionCode,
  copyAgencyName: text.nullable(),
  deliveredAt: at.nullable(),
  receivedAt: at.nullable(),
  outcomeNumber: text.nullable(),
  outcomeAt: at.nullable(),
})

export const documentItem = z.strictObject({
  id,
  kind: text,
  title: text,
  number: text.nullable(),
  state: z.enum(DocumentState),
  revision: z.int(),
  subjectType: text,
  subjectId: id,
  department: z.enum(Department),
  regionCode,
  secrecy: z.int(),
  fileId: id.nullable(),
  generatedAt: at,
})

export const taskItem = z.strictObject({
  id,
  subjectType: z.enum(ClockSubject),
  subjectId: id,
  subjectNumber: text,
  subjectTitle: text,
  ruleId: text,
  startedAt: at,
  dueAt: at,
  estimated: z.boolean().describe('true when the due date runs into a year whose calendar is not published'),
  stoppedAt: at.nullable(),
  responsibleDepartment: z.enum(Department).nullable(),
  responsibleRegionCode: regionCode,
})

export const institutionItem = z.strictObject({
  id,
  code: text,
  name: text,
  kind: z.enum(InstitutionKind),
  level: z.enum(InstitutionLevel),
  regionCode,
  active: z.boolean(),
})

const setModel = z.strictObject({ modelId: text, title: text, version: text })

/** What a check of one bill answers: `BillCheck`. */
export const billCheckAnswer = z.strictObject({
  checkedLines: z.int(),
  cancelledOut: z.int().describe('lines that take each other back'),
  hits: z.array(
    z.strictObject({
      ruleId: text,
      modelId: text,
      title: text,
      grade: z.enum(grades),
      confidence: z.enum(confidences).describe('M: a starting value of the platform, not verified'),
      reason: text.describe('Chinese, for the person who bills'),
      excessFen: fen.describe('what should not be charged, if the suspicion holds'),
      lines: z.array(z.strictObject({ line: z.int().describe('place in the bill, from 1'), feedetl_sn: text })),
      knowledge: text.describe('the page that explains the rule'),
    }),
  ),
  truncated: z.boolean().describe('there were more hits than one answer holds'),
  skipped: z
    .array(z.strictObject({ ruleId: text, title: text, lacks: z.array(text) }))
    .describe('rules that the bill tells too little for'),
  versions: z.array(setModel).describe('models asked by parameters that the bureau of the place has approved'),
  resting: z.array(setModel).describe('models that the bureau of the place lets rest: their rules were not asked'),
})
