import type { LeadConclusion } from '../lead/conclusions'

/** How leads of a model were judged. Unverifiable, merged and withdrawn ones say nothing of it. */
export type Judged = { substantiated: number; partly: number; unsubstantiated: number; other: number }

export const noneJudged = (): Judged => ({ substantiated: 0, partly: 0, unsubstantiated: 0, other: 0 })

export function judgedAs(conclusion: LeadConclusion): keyof Judged {
  if (conclusion === 'substantiated' || conclusion === 'unsubstantiated') return conclusion
  return conclusion === 'partlySubstantiated' ? 'partly' : 'other'
}

export type Precision = { right: number; judged: number; share: number; from: number; to: number }

/** Two-sided 95 %. */
const z = 1.959964

/** The share of `right` among `judged` with the interval of Wilson, which holds for few leads too; `null` while none was judged. */
export function wilson(right: number, judged: number): Precision | null {
  if (judged === 0) return null
  const share = right / judged
  const middle = share + (z * z) / (2 * judged)
  const half = z * Math.sqrt((share * (1 - share)) / judged + (z * z) / (4 * judged * judged))
  const by = 1 + (z * z) / judged
  return { right, judged, share, from: Math.max(0, (middle - half) / by), to: Math.min(1, (middle + half) / by) }
}

/** Leads that are true, also in part, among those of which it was found out. */
export const precisionOf = ({ substantiated, partly, unsubstantiated }: Judged): Precision | null =>
  wilson(substantiated + partly, substantiated + partly + unsubstantiated)

/** A model of which not even this share can still be hoped for misleads: its retirement is proposed, and a person decides. */
export const misleadsBelow = { value: 0.1, confidence: 'M' } as const

export const misleads = (precision: Precision | null): boolean => precision !== null && precision.to < misleadsBelow.value
