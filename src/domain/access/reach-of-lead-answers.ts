import type { Relation } from '../kernel/access'
import { ownAgency, owned } from './relations'

const cleared = { field: 'secrecy', atMost: 'clearance' } as const
const ofAgency: Relation = [...owned, ...ownAgency, cleared]

/** Sheets of answers stay with the agency that verifies. Whoever keeps away from a lead keeps away from its row. */
export const leadAnswerReach = {
  leadAnswerSheet: { table: 'lead_answer_sheet', relations: { ownAgency: ofAgency }, read: ['ownAgency'] },
  leadAnswerRow: {
    table: 'lead_answer_row',
    relations: { ownAgency: [...ofAgency, { field: 'leadId', notIn: 'recusedIds', orNull: true }] },
    read: ['ownAgency'],
    deletable: true,
  },
  leadReview: { table: 'lead_review', relations: { ownAgency: ofAgency }, read: ['ownAgency'] },
} as const
