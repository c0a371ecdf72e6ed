import type { VolumeKind } from '../case/bundles'
import type { EvidenceKind } from '../evidence/kinds'
import type { HouseDocumentKind } from './kinds'

/**
 * The order in which the papers of a case are bound (卷宗排序), part by part. What the bureau says within itself, what goes to other authorities
 * and what the case came from stands in the inner part (副卷); whatever is as secret as the channel of discipline or names who told it stands in
 * the secret part (密卷), in the same order. No statute orders the papers: the order is practice, verified by nobody.
 */
export const volumeSections = [
  { id: 'decision', title: '处理决定', part: 'volume' },
  { id: 'service', title: '送达回证', part: 'volume' },
  { id: 'filing', title: '立案审批', part: 'volume' },
  { id: 'documentary', title: '书证、物证', part: 'volume' },
  { id: 'electronic', title: '电子数据、视听资料', part: 'volume' },
  { id: 'appraisal', title: '鉴定意见', part: 'volume' },
  { id: 'records', title: '检查、询问笔录', part: 'volume' },
  { id: 'holds', title: '先行登记保存、封存', part: 'volume' },
  { id: 'material', title: '其他材料', part: 'volume' },
  { id: 'rectification', title: '责令改正', part: 'volume' },
  { id: 'conclusion', title: '调查终结', part: 'volume' },
  { id: 'notice', title: '告知、听证', part: 'volume' },
  { id: 'defence', title: '陈述申辩和复核', part: 'volume' },
  { id: 'performance', title: '执行', part: 'volume' },
  { id: 'closing', title: '结案', part: 'volume' },
  { id: 'review', title: '法制审核', part: 'innerVolume' },
  { id: 'discussion', title: '集体讨论', part: 'innerVolume' },
  { id: 'halts', title: '中止、恢复和延期', part: 'innerVolume' },
  { id: 'publicity', title: '信息公开', part: 'innerVolume' },
  { id: 'personnel', title: '人员支付资格', part: 'innerVolume' },
  { id: 'referral', title: '移送', part: 'innerVolume' },
  { id: 'lead', title: '线索来源和研判', part: 'innerVolume' },
] as const satisfies readonly { id: string; title: string; part: Exclude<VolumeKind, 'secretVolume'> }[]

export type VolumeSection = (typeof volumeSections)[number]['id']

/** Where each paper of the house stands; `null`: in the volume of no case. */
export const sectionOfPaper: Readonly<Record<HouseDocumentKind, VolumeSection | null>> = {
  penaltyDecision: 'decision',
  summaryDecision: 'decision',
  handlingDecision: 'decision',
  noPenaltyDecision: 'decision',
  serviceReceipt: 'service',
  caseFilingApproval: 'filing',
  rectificationOrder: 'rectification',
  investigationConclusion: 'conclusion',
  priorNotice: 'notice',
  hearingNotice: 'notice',
  hearingSummons: 'notice',
  defenceReview: 'defence',
  instalmentApproval: 'performance',
  demandNotice: 'performance',
  surchargeDecision: 'performance',
  enforcementApplication: 'performance',
  paymentRecord: 'performance',
  nonFilingApproval: 'filing',
  terminationDecision: 'decision',
  revocationDecision: 'decision',
  suspensionDecision: 'halts',
  resumptionDecision: 'halts',
  extensionApproval: 'halts',
  closingApproval: 'closing',
  legalReviewOpinion: 'review',
  discussionMinutes: 'discussion',
  transferLetter: 'referral',
  investigationReport: 'referral',
  itemList: 'referral',
  departmentReferralLetter: 'referral',
  transferReport: 'referral',
  agreementDecision: 'decision',
  disciplineLetter: 'referral',
  billVerificationLetter: 'referral',
  reconsiderationRequest: 'referral',
  supervisionAdvice: 'referral',
  handoverList: 'referral',
  publicationApproval: 'publicity',
  scoringNotice: 'personnel',
  scoringDecision: 'personnel',
  scoringCopy: 'personnel',
  expertOpinion: 'appraisal',
  leadingGroupNotice: null,
  meetingMinutes: null,
  jointNotice: null,
  inspectionNotice: 'records',
  inspectionRecord: 'records',
  interviewRecord: 'records',
  talkRecord: 'records',
  evidenceRequest: 'documentary',
  extractionRecord: 'electronic',
  appraisalEntrustment: 'appraisal',
  registrationDecision: 'holds',
  registrationDisposal: 'holds',
  sealingDecision: 'holds',
  sealingExtension: 'holds',
  sealingLift: 'holds',
  leadAssignment: 'lead',
  summaryReport: null,
  bulletin: null,
  agencyLetter: null,
  agencyReply: null,
}

export const sectionOfEvidence: Readonly<Record<EvidenceKind, VolumeSection>> = {
  documentary: 'documentary',
  physical: 'documentary',
  electronic: 'electronic',
  audioVisual: 'electronic',
  expertOpinion: 'appraisal',
  inspectionRecord: 'records',
  testimony: 'records',
  partyStatement: 'records',
}

/** From here on a paper stands in the secret part, whatever it is. */
const secretFrom = 3

const placeOf = (section: VolumeSection) => volumeSections.findIndex(({ id }) => id === section)

/** Which part a paper of this section and secrecy stands in. `namesTeller`: it says who told, or is of a lead that somebody told. */
export function partOf({ section, secrecy, namesTeller }: { section: VolumeSection; secrecy: number; namesTeller: boolean }): VolumeKind {
  if (secrecy >= secretFrom || namesTeller) return 'secretVolume'
  return volumeSections[placeOf(section)]?.part ?? 'volume'
}

type Placed = { section: VolumeSection; on: string; number: string; title: string }

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)

/** By section, within it by day, number and title. */
export const inVolumeOrder = <Paper extends Placed>(papers: readonly Paper[]): Paper[] =>
  papers.toSorted(
    (one, other) =>
      placeOf(one.section) - placeOf(other.section) ||
      compare(one.on, other.on) ||
      compare(one.number, other.number) ||
      compare(one.title, other.title),
  )
