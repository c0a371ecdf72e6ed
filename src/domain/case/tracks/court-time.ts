import type { CivilDate } from '../../kernel/civil-date'
import { moneyTotals, owedToTreasury } from '../money'
import { courtTimeBegins, type Procedure, runsStill } from './procedure'
import { appealRules, overturned } from './remedies'
import type { AdminStage } from './stages'

/** Served, and no court asked yet. */
export const enforceableStages = ['served', 'performing', 'demanded'] as const satisfies readonly AdminStage[]

/**
 * The day from which the three months run in which a court may be asked to enforce (CK19): that on which the last can appeal no more or the last
 * court has judged, and where the fine was spread, that of its last part. `null` while it is not known or there is nothing to enforce.
 */
export function courtTimeFrom(procedure: Procedure): CivilDate | null {
  const { state, money, remedies } = procedure
  const totals = moneyTotals(money)
  const owes = totals.fund.outstandingFen + owedToTreasury(totals) > 0n
  const open = remedies.some((one) => one.state === 'received' || one.state === 'answered')
  const appeals = appealRules(procedure).some((rule) => runsStill(procedure, rule))
  const barred = !enforceableStages.some((stage) => stage === state) || !owes || open || appeals || overturned(procedure)
  return barred ? null : courtTimeBegins(procedure)
}
