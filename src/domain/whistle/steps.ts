import { ok, refuse } from '../kernel/result'
import type { Step } from '../kernel/workflow'
import { basis } from '../law/law'

export const whistleChannels = ['web', 'phone', 'fax', 'letter', 'visit', 'transferred'] as const
export type WhistleChannel = (typeof whistleChannels)[number]

export const whistleStages = ['received', 'accepted', 'declined', 'decided', 'replied'] as const
export type WhistleStage = (typeof whistleStages)[number]

/** Whether a case was filed on it. */
export const whistleOutcomes = ['filed', 'notFiled'] as const
export type WhistleOutcome = (typeof whistleOutcomes)[number]

export const whistleReplyManners = ['letter', 'phone', 'inPerson', 'electronic'] as const
export type WhistleReplyManner = (typeof whistleReplyManners)[number]

/** As much of a report as its rules look at. */
export type WhistleReport = { state: WhistleStage; isNamed: boolean; outcome: WhistleOutcome | null }

/** How somebody stands to a report: has the duty, or is the head of the agency. */
export type WhistleRelation = 'kept' | 'led'

export const byKeeper = [{ role: 'handler', as: 'kept' }] as const
export const byHeadOfAgency = [{ role: 'approver', as: 'led' }] as const

const ofSecrecy = basis('fundRegulation', '第三十五条')
const ofReply = basis('reportHandling', '举报处理结果告知条款')

/** Nobody is told who did not say who they are. */
const named = ({ isNamed }: WhistleReport) => (isNamed ? ok(undefined) : refuse('reporterAnonymous'))

/** A report that no case was filed on is open to a later filing: its lead may be proposed again. */
const openToDecision = ({ state, outcome }: WhistleReport) =>
  state === 'accepted' || outcome === 'notFiled' ? ok(undefined) : refuse('wrongState', { state })

/** Whether this is decided of a report now: once a case was filed, nothing else is. */
export const mayBeDecided = (report: WhistleReport, outcome: WhistleOutcome): boolean =>
  report.state === 'accepted' || (report.outcome === 'notFiled' && outcome === 'filed')

export type WhistleReportStep = 'accept' | 'decline' | 'decide' | 'reply'

/** Every way a report (举报) goes. Its times are kept with it: a clock of the register would tell a whole region that there is one. */
export const whistleReportSteps: Readonly<Record<WhistleReportStep, Step<WhistleReport, WhistleRelation>>> = {
  accept: { from: ['received'], to: 'accepted', by: byKeeper, basis: ofSecrecy },
  decline: { from: ['received'], to: 'declined', by: byKeeper, basis: ofSecrecy },
  decide: { from: ['accepted', 'decided', 'replied'], to: 'decided', by: byKeeper, requires: openToDecision, basis: ofReply },
  reply: { from: ['declined', 'decided'], to: 'replied', by: byKeeper, requires: named, basis: ofReply },
}
export const whistleReportStepNames = Object.keys(whistleReportSteps) as WhistleReportStep[] // the keys of the table are its steps
