import type { Relation } from '../kernel/access'
import { ownAgency, owned } from './relations'

const cleared = { field: 'secrecy', atMost: 'clearance' } as const
/** Rows of a list that was read and is not imported yet name patients: the agency that works on the list has them, and nobody above it. */
const staged: Relation = [...owned, ...ownAgency, cleared]

export const leadListReach = {
  leadImport: { table: 'lead_import', relations: { owned, ownAgency: [...owned, ...ownAgency] }, read: ['owned'] },
  leadImportRow: { table: 'lead_import_row', relations: { staged }, read: ['staged'], deletable: true },
  /** Where else a lead stands goes with the lead. */
  leadSighting: { table: 'lead_sighting', parent: 'lead', column: 'lead_id', relation: 'lead' },
  leadMapping: { table: 'lead_mapping', relations: { ownAgency }, read: ['ownAgency'] },
  leadBatch: { table: 'lead_batch', relations: { owned }, read: ['owned'] },
} as const
