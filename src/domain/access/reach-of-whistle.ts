import type { Relation } from '../kernel/access'
import { clearance, keepsNoneAway, ofBureau, ofInsurance, ownAgency } from './relations'

/** Of the bureau that received it, and of nobody who keeps away from the institution or the lead. Nothing above the agency looks in. */
const here: Relation = [
  ...[ofInsurance, ofBureau, ...ownAgency, clearance, keepsNoneAway],
  { field: 'institutionId', notIn: 'recusedIds', orNull: true },
  { field: 'leadId', notIn: 'recusedIds', orNull: true },
]

/** Who can reach the reports of whistle-blowers. Who made one is in a table that its keeper alone reaches, sealed even there. */
export const whistleReach = {
  whistleReport: {
    table: 'whistle_report',
    relations: {
      kept: [...here, { field: 'keeperId', is: 'userId' }],
      led: [...here, { actor: 'role', oneOf: ['approver'] }],
    },
    read: ['kept', 'led'],
    insert: ['kept'],
  },
  whistleIdentity: {
    table: 'whistle_identity',
    parent: 'whistleReport',
    column: 'report_id',
    relation: 'report',
    read: ['kept'],
    write: ['kept'],
  },
  whistleReward: { table: 'whistle_reward', parent: 'whistleReport', column: 'report_id', relation: 'report' },
} as const
