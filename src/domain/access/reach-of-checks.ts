import type { Relation } from '../kernel/access'
import { ownAgency, owned, ownedFiling, ownInstitution } from './relations'

/** What an agency drew it looks into, also when the institution has moved to another county since. */
const drawn: Relation = [
  { field: 'drawingAgencyId', is: 'agencyId' },
  { field: 'institutionId', notIn: 'recusedIds' },
]

/**
 * Who reaches a draw, its institutions, and what is found there. The institution sees its own once both inspectors have signed, and disputes it;
 * it writes nothing else. What may follow is the bureau's own.
 */
export const checkReach = {
  spotCheck: { table: 'spot_check', relations: { owned, ownAgency }, read: ['owned'] },
  spotCheckItem: {
    table: 'spot_check_item',
    relations: { owned: ownedFiling, ownInstitution: [...ownInstitution, { field: 'checkedAt', isSet: true }], drawn },
    read: ['owned', 'ownInstitution', 'drawn'],
    write: ['owned', 'drawn'],
  },
  checkInspector: {
    table: 'check_inspector',
    parent: 'spotCheckItem',
    column: 'check_id',
    relation: 'check',
    write: ['owned', 'drawn'],
  },
  checkLine: { table: 'check_line', parent: 'spotCheckItem', column: 'check_id', relation: 'check', write: ['owned', 'drawn'] },
  checkDispute: {
    table: 'check_dispute',
    relations: { owned: ownedFiling, ownInstitution, drawn },
    read: ['owned', 'ownInstitution', 'drawn'],
    write: ['owned', 'drawn'],
    insert: ['ownInstitution'],
  },
  consequence: { table: 'consequence', relations: { owned: ownedFiling }, read: ['owned'] },
} as const
