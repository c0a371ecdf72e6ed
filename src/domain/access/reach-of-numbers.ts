import { clearance, ofBureau, ownAgency, secretOwned } from './relations'

/** Who can reach the book of numbers: it says of what kind a paper is and nothing of what is in it, so that no wall of a matter leaves a gap in it. */
export const numberReach = {
  documentNumber: {
    table: 'document_number',
    relations: { owned: [ofBureau, ...secretOwned], ownAgency: [...ownAgency, clearance] },
    read: ['owned', 'ownAgency'],
  },
} as const
