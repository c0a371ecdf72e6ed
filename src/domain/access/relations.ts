import type { Relation } from '../kernel/access'

/** Ways to stand to a row that many tables know. */
export const owned: Relation = [
  { field: 'department', is: 'department' },
  { field: 'regionNo', within: 'region' },
]
export const ownAgency: Relation = [{ field: 'agencyId', is: 'agencyId' }]
export const ownInstitution: Relation = [{ field: 'institutionId', is: 'institutionId' }]
/** Whoever keeps away from an institution keeps away from what it files. */
export const ownedFiling: Relation = [...owned, { field: 'institutionId', notIn: 'recusedIds' }]
export const filed = { relations: { owned: ownedFiling, ownInstitution }, read: ['owned', 'ownInstitution'] } as const
export const ofBureau = { actor: 'agencyKind', oneOf: ['bureau'] } as const
