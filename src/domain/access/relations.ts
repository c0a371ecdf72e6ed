import type { Relation } from '../kernel/access'

/** Ways to stand to a row that many tables know. */
export const owned: Relation = [
  { field: 'department', is: 'department' },
  { field: 'regionNo', within: 'region' },
]
export const ownAgency: Relation = [{ field: 'agencyId', is: 'agencyId' }]
export const ownUser: Relation = [{ field: 'userId', is: 'userId' }]
export const ownInstitution: Relation = [{ field: 'institutionId', is: 'institutionId' }]
/** Whoever keeps away from an institution keeps away from what it files. */
export const ownedFiling: Relation = [...owned, { field: 'institutionId', notIn: 'recusedIds' }]
export const filed = { relations: { owned: ownedFiling, ownInstitution }, read: ['owned', 'ownInstitution'] } as const
export const ofBureau = { actor: 'agencyKind', oneOf: ['bureau'] } as const
export const ofInsurance = { actor: 'department', oneOf: ['MI'] } as const
export const ownDepartment = { field: 'department', is: 'department' } as const

export const clearance = { field: 'secrecy', atMost: 'clearance' } as const
/** What belongs to a matter is out of reach with it: its papers, files, clocks and trail. */
export const notRecused = { field: 'subjectId', notIn: 'recusedIds' } as const
export const keepsNoneAway = { field: 'id', notIn: 'recusedIds' } as const
/** A case and all that is of it opens to a unit that has signed the campaign's commitment (FJ24 四(一)). */
export const committed = { field: 'campaignId', in: 'committedTo' } as const
/** On tables that also hold what is of no case: the column is set, by the database, where a case or a referral is behind the row. */
export const committedIfCase = { ...committed, orNull: true } as const
export const secretOwned: Relation = [...owned, clearance]
/** What is of a case opens to the operating agency with the case; of a referral, never. The column is set by the database, as the campaign is. */
export const openToOperator = { field: 'operatorSees', opens: 'operator' } as const
