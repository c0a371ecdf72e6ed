import { isWithPolice, type Referred } from './leniency'
import type { Applied } from './place-rules'

type Defrauded = {
  parties: readonly { id: string; name: string }[]
  facts: readonly { partyId: string; fraudFen: bigint | null }[]
  referrals: readonly Referred[]
}

/**
 * The parties whose fraud, all facts of it together, comes to what the place calls a large amount (诈骗罪“数额较大”), while the police do not have
 * the matter. A person judges whether it is a crime; the amount only says that somebody has to.
 */
export function crimeSuspected({ parties, facts, referrals }: Defrauded, floor: Applied<bigint>) {
  if (isWithPolice(referrals)) return null
  const over = parties.flatMap(({ id, name }) => {
    const fraudFen = facts.reduce((total, fact) => (fact.partyId === id ? total + (fact.fraudFen ?? 0n) : total), 0n)
    return fraudFen >= floor.value ? [{ name, fraudFen }] : []
  })
  return over.length > 0 ? { parties: over, floorFen: floor.value, source: floor.source } : null
}
