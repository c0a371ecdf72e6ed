import { ofBureau } from './relations'

/** Evidence is read with its case by the bureau, and never by the operating agency, whatever of the case was given to it. */
export const evidenceReach = {
  evidence: { table: 'evidence', parent: 'case', column: 'case_id', relation: 'case', also: [ofBureau], write: ['ownAgency'] },
} as const
