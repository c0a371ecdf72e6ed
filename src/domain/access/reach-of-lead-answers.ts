import type { Relation } from '../kernel/access'
import { ownAgency, owned } from './relations'

const cleared = { field: 'secrecy', atMost: 'clearance' } as const
const ofAgency: Relation = [...owned, ...ownAgency, cleared]

/**
 * Sheets of answers stay with the agency that verifies. Whoever keeps away from a lead keeps away from its row; a row whose lead nobody knows
 * is there for the officer of its sheet alone, and nobody else writes any.
 */
export const leadAnswerReach = {
  leadAnswerSheet: { table: 'lead_answer_sheet', relations: { ownAgency: ofAgency }, read: ['ownAgency'] },
  leadAnswerRow: {
    table: 'lead_answer_row',
    relations: {
      ownSheet: [...ofAgency, { field: 'handlerId', is: 'userId' }, { field: 'leadId', notIn: 'recusedIds', orNull: true }],
      ofKnownLead: [...ofAgency, { field: 'leadId', isSet: true }, { field: 'leadId', notIn: 'recusedIds' }],
    },
    read: ['ownSheet', 'ofKnownLead'],
    write: ['ownSheet'],
    deletable: true,
  },
  leadReview: { table: 'lead_review', relations: { ownAgency: ofAgency }, read: ['ownAgency'] },
} as const
