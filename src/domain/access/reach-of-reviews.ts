import { filed, ownAgency, owned } from './relations'

/** Who reaches what the review of filings leaves behind: what stood before, questions, reminders, and an agency's own phrases. */
export const reviewReach = {
  filingRevision: { table: 'filing_revision', ...filed, write: ['owned'] },
  filingQuestion: { table: 'filing_question', ...filed, insert: ['owned'] },
  filingQuestionLine: { table: 'filing_question_line', ...filed },
  filingReminder: { table: 'filing_reminder', ...filed, write: ['owned'] },
  filingEscalation: { table: 'filing_escalation', relations: { owned }, read: ['owned'] },
  returnPhrases: { table: 'return_phrases', relations: { ownAgency }, read: ['ownAgency'] },
} as const
