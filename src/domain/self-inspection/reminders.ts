import type { Confidence } from '../law/confidence'

/** The same institution, or bureau, is not told twice within this time. The house's own figure: no instrument sets one. */
export const reminderEveryHours = 24
export const reminderConfidence: Confidence = 'M'

/** Who urges institutions on: whoever works on filings in an insurance bureau. */
export const reminderRoles = ['handler', 'reviewer', 'supervisor'] as const
