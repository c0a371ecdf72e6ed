import 'server-only'
import { isTooOld } from '#domain/case/limitation'
import { isIgnored, type OrderOutcome } from '#domain/case/orders'
import type { PartyKind, PartyRole } from '#domain/case/parties'
import { fromDateColumn } from '#domain/kernel/civil-date'

type Party = { id: string; kind: PartyKind; role: PartyRole }
type Around<Of extends Party> = {
  parties: readonly Of[]
  orders: readonly { id: string; outcome: OrderOutcome | null }[]
}

type Stored = { partyId: string; orderId: string | null; actTo: Date; foundOn: Date }

/** A stored fact with what its penalty depends on around it: whose act it was, whether an order was ignored, whether it is too old. */
export function judgedFact<Fact extends Stored, Of extends Party>(fact: Fact, around: Around<Of>) {
  const party = around.parties.find(({ id }) => id === fact.partyId)
  if (!party) throw new Error('a fact is of a party of its own case')
  const order = around.orders.find(({ id }) => id === fact.orderId)
  const tooOld = isTooOld({ actTo: fromDateColumn(fact.actTo), foundOn: fromDateColumn(fact.foundOn) })
  return { ...fact, party, tooOld, orderIgnored: isIgnored(order) }
}
