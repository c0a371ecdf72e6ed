import { ok, type Result, refuse } from '../kernel/result'

/** A fact as far as it may be one act with others (同一违法行为): all of them name the same first one. */
export type OfAct = { id: string; sameActAsId?: string | null; fineFen: bigint }

const actOf = ({ id, sameActAsId }: OfAct): string => sameActAsId ?? id

/** The other facts of the same act. */
export const restOfAct = <Fact extends OfAct>(facts: readonly Fact[], fact: OfAct): Fact[] =>
  facts.filter((other) => other.id !== fact.id && actOf(other) === actOf(fact))

/** The other fact of the act that is fined. */
export const finedInAct = <Fact extends OfAct>(facts: readonly Fact[], fact: OfAct): Fact | undefined =>
  restOfAct(facts, fact).find(({ fineFen }) => fineFen > 0n)

/** One act is fined once (处罚法第二十九条). Refuses `actFinedTwice` with the number of the other. */
export function finedOnce<Fact extends OfAct & { seq: number }>(facts: readonly Fact[], fact: OfAct): Result<void> {
  const other = fact.fineFen > 0n ? finedInAct(facts, fact) : undefined
  return other ? refuse('actFinedTwice', { seq: other.seq }) : ok(undefined)
}

/** What a fact points to that is not fined because another of its act is, in this very case. */
export const ofThisCase = (seq: number): string => `本案第${seq}项事实`
const pointsWithin = /^本案第\d+项事实$/

/** Not fined for another's sake: that other is fined. Refuses `actUnfined`. */
export function otherIsFined(facts: readonly OfAct[], fact: OfAct & { leniency: string; leniencyRef: string }): Result<void> {
  const rests = fact.leniency === 'finedAlready' && pointsWithin.test(fact.leniencyRef)
  return rests && !finedInAct(facts, fact) ? refuse('actUnfined') : ok(undefined)
}

type Disposed = OfAct & { seq: number; leniency: string; leniencyRef: string }

/**
 * Of one act the line that fines the most is applied (处罚法第二十九条 按照罚款数额高的规定处罚): none that may be fined higher rests on another's fine.
 * `mostOf`: the most that may be fined for a fact. Refuses `dearerUnfined` with the numbers of both.
 */
export function dearestIsFined<Fact extends Disposed>(facts: readonly Fact[], fact: Fact, mostOf: (fact: Fact) => bigint): Result<void> {
  const act = [fact, ...restOfAct(facts, fact)]
  const fined = act.find(({ fineFen }) => fineFen > 0n)
  if (!fined) return ok(undefined)
  const rests = ({ leniency, leniencyRef }: Fact) => leniency === 'finedAlready' && pointsWithin.test(leniencyRef)
  const dearer = act.find((one) => rests(one) && mostOf(one) > mostOf(fined))
  return dearer ? refuse('dearerUnfined', { seq: dearer.seq, fined: fined.seq }) : ok(undefined)
}

type Tied = OfAct & { seq: number; partyId: string }

/**
 * The first fact of the act, when a fact may be one act with another. Refuses `sameActUnfit` (itself, one of its act already, or another party's)
 * and `actFinedTwice` where both are fined.
 */
export function tiesTo<Fact extends Tied>(facts: readonly Fact[], fact: Fact, other: Fact): Result<{ rootId: string }> {
  if (actOf(other) === actOf(fact) || other.partyId !== fact.partyId) return refuse('sameActUnfit')
  const fined = [fact, ...restOfAct(facts, fact)].filter(({ fineFen }) => fineFen > 0n)
  const theirs = [other, ...restOfAct(facts, other)].find(({ fineFen }) => fineFen > 0n)
  return fined.length > 0 && theirs ? refuse('actFinedTwice', { seq: theirs.seq }) : ok({ rootId: actOf(other) })
}
