import type { Relation } from '../kernel/access'

/** Ways to stand to a row that many tables know. */
export const owned: Relation = [
  { field: 'department', is: 'department' },
  { field: 'regionNo', within: 'region' },
]
export const ownAgency: Relation = [{ field: 'agencyId', is: 'agencyId' }]
