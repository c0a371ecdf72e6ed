/** What others say of an institution, beside what it says of itself. */
export type Reference = {
  declaredFen: bigint
  suspectedFen: bigint
  /** What it filed the last time; `null` when it never has. */
  earlierFen: bigint | null
}

/**
 * How much less a filing says than leads suspect or the institution said the last time: the larger of the two, less what it declares.
 * Above zero it says less. The queue's statement orders by the same figure; a test holds the two together.
 */
export function surpriseFen({ declaredFen, suspectedFen, earlierFen }: Reference): bigint {
  const earlier = earlierFen ?? 0n
  return (suspectedFen > earlier ? suspectedFen : earlier) - declaredFen
}

/** Nothing speaks against a filing: it may be passed together with others of its kind, never unseen by anybody. */
export const isWithoutDeviation = (filing: { surpriseFen: bigint; hints: number; openQuestions: number }): boolean =>
  filing.surpriseFen <= 0n && filing.hints === 0 && filing.openQuestions === 0

/** Of filings passed together, a tenth is re-checked, rounded up: of one, one. */
export const recheckSize = (passed: number): number => Math.ceil(passed / 10)
