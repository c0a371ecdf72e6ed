/** Who can reach what the facts of a case rest on. The bureau alone writes it; an operating agency reads it with what it was given. */
export const caseFactReach = {
  caseParty: { table: 'case_party', parent: 'case', column: 'case_id', relation: 'case', write: ['owned'] },
  caseOrder: { table: 'case_order', parent: 'case', column: 'case_id', relation: 'case', write: ['owned'] },
} as const
