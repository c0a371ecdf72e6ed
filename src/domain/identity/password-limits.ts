/**
 * What a password must be. GB/T 22239 8.1.4.1 a) wants composition and regular change; today's advice against both
 * (OWASP ASVS 6.2.5, 6.2.10) yields to the national standard, and its other counsel is kept: length, a list of what
 * everybody tries, no upper limit that anybody meets, pasting allowed.
 */
export const passwordPolicy = {
  minLength: 12,
  maxLength: 256,
  /** Of: small letters, capitals, digits, anything else. */
  minClasses: 3,
  /** Characters that must remain when everything guessable is taken away. */
  minUnguessable: 6,
  maxAgeDays: 90,
  /** The current password and so many before it in all. */
  history: 5,
  source: 'GB/T 22239-2019 8.1.4.1 a',
} as const

export const passwordFaults = ['tooShort', 'tooLong', 'tooFewClasses', 'namesAccount', 'guessable', 'usedBefore', 'notConfirmed'] as const
export type PasswordFault = (typeof passwordFaults)[number]
