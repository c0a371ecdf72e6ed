import type { CaseState } from '../kinds'

/** Where the administrative procedure (行政处罚程序) of a case stands, from its filing to its end. */
export const adminStages = [
  'filed',
  'investigating',
  'reported',
  'inReview',
  'reviewed',
  'noticed',
  'defence',
  'hearingAsked',
  'hearingSet',
  'heard',
  'deliberating',
  'decided',
  'served',
  'performing',
  'demanded',
  'enforcing',
  'performed',
  'terminated',
  'revoked',
  'closed',
] as const
export type AdminStage = (typeof adminStages)[number]

/** What the lists, figures and interfaces call the case at each stage. The case's state is written from here and nowhere else. */
export const caseStateOf: Record<AdminStage, CaseState> = {
  filed: 'filed',
  investigating: 'investigating',
  reported: 'investigating',
  inReview: 'investigating',
  reviewed: 'investigating',
  noticed: 'investigating',
  defence: 'investigating',
  hearingAsked: 'investigating',
  hearingSet: 'investigating',
  heard: 'investigating',
  deliberating: 'investigating',
  decided: 'decided',
  served: 'decided',
  performing: 'decided',
  demanded: 'decided',
  enforcing: 'decided',
  performed: 'decided',
  terminated: 'decided',
  revoked: 'decided',
  closed: 'closed',
}

/** Facts and what becomes of them may be written as long as the party has not been told what is intended. */
export const rewritableStages = ['filed', 'investigating', 'reported', 'inReview', 'reviewed'] as const satisfies readonly AdminStage[]

/** The party has been told and speaks. */
export const hearingOutStages = ['noticed', 'defence', 'hearingAsked', 'hearingSet', 'heard'] as const satisfies readonly AdminStage[]

/** What proves something may be entered: as long as the party can still say something to it. */
export const provableStages = [...rewritableStages, ...hearingOutStages] as const

export const procedureKinds = ['ordinary', 'summary'] as const
export type ProcedureKind = (typeof procedureKinds)[number]

/** What the procedure came to: a penalty or the return of money; nothing of either; nothing proved; handed to another authority. */
export const procedureOutcomes = ['penalty', 'noPenalty', 'unproven', 'transferred'] as const
export type ProcedureOutcome = (typeof procedureOutcomes)[number]

/** How a case may end (结案情形). */
export const closingKinds = ['performed', 'unperformed', 'noPenalty', 'unproven', 'transferred', 'terminated', 'revoked'] as const
export type ClosingKind = (typeof closingKinds)[number]

/** Of these, the ends of a case whose decision was served and stands. */
export const standingClosings = ['performed', 'unperformed', 'noPenalty'] as const satisfies readonly ClosingKind[]

/** Why a case is reviewed by lawyers besides the amount of the fine (处罚法第五十八条). */
export const reviewGrounds = ['publicInterest', 'complex', 'hearing'] as const
export type ReviewGround = (typeof reviewGrounds)[number]

/** What a step of the procedure serves on the party. */
export const stepPapers = ['priorNotice', 'decision', 'demand'] as const
export type StepPaper = (typeof stepPapers)[number]
/** And what is served besides: that the case was ended, the decision taken back, a surcharge set. */
export const laterPapers = ['termination', 'revocation', 'surcharge'] as const
export type LaterPaper = (typeof laterPapers)[number]
export const servedPapers = [...stepPapers, ...laterPapers] as const
export type ServedPaper = (typeof servedPapers)[number]

export const caseServiceMethods = ['direct', 'left', 'post', 'electronic', 'entrusted', 'publication'] as const
export type CaseServiceMethod = (typeof caseServiceMethods)[number]

/** What became of what the party said (陈述申辩). */
export const defenceAdoptions = ['adopted', 'partlyAdopted', 'notAdopted'] as const
export type DefenceAdoption = (typeof defenceAdoptions)[number]
