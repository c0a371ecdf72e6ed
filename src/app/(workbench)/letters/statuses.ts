import type { LetterState } from '#domain/letter/steps'

export const letterStatuses = {
  drafted: 'waiting',
  issued: 'waiting',
  received: 'open',
  answerDrafted: 'waiting',
  answered: 'waiting',
  closed: 'done',
  withdrawn: 'stopped',
} as const satisfies Record<LetterState, string>
