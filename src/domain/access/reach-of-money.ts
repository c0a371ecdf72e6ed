import { filed, ownAgency, owned } from './relations'

/** Who can reach what is demanded, reminded of and received. */
export const moneyReach = {
  refundDemand: { table: 'refund_demand', ...filed, write: ['owned'] },
  refundReminder: { table: 'refund_reminder', ...filed, write: ['owned'] },
  bankImport: { table: 'bank_import', relations: { owned, ownAgency: [...owned, ...ownAgency] }, read: ['owned'] },
  bankRow: { table: 'bank_row', relations: { owned, ownAgency: [...owned, ...ownAgency] }, read: ['owned'] },
  bankMatch: { table: 'bank_match', parent: 'bankRow', column: 'bank_row_id', relation: 'bankRow' },
} as const
