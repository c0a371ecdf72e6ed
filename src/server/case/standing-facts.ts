/** The facts of a case that count: those that were withdrawn stay where they are and speak for nothing. */
export const standingFacts = { where: { withdrawnAt: null }, orderBy: { seq: 'asc' } } as const
