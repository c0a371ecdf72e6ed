/** Who can reach what stands with a lead. */
export const leadReach = {
  leadEvidence: { table: 'lead_evidence', parent: 'lead', column: 'lead_id', relation: 'lead' },
} as const
