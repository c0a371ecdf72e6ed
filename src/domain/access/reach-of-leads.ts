import type { Relation } from '../kernel/access'
import { ownAgency, owned, ownInstitution } from './relations'

const keptToLead: Relation = [...owned, { field: 'secrecy', atMost: 'clearance' }, { field: 'leadId', notIn: 'recusedIds' }]
const ofLead: Relation = [...keptToLead, { field: 'institutionId', notIn: 'recusedIds' }]

/** Who can reach what stands with a lead. The institution that it names is asked and answers in a row of its own; the lead it never sees. */
export const leadReach = {
  leadEvidence: { table: 'lead_evidence', parent: 'lead', column: 'lead_id', relation: 'lead' },
  leadStatement: {
    table: 'lead_statement',
    relations: { owned: ofLead, ownAgency: [...ofLead, ...ownAgency], ownInstitution },
    read: ['owned', 'ownInstitution'],
    insert: ['ownAgency'],
  },
  /** Decided by a bureau above the one that holds the lead. */
  leadEscalation: { table: 'lead_escalation', relations: { owned: keptToLead }, read: ['owned'] },
  /** Whoever keeps away from one of the two keeps away from what is said of both. */
  leadLink: {
    table: 'lead_link',
    relations: { owned: [...keptToLead, { field: 'otherLeadId', notIn: 'recusedIds' }] },
    read: ['owned'],
  },
} as const

/** What a lead names goes with it, and is seen by whoever sees the lead. */
export const leadSubjectReach = {
  leadSubject: { table: 'lead_subject', parent: 'lead', column: 'lead_id', relation: 'lead' },
} as const

/** What came to a territory and what left it is known there and above, and written by the database alone. */
export const leadMoveReach = {
  leadMove: {
    table: 'lead_move',
    relations: {
      into: [
        { field: 'department', is: 'department' },
        { field: 'toRegionNo', within: 'region' },
      ],
      outOf: [
        { field: 'department', is: 'department' },
        { field: 'fromRegionNo', within: 'region' },
      ],
    },
    read: ['into', 'outOf'],
    write: [],
  },
} as const
