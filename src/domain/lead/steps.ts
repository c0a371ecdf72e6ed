import type { Grant } from '../kernel/access'
import { ok, type Result, refuse } from '../kernel/result'
import type { Step } from '../kernel/workflow'
import { basis, house } from '../law/law'
import type { LeadConclusion } from './conclusions'

export const leadStates = ['toAssign', 'toVerify', 'verifying', 'toReview', 'concluded'] as const
export type LeadState = (typeof leadStates)[number]

export const leadSources = ['nation', 'province', 'city', 'model', 'report', 'referral'] as const
export const leadOrigins = ['prescribed', 'local'] as const
export type LeadOrigin = (typeof leadOrigins)[number]
export const leadImportStates = ['uploaded', 'imported', 'cancelled', 'reading', 'unreadable', 'importing'] as const
export type LeadImportState = (typeof leadImportStates)[number]
export const riskLevels = ['high', 'medium', 'low'] as const
export type RiskLevel = (typeof riskLevels)[number]

/** As much of a lead as its rules look at. */
export type Lead = { state: LeadState; handlerId: string | null; conclusion: LeadConclusion | null; withdrawnAt: Date | null }

type LeadRelation = 'ownAgency' | 'assigner' | 'issuer'
type LeadStepRule = Step<Lead, LeadRelation>

/** Those who work a lead in their own agency may open its identity number (查看明文), one at a time and for a reason. */
export const revealGrants: readonly Grant<LeadRelation>[] = [
  { role: 'handler', as: 'ownAgency' },
  { role: 'reviewer', as: 'ownAgency' },
  { role: 'approver', as: 'ownAgency' },
]

/** Whoever holds it verifies it: a lead taken up by one officer is not answered by another. */
const takenUp = (lead: Lead): Result<void> => (lead.handlerId === null ? refuse('wrongState', { state: lead.state }) : ok(undefined))

/** What is handed down is verified one by one, and looked at again where there is reason (逐条开展核查，抽查复核). */
const handedDown = basis('campaignPlanJining2024', '四、工作举措（四）坚持上下联动，用好线索核查')

/** What its issuer has taken back is not verified on; it would be issued anew. A conclusion that once said so, nobody's withdrawal, is. */
const notWithdrawn = (lead: Lead): Result<void> => (lead.withdrawnAt !== null ? refuse('wrongState', { state: lead.state }) : ok(undefined))

/**
 * Every way a lead (疑点线索) moves from one state to the next. Each lead is verified and answered on its own (逐条核查、逐条反馈).
 * Whoever holds a lead assigns it; whoever assigned it takes it back for as long as nobody has taken it up.
 */
const steps = {
  assign: {
    from: ['toAssign', 'toVerify'],
    to: 'toVerify',
    by: [{ role: 'handler', as: 'ownAgency' }],
    basis: handedDown,
  },
  takeBack: {
    from: ['toVerify'],
    to: 'toAssign',
    by: [{ role: 'handler', as: 'assigner' }],
    basis: house('Until it is taken up, a wrong assignment is taken back by whoever made it.'),
  },
  returnToIssuer: {
    from: ['toVerify', 'verifying'],
    to: 'toAssign',
    by: [{ role: 'handler', as: 'ownAgency' }],
    basis: house('A lead of another place goes back to whoever can hand it on.'),
  },
  takeUp: {
    from: ['toVerify'],
    to: 'verifying',
    by: [{ role: 'handler', as: 'ownAgency' }],
    basis: basis('penaltyProcedure', '第十四条'),
  },
  submit: {
    from: ['verifying'],
    to: 'toReview',
    by: [{ role: 'handler', as: 'ownAgency' }],
    requires: takenUp,
    basis: basis('penaltyProcedure', '第十四条'),
  },
  agree: {
    from: ['toReview'],
    to: 'concluded',
    by: [{ role: 'reviewer', as: 'ownAgency' }],
    notBy: ['handlerId'],
    basis: house('A conclusion stands once a second person agrees.'),
  },
  sendBack: {
    from: ['toReview'],
    to: 'verifying',
    by: [{ role: 'reviewer', as: 'ownAgency' }],
    notBy: ['handlerId'],
    basis: house('A conclusion that does not hold goes back to its officer.'),
  },
  reopen: {
    from: ['concluded'],
    to: 'verifying',
    by: [{ role: 'approver', as: 'ownAgency' }],
    requires: notWithdrawn,
    basis: handedDown,
  },
  withdraw: {
    from: ['toAssign', 'toVerify', 'verifying', 'toReview'],
    to: 'concluded',
    by: [{ role: 'approver', as: 'issuer' }],
    notBy: ['handlerId'],
    basis: house('Whoever issued a lead takes it out again; nobody else does.'),
  },
} satisfies Record<string, LeadStepRule>

export type LeadStep = keyof typeof steps
export const leadSteps: Record<LeadStep, LeadStepRule> = steps
export const leadStepNames = Object.keys(steps) as LeadStep[]
