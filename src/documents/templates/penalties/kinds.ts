import {
  extensionApproval,
  nonFilingApproval,
  resumptionDecision,
  revocationDecision,
  suspensionDecision,
  terminationDecision,
} from './course'
import { handlingDecision, noPenaltyDecision, penaltyDecision, summaryDecision } from './decisions'
import { enforcementApplication, paymentRecord, surchargeDecision } from './enforcement'
import { hearingNotice, hearingSummons, priorNotice, rectificationOrder } from './notices'
import { demandNotice, instalmentApproval, serviceReceipt } from './performance'
import { closingApproval, defenceReview, discussionMinutes, investigationConclusion, legalReviewOpinion } from './reviews'

/** The papers of a penalty, by kind. */
export const penaltyTemplates = {
  rectificationOrder,
  investigationConclusion,
  legalReviewOpinion,
  discussionMinutes,
  priorNotice,
  hearingNotice,
  hearingSummons,
  defenceReview,
  penaltyDecision,
  summaryDecision,
  handlingDecision,
  noPenaltyDecision,
  serviceReceipt,
  instalmentApproval,
  demandNotice,
  closingApproval,
  nonFilingApproval,
  suspensionDecision,
  resumptionDecision,
  terminationDecision,
  revocationDecision,
  surchargeDecision,
  enforcementApplication,
  extensionApproval,
  paymentRecord,
}
