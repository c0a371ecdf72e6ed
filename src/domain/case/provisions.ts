import { ok, type Result, refuse } from '../kernel/result'
import type { LawId } from '../law/law'
import { penalties, penaltyById } from '../law/penalties'
import type { Penalty } from '../law/penalty'
import { type PartyKind, speaksOf } from './parties'

/** What an act against the funds may be judged under. */
export const factLaws = ['fundRegulation', 'implementingRules', 'socialInsuranceLaw'] as const satisfies readonly LawId[]
export type FactLaw = (typeof factLaws)[number]
const isFactLaw = (law: string): law is FactLaw => (factLaws as readonly string[]).includes(law)

export type FactProvision = Penalty & { basis: { law: FactLaw; article: string } }

const actsOfParties = /^(P38|P39|P40|P41|P43|SZ|SB)/
const isFactProvision = (line: Penalty): line is FactProvision => isFactLaw(line.basis.law) && actsOfParties.test(line.id)

/** The lines on what institutions and people do to the funds; duties of authorities and interim measures are no facts of a case. */
export const factProvisions: readonly FactProvision[] = penalties.filter(isFactProvision)

export const factProvision = (id: string | null): FactProvision | undefined => factProvisions.find((line) => line.id === id)

/** A line that names acts and leaves what follows from them to another (实施细则 applies 条例 第三十八条、第四十条): that one is chosen beside it. */
export const liabilitiesOf = ({ refs }: Penalty): readonly FactProvision[] =>
  refs ? factProvisions.filter(({ id }) => refs.some((ref) => id.startsWith(ref))) : []

export type Cited = { provisionId: string | null; liabilityId: string | null }

/** The line that says what follows from a fact. `undefined` for a fact taken over from a register that did not say which line it cites. */
export function liabilityOf({ provisionId, liabilityId }: Cited): FactProvision | undefined {
  const line = factProvision(provisionId)
  if (!line?.refs) return line
  const others = liabilitiesOf(line)
  return others.length === 1 ? others[0] : others.find(({ id }) => id === liabilityId)
}

/** What follows from a fact shuts its party out of a trade (限制从业). */
export const restrictsTrade = (cited: Cited): boolean => liabilityOf(cited)?.restrictsTrade === true

/** It stops services or settlements, which the operating agency carries out; to be shut out of a trade stops neither. */
export const stopsBusiness = (fact: Cited & { suspendMonths: number | null }): boolean =>
  fact.suspendMonths !== null && !restrictsTrade(fact)

/** The lines that a fact rests on: the act's, and the one on liability where that is another. */
export const linesOf = ({ provisionId, liabilityId }: Cited): readonly Penalty[] =>
  [provisionId, liabilityId].flatMap((id) => (id === null ? [] : (penaltyById(id) ?? [])))

/**
 * Whether a fact may cite these lines of this party. Refuses `provisionOfOther` (a line on institutions for a person, or the other way
 * round) and `liabilityMissing` (the line leaves what follows to another, which is not named, or is none of those).
 */
export function provisionFits(cited: Cited, kind: PartyKind): Result<void> {
  const line = factProvision(cited.provisionId)
  if (!line) return refuse('provisionMissing')
  const liability = liabilityOf(cited)
  if (!liability || (!line.refs && cited.liabilityId !== null)) return refuse('liabilityMissing')
  return speaksOf(line, kind) && speaksOf(liability, kind) ? ok(undefined) : refuse('provisionOfOther')
}
