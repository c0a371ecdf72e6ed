import type { Grant } from '../kernel/access'

type Grants = readonly Grant<'officerA' | 'officerB' | 'ownAgency'>[]

/** The two officers of a case write its papers. */
export const mayWritePapers: Grants = [
  { role: 'handler', as: 'officerA' },
  { role: 'handler', as: 'officerB' },
  { role: 'reviewer', as: 'officerA' },
  { role: 'reviewer', as: 'officerB' },
]

/** The head of the organ signs those that bear a number; the officers finish the others. */
export const mayIssuePapers: Grants = [...mayWritePapers, { role: 'approver', as: 'ownAgency' }]
