import type { Relation } from '../kernel/access'
import { clearance, ofBureau, ownAgency, secretOwned } from './relations'

const insurance = { actor: 'department', oneOf: ['MI'] } as const
/** In force for a place: of its own bureau or of one above it. */
const inForceHere: Relation = [insurance, { from: 'rangeLo', to: 'rangeHi', around: 'region' }, { field: 'state', oneOf: ['inUse'] }]
const supervised: Relation = [insurance, ofBureau, { field: 'regionNo', within: 'region' }]

/** Who can reach the book of numbers: it says of what kind a paper is and nothing of what is in it, so that no wall of a matter leaves a gap in it. */
export const numberReach = {
  documentNumber: {
    table: 'document_number',
    relations: { owned: [ofBureau, ...secretOwned], ownAgency: [...ownAgency, clearance] },
    read: ['owned', 'ownAgency'],
  },
  paperWording: {
    table: 'paper_wording',
    relations: { inForceHere, supervised, ownAgency: [insurance, ofBureau, ...ownAgency] },
    read: ['inForceHere', 'supervised'],
    write: ['supervised'],
    insert: ['ownAgency'],
  },
} as const
