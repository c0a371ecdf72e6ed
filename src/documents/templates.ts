import type { z } from 'zod'
import type { HouseDocumentKind } from '#domain/document/kinds'
import { type Pdf, writePdf } from './render/pdf'
import type { FontFiles } from './render/typefaces'
import type { Template } from './template'
import { actTemplates } from './templates/acts/kinds'
import { handoverList, reconsiderationRequest, supervisionAdvice } from './templates/after-transfer'
import { agencyLetter } from './templates/agency-letter'
import { agencyReply } from './templates/agency-reply'
import { agreementDecision } from './templates/agreement-decision'
import { disciplineLetter, transferReport } from './templates/before-transfer'
import { billVerificationLetter } from './templates/bill-verification-letter'
import { bulletin } from './templates/bulletin'
import { caseFilingApproval } from './templates/case-filing-approval'
import { departmentReferralLetter } from './templates/department-referral-letter'
import { investigationReport } from './templates/investigation-report'
import { itemList } from './templates/item-list'
import { jointNotice } from './templates/joint-notice'
import { leadAssignment } from './templates/lead-assignment'
import { expertOpinion, leadingGroupNotice, meetingMinutes } from './templates/meetings'
import { penaltyTemplates } from './templates/penalties/kinds'
import { publicationApproval } from './templates/publication-approval'
import { scoringCopy, scoringDecision, scoringNotice } from './templates/scoring'
import { summaryReport } from './templates/summary-report'
import { transferLetter } from './templates/transfer-letter'

/** Every paper this product writes, by its kind. */
export const templates = {
  leadAssignment,
  caseFilingApproval,
  transferLetter,
  investigationReport,
  itemList,
  departmentReferralLetter,
  transferReport,
  disciplineLetter,
  agreementDecision,
  billVerificationLetter,
  reconsiderationRequest,
  supervisionAdvice,
  handoverList,
  summaryReport,
  bulletin,
  agencyLetter,
  agencyReply,
  publicationApproval,
  scoringNotice,
  scoringDecision,
  scoringCopy,
  ...penaltyTemplates,
  ...actTemplates,
  leadingGroupNotice,
  meetingMinutes,
  expertOpinion,
  jointNotice,
} satisfies Record<HouseDocumentKind, Pick<Template<z.ZodType>, 'renderStored' | 'paperOf'>>

/** The .docx of a stored input. Throws `ZodError` when the input is not what the kind needs. */
export const renderDocument = (kind: HouseDocumentKind, stored: unknown): Promise<Uint8Array> => templates[kind].renderStored(stored)

/** The pages of a stored input as a PDF, set in the fonts that are given. Throws `ZodError` as above. */
export const renderPdf = (kind: HouseDocumentKind, stored: unknown, fonts: FontFiles): Promise<Pdf> =>
  writePdf(templates[kind].paperOf(stored), fonts)
