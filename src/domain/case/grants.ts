/** How a person stands to a case whose step they take. */
export type CaseRelation = 'owned' | 'ownAgency' | 'handedTo' | 'officerA' | 'officerB'

/** The two officers of the case, whichever of them and whatever their post is called. */
export const byOfficer = [
  { role: 'handler', as: 'officerA' },
  { role: 'handler', as: 'officerB' },
  { role: 'reviewer', as: 'officerA' },
  { role: 'reviewer', as: 'officerB' },
] as const
export const byHead = [{ role: 'approver', as: 'ownAgency' }] as const
export const byReviewer = [{ role: 'reviewer', as: 'ownAgency' }] as const
/** The operating agency, of what was given to it to carry out. */
export const byOperator = [
  { role: 'handler', as: 'handedTo' },
  { role: 'reviewer', as: 'handedTo' },
] as const
/** Whoever decides on a case has not worked on it (经办、审批分离): neither as its officer nor by writing into it. */
export const notByOfficers = ['proposedById', 'officerAId', 'officerBId', 'writerIds'] as const
/** Anybody of the office may be named to lead a hearing. */
export const byChair = [
  { role: 'handler', as: 'ownAgency' },
  { role: 'reviewer', as: 'ownAgency' },
  { role: 'approver', as: 'ownAgency' },
] as const
/** Whoever decides has neither worked on the case, nor ever reviewed it, nor led its hearing. */
export const notByWorkers = [...notByOfficers, 'legalReviewedById', 'reviewerIds', 'hearingChairId'] as const
