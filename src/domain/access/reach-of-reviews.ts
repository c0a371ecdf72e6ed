import { filed, ownAgency, owned, ownInstitution } from './relations'

/** Who reaches what the review of filings leaves behind: how far they have come, what stood before, questions, reminders, an agency's own phrases and packs. */
export const reviewReach = {
  /** Kept by the database as the rows change that it counts. */
  filingTally: { table: 'filing_tally', ...filed, write: [] },
  filingRevision: { table: 'filing_revision', ...filed, write: ['owned'] },
  filingQuestion: { table: 'filing_question', ...filed, insert: ['owned'] },
  filingQuestionLine: { table: 'filing_question_line', ...filed },
  filingReminder: { table: 'filing_reminder', ...filed, write: ['owned'] },
  filingEscalation: { table: 'filing_escalation', relations: { owned }, read: ['owned'] },
  returnPhrases: { table: 'return_phrases', relations: { ownAgency }, read: ['ownAgency'] },
  /** What an institution has filled in without a line is its own until it is taken into its filing. */
  packReturn: { table: 'pack_return', relations: { ownInstitution }, read: ['ownInstitution'] },
} as const
