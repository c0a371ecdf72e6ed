import type { Grant } from '../../kernel/access'
import type { Confidence } from '../../law/confidence'

export const leadAnswerStates = ['reading', 'read', 'unreadable', 'submitting', 'submitted', 'cancelled'] as const
export type LeadAnswerState = (typeof leadAnswerStates)[number]

export const answerers: readonly Grant<'ownAgency'>[] = [{ role: 'handler', as: 'ownAgency' }]

/** So many leads on one working sheet; whoever has more fills in the next when these are sent. */
export const sheetLimit = 20_000

/**
 * Every lead is verified and answered on its own. Where more rows than this have the same account to the letter, that is said aloud to whoever
 * sends them and to whoever reviews them. A parameter of the house that nobody has verified (M).
 */
export const repeatedAccounts: { above: number; confidence: Confidence } = { above: 20, confidence: 'M' }
export type RepeatedAccount = { account: string; count: number }
