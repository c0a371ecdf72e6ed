import type { Relation } from '../kernel/access'
import { ofBureau, ofInsurance, ownAgency } from './relations'

/** In force for a place: set by its own bureau or by one above it. */
const inForceHere: Relation = [ofInsurance, { from: 'rangeLo', to: 'rangeHi', around: 'region' }, { field: 'state', oneOf: ['inUse'] }]
const supervised: Relation = [ofInsurance, ofBureau, { field: 'regionNo', within: 'region' }]
/** The same, also as long as acts of days before its end are asked about. */
const wasInForceHere: Relation = [
  ofInsurance,
  { from: 'rangeLo', to: 'rangeHi', around: 'region' },
  { field: 'state', oneOf: ['inUse', 'ended'] },
]

/** Who can reach what the facts of a case rest on. The bureau alone writes it; an operating agency reads it with what it was given. */
export const caseFactReach = {
  caseParty: { table: 'case_party', parent: 'case', column: 'case_id', relation: 'case', write: ['owned'] },
  caseOrder: { table: 'case_order', parent: 'case', column: 'case_id', relation: 'case', write: ['owned'] },
  discretionBenchmark: {
    table: 'discretion_benchmark',
    relations: { inForceHere, supervised, ownAgency: [ofInsurance, ofBureau, ...ownAgency] },
    read: ['inForceHere', 'supervised'],
    write: ['supervised'],
    insert: ['ownAgency'],
  },
  localRule: {
    table: 'local_rule',
    relations: { wasInForceHere, supervised, ownAgency: [ofInsurance, ofBureau, ...ownAgency] },
    read: ['wasInForceHere', 'supervised'],
    write: ['ownAgency'],
  },
} as const
