import type { Confidence } from '../law/confidence'

/** Below this sum of both sides nothing is said: a few 元 make no picture. The house's own figure. */
export const honestyFromFen = 100_000n
export const honestyConfidence: Confidence = 'M'

/** What an institution said of itself, and what others found that it had not said: by leads that proved true and re-checks on site. */
export type SaidAndFound = { declaredFen: bigint; foundFen: bigint }

/**
 * Declared ÷ (declared + found by others), in hundredths of a per cent rounded down; `null` where there is too little to say.
 * 10,000 is an institution that left nothing for others to find.
 */
export function honestyShare({ declaredFen, foundFen }: SaidAndFound): number | null {
  const whole = declaredFen + foundFen
  return whole < honestyFromFen ? null : Number((declaredFen * 10_000n) / whole)
}
