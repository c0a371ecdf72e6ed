/** Who can reach what is kept of the credit of an institution: whoever works on the case; the bureau alone writes it. */
export const creditReach = {
  creditRecord: {
    table: 'credit_record',
    parent: 'case',
    column: 'case_id',
    relation: 'case',
    read: ['owned', 'handedTo'],
    write: ['owned'],
  },
} as const
