import { filed, ownAgency, owned, ownedFiling, ownInstitution } from './relations'

/** Who reaches what the review of filings leaves behind: what stood before, questions, reminders, an agency's own phrases, packs and draws. */
export const reviewReach = {
  filingRevision: { table: 'filing_revision', ...filed, write: ['owned'] },
  filingQuestion: { table: 'filing_question', ...filed, insert: ['owned'] },
  filingQuestionLine: { table: 'filing_question_line', ...filed },
  filingReminder: { table: 'filing_reminder', ...filed, write: ['owned'] },
  filingEscalation: { table: 'filing_escalation', relations: { owned }, read: ['owned'] },
  returnPhrases: { table: 'return_phrases', relations: { ownAgency }, read: ['ownAgency'] },
  /** What an institution has filled in without a line is its own until it is taken into its filing. */
  packReturn: { table: 'pack_return', relations: { ownInstitution }, read: ['ownInstitution'] },
  spotCheck: { table: 'spot_check', relations: { owned, ownAgency }, read: ['owned'] },
  spotCheckItem: {
    table: 'spot_check_item',
    relations: {
      owned: ownedFiling,
      ownInstitution: [...ownInstitution, { field: 'checkedAt', isSet: true }],
      /** What an agency drew it looks into, also when the institution has moved to another county since. */
      drawn: [
        { field: 'drawingAgencyId', is: 'agencyId' },
        { field: 'institutionId', notIn: 'recusedIds' },
      ],
    },
    read: ['owned', 'ownInstitution', 'drawn'],
    write: ['owned', 'drawn'],
  },
} as const
