import type { Grant } from '../kernel/access'
import type { LeadConclusion } from './conclusions'

export const leadStatementStates = ['asked', 'answered', 'lapsed', 'closed'] as const
export type LeadStatementState = (typeof leadStatementStates)[number]
export const leadObjectionDecisions = ['upheld', 'reopened'] as const
export type LeadObjectionDecision = (typeof leadObjectionDecisions)[number]

type Relation = 'ownAgency' | 'ownInstitution'

/** The institution's own word: whoever answers for it there. */
export const statementGrants: readonly Grant<Relation>[] = [{ role: 'complianceOfficer', as: 'ownInstitution' }]
/** An objection is decided where the lead was concluded, by one who can open it again and had no part in the conclusion. */
export const decideObjectionGrants: readonly Grant<Relation>[] = [{ role: 'approver', as: 'ownAgency' }]

/** What an institution is told of, and may object to: that something stands against it. Of the others it is told alone. */
export const toldConclusions: readonly LeadConclusion[] = ['substantiated', 'partlySubstantiated', 'unsubstantiated']
export const bearsObjection = (conclusion: LeadConclusion): boolean =>
  conclusion === 'substantiated' || conclusion === 'partlySubstantiated'
