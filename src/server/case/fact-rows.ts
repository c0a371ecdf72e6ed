import 'server-only'
import { factHolds } from '#domain/case/facts'
import type { FactFields } from '#domain/case/inputs-of-facts'
import { limitedOf } from '#domain/case/limitation'
import type { PartyKind } from '#domain/case/parties'
import { factProvision, liabilityOf } from '#domain/case/provisions'
import { type CivilDate, toDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { must } from '../refused'

/** A fact found on a day, as it is kept: its lines by id, and the article that papers cite. Refuses what the fact refuses of such a party. */
export function factRow(input: FactFields, party: PartyKind, foundOn: CivilDate) {
  const cited = { provisionId: input.provision, liabilityId: input.liability }
  const amounts = {
    billedFen: input.billed,
    irregularFen: input.irregular,
    fundLossFen: input.fundLoss,
    fraudFen: input.fraud,
  }
  const { actFrom, actTo, behaviour, intentGround } = input
  must(factHolds({ ...cited, ...amounts, actFrom, actTo }, party))
  const limitedFen = must(limitedOf({ actFrom, actTo, foundOn, fundLossFen: input.fundLoss }, input.limited))
  const line = liabilityOf(cited) ?? must(refuse('liabilityMissing'))
  return {
    ...amounts,
    ...line.basis,
    limitedFen,
    foundOn: toDateColumn(foundOn),
    provisionId: input.provision,
    liabilityId: factProvision(input.provision)?.refs ? line.id : null,
    behaviour,
    intentGround,
    actFrom: toDateColumn(actFrom),
    actTo: toDateColumn(actTo),
  }
}
