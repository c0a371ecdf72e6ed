import type { Relation } from '../kernel/access'
import { ofBureau, ownAgency } from './relations'

const insurance = { actor: 'department', oneOf: ['MI'] } as const

/** In force for a place: approved by its own bureau or by one above it. */
const inForceHere: Relation = [insurance, { from: 'rangeLo', to: 'rangeHi', around: 'region' }, { field: 'state', oneOf: ['inUse'] }]
/** Rules of bills are open to whom they are held against: what is hidden cannot be obeyed. */
const rulesHere: Relation = [
  { from: 'rangeLo', to: 'rangeHi', around: 'region' },
  { field: 'state', oneOf: ['inUse'] },
]
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
  screeningRuleList: {
    table: 'screening_rule_list',
    relations: { rulesHere, supervised, ownAgency: ofOwnBureau },
    read: ['rulesHere', 'supervised'],
    write: ['supervised'],
    insert: ['ownAgency'],
  },
  screeningRule: { table: 'screening_rule', parent: 'screeningRuleList', column: 'list_id', relation: 'list' },
} as const
