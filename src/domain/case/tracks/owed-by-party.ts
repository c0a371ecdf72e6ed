import { formatYuan } from '../../kernel/money'
import { ok, type Result, refuse } from '../../kernel/result'
import type { RemedyOutcome } from './remedies'

export type Owed = { refundFen: bigint; fineFen: bigint }
type Remedied = { partyId: string; outcome: RemedyOutcome | null; refundFen: bigint | null; fineFen: bigint | null }
/** A decision as it stands: what all owe by it, the facts of each party, and what became of appeals, in their order. */
type Decided = Owed & { facts: readonly (Owed & { partyId: string })[]; remedies: readonly Remedied[] }

const atLeastNought = (amountFen: bigint) => (amountFen > 0n ? amountFen : 0n)

/** The decision is on this party alone. */
export const isOnAlone = ({ facts }: { facts: readonly { partyId: string }[] }, partyId: string): boolean =>
  facts.every((fact) => fact.partyId === partyId)

/** What of a decision this party owes: by its facts, or what its last appeal left of that. Of a decision on it alone it is all. */
export function owedBy(decided: Decided, partyId: string): Owed {
  return isOnAlone(decided, partyId) ? { refundFen: decided.refundFen, fineFen: decided.fineFen } : partOf(decided, partyId)
}

function partOf(decided: Pick<Decided, 'facts' | 'remedies'>, partyId: string): Owed {
  const last = decided.remedies.findLast((one) => one.partyId === partyId && (one.outcome === 'changed' || one.outcome === 'revoked'))
  if (last) return { refundFen: last.refundFen ?? 0n, fineFen: last.fineFen ?? 0n }
  const own = decided.facts.filter((fact) => fact.partyId === partyId)
  const sum = (of: keyof Owed) => own.reduce((total, fact) => total + fact[of], 0n)
  return { refundFen: sum('refundFen'), fineFen: sum('fineFen') }
}

/** What all owe once this party owes so much, never more than before (不得加重). What the others owe stays. Refuses `aboveDecision` with what it owed. */
export function owedAfter(decided: Decided, partyId: string, left: Owed): Result<Owed> {
  const before = owedBy(decided, partyId)
  if (left.refundFen > before.refundFen || left.fineFen > before.fineFen)
    return refuse('aboveDecision', { refund: formatYuan(before.refundFen), fine: formatYuan(before.fineFen) })
  return ok({
    refundFen: atLeastNought(decided.refundFen - before.refundFen + left.refundFen),
    fineFen: atLeastNought(decided.fineFen - before.fineFen + left.fineFen),
  })
}

/** What all owe once what this appeal came to counts no more. `decided`: as it stands with it, and the appeals besides it. */
export function owedWithout(decided: Decided, struck: Remedied): Owed {
  const now = owedBy({ ...decided, remedies: [...decided.remedies, struck] }, struck.partyId)
  const before = partOf(decided, struck.partyId)
  return { refundFen: decided.refundFen - now.refundFen + before.refundFen, fineFen: decided.fineFen - now.fineFen + before.fineFen }
}
