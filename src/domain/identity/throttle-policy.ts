/**
 * How many wrong answers are heard. Counted per account, existing or not, since its last success; and per source whatever
 * succeeds there, so that an own account does not buy more guesses at others. A whole bureau may stand behind one address: the
 * bound of a source is many times that of an account, and there to stop one who tries a password on everybody.
 */
export const throttlePolicy = {
  windowMinutes: 15,
  perAccount: 5,
  perSource: 100,
  source: 'GB/T 22239-2019 8.1.4.1 b',
} as const

export const windowStart = (now: Date): Date => new Date(now.getTime() - throttlePolicy.windowMinutes * 60_000)

/** True when another answer may be tried. */
export const mayTry = (failures: { ofAccount: number; ofSource: number }): boolean =>
  failures.ofAccount < throttlePolicy.perAccount && failures.ofSource < throttlePolicy.perSource
