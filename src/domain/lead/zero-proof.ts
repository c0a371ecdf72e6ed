import { type LeadConclusion, leadConclusions } from './conclusions'

/** How many leads of a batch stand where: `issued` came to a territory, `left` were taken back or handed on out of it. */
export type LeadTally = { issued: number; left: number; open: number; concluded: Record<LeadConclusion, number> }

export const noConclusions = (): Record<LeadConclusion, number> =>
  Object.fromEntries(leadConclusions.map((conclusion) => [conclusion, 0])) as Record<LeadConclusion, number>

/**
 * The arithmetic of 清仓见底: issued = left + open + each conclusion. `missing` is what the sum falls short by (never shown as
 * nought unless it is); `cleared` when nothing is open and nothing missing.
 */
export function proveZero(tally: LeadTally): { accounted: number; missing: number; holds: boolean; cleared: boolean } {
  const accounted = leadConclusions.reduce((sum, conclusion) => sum + tally.concluded[conclusion], tally.left + tally.open)
  const missing = tally.issued - accounted
  return { accounted, missing, holds: missing === 0, cleared: missing === 0 && tally.open === 0 }
}
