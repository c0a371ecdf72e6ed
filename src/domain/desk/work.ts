import type { Department } from '../department/department'
import type { Actor, Role } from '../kernel/access'

/** Everything that can wait on a desk, in the order in which kinds are listed when their deadlines are equal. */
export const workKinds = [
  'clock',
  'receiveReferral',
  'answerReferral',
  'approveReferral',
  'deliverReferral',
  'signHandover',
  'superviseFiling',
  'fileCase',
  'reviewCase',
  'confirmMoney',
  'decideAgreement',
  'handleAgreement',
  'decideScoring',
  'handleScoring',
  'handleStoppage',
  'restoreStoppage',
  'decideHold',
  'takeHold',
  'endHold',
  'signInquiry',
  'answerInquiry',
  'decidePublication',
  'publishPublication',
  'reviewLead',
  'verifyLead',
  'answerStatement',
  'decideObjection',
  'assignLead',
  'decideEscalation',
  'reviewFiling',
  'fileFiling',
  'confirmRefund',
  'assignInspectors',
  'checkOnSite',
  'decideDispute',
  'approveCampaign',
  'launchCampaign',
  'signReceipt',
  'doDuty',
  'signReport',
  'issueBulletin',
  'signBulletin',
  'confirmInstitutionChange',
  'receiveLetter',
  'answerLetter',
  'approveLetter',
  'closeLetter',
  'giveOpinion',
  'concludeConsultation',
  'handleReport',
  'decideReward',
  'handleReward',
  'payReward',
  'signJointNotice',
  'issueJointNotice',
  'redraftJointNotice',
] as const
export type WorkKind = (typeof workKinds)[number]

/** Who is sent letters that are to be answered. */
const writtenTo = ['MI', 'HC', 'PS'] as const

const ofOperator = { departments: ['MI'], agencyKind: 'operator' } as const

type Whose = { roles: readonly Role[]; departments?: readonly Department[]; agencyKind?: Actor['agencyKind'] }

/** Whose desk a kind of work comes to: the roles that do it, and the departments or the kind of agency when it is not everybody's. */
export const workOf: Record<WorkKind, Whose> = {
  clock: { roles: ['handler', 'reviewer', 'approver', 'supervisor'] },
  receiveReferral: { roles: ['handler'] },
  answerReferral: { roles: ['handler'] },
  approveReferral: { roles: ['approver'] },
  deliverReferral: { roles: ['handler'] },
  /** What one side listed and the other is to sign for. */
  signHandover: { roles: ['handler'], departments: ['MI', 'PS'] },
  superviseFiling: { roles: ['handler'], departments: ['PR'] },
  reviewCase: { roles: ['reviewer'], departments: ['MI'] },
  /** Of the bureau a reviewer; of the operating agency whoever works there. */
  confirmMoney: { roles: ['handler', 'reviewer'], departments: ['MI'] },
  /** Of the operating agency alone. */
  decideAgreement: { roles: ['approver'], ...ofOperator },
  handleAgreement: { roles: ['handler', 'reviewer'], ...ofOperator },
  decideScoring: { roles: ['approver'], ...ofOperator },
  handleScoring: { roles: ['handler', 'reviewer'], ...ofOperator },
  handleStoppage: { roles: ['handler', 'reviewer'], ...ofOperator },
  restoreStoppage: { roles: ['approver'], departments: ['MI'] },
  decideHold: { roles: ['approver'], departments: ['MI'] },
  takeHold: { roles: ['handler', 'reviewer'], departments: ['MI'] },
  endHold: { roles: ['approver'], departments: ['MI'] },
  signInquiry: { roles: ['handler', 'reviewer'], departments: ['MI'] },
  answerInquiry: { roles: ['handler', 'reviewer'], departments: ['MI'] },
  decidePublication: { roles: ['approver'], departments: ['MI'] },
  publishPublication: { roles: ['handler', 'reviewer'], departments: ['MI'] },
  fileCase: { roles: ['approver'], departments: ['MI'] },
  reviewLead: { roles: ['reviewer'], departments: ['MI'] },
  verifyLead: { roles: ['handler'], departments: ['MI'] },
  answerStatement: { roles: ['complianceOfficer'] },
  decideObjection: { roles: ['approver'], departments: ['MI'] },
  assignLead: { roles: ['handler'], departments: ['MI'] },
  decideEscalation: { roles: ['approver'], departments: ['MI'] },
  reviewFiling: { roles: ['reviewer'], departments: ['MI'] },
  fileFiling: { roles: ['complianceOfficer'] },
  confirmRefund: { roles: ['reviewer'], departments: ['MI'] },
  assignInspectors: { roles: ['handler'], departments: ['MI'] },
  checkOnSite: { roles: ['handler', 'reviewer'], departments: ['MI'] },
  decideDispute: { roles: ['reviewer', 'approver'], departments: ['MI'] },
  approveCampaign: { roles: ['approver'], departments: ['MI'] },
  launchCampaign: { roles: ['approver'], departments: ['MI'] },
  signReceipt: { roles: ['handler', 'approver'] },
  doDuty: { roles: ['handler'] },
  signReport: { roles: ['approver'], departments: ['MI'] },
  issueBulletin: { roles: ['approver'], departments: ['MI'] },
  signBulletin: { roles: ['complianceOfficer'] },
  confirmInstitutionChange: { roles: ['approver'], departments: ['MI'] },
  receiveLetter: { roles: ['handler'], departments: writtenTo },
  answerLetter: { roles: ['handler'], departments: writtenTo },
  approveLetter: { roles: ['approver'], departments: ['MI', 'HC', 'PS', 'PR', 'CT'] },
  closeLetter: { roles: ['handler'], departments: ['MI', 'PS', 'PR', 'CT'] },
  giveOpinion: { roles: ['handler', 'reviewer', 'approver'] },
  concludeConsultation: { roles: ['approver'], departments: ['MI'] },
  /** Of whoever keeps the report alone. */
  handleReport: { roles: ['handler'], departments: ['MI'] },
  decideReward: { roles: ['approver'], departments: ['MI'] },
  handleReward: { roles: ['handler'], departments: ['MI'] },
  payReward: { roles: ['approver'], departments: ['MI'] },
  signJointNotice: { roles: ['approver'] },
  issueJointNotice: { roles: ['approver'], departments: ['MI'] },
  /** Of whoever drafted it. */
  redraftJointNotice: { roles: ['handler', 'approver'], departments: ['MI'] },
}

/** The kinds of work that come to this person. */
export const workFor = (actor: Pick<Actor, 'roles' | 'department' | 'agencyKind'>): WorkKind[] =>
  workKinds.filter((kind) => {
    const { roles, departments, agencyKind = actor.agencyKind } = workOf[kind]
    const place = departments === undefined || (actor.department !== null && departments.includes(actor.department))
    return place && agencyKind === actor.agencyKind && roles.some((role) => actor.roles.includes(role))
  })
