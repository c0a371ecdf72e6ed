import type { Relation } from '../kernel/access'
import { ofBureau, ownAgency } from './relations'

const insurance = { actor: 'department', oneOf: ['MI'] } as const

/** In force for a place: approved by its own bureau or by one above it. */
const inForceHere: Relation = [insurance, { from: 'rangeLo', to: 'rangeHi', around: 'region' }, { field: 'state', oneOf: ['inUse'] }]
/** Of the own bureau, or of one below it. */
const supervised: Relation = [insurance, ofBureau, { field: 'regionNo', within: 'region' }]
const ofOwnBureau: Relation = [insurance, ofBureau, ...ownAgency]

/** What the screening looks for and by which rules: proposed by a bureau, approved by it or above it, in force for all below. */
export const screeningReach = {
  screeningModelVersion: {
    table: 'screening_model_version',
    relations: { inForceHere, supervised, ownAgency: ofOwnBureau },
    read: ['inForceHere', 'supervised'],
    write: ['supervised'],
    insert: ['ownAgency'],
  },
} as const
