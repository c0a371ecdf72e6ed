import { registrationDecision, registrationDisposal, sealingDecision, sealingExtension, sealingLift } from './holds'
import { appraisalEntrustment, evidenceRequest, inspectionNotice } from './notices'
import { extractionRecord, inspectionRecord, interviewRecord, talkRecord } from './records'

/** The papers of the acts of an investigation, by kind. */
export const actTemplates = {
  inspectionNotice,
  inspectionRecord,
  interviewRecord,
  talkRecord,
  evidenceRequest,
  extractionRecord,
  appraisalEntrustment,
  registrationDecision,
  registrationDisposal,
  sealingDecision,
  sealingExtension,
  sealingLift,
}
