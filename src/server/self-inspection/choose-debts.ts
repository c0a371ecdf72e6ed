import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { beijingDay } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import type { DebtState } from '#domain/self-inspection/ledger'
import type { ChosenDebts } from '#domain/self-inspection/money-inputs'
import { filingGrants } from '#domain/self-inspection/steps'
import { readableSql } from '../access'
import type { Context } from '../command'
import { must } from '../refused'
import { debtConditions, debtConditionsOf, debtFilter, debtRows } from './debt-rows'
import { holdFilings } from './take-step'

/** A debt of a finding as an act on it needs it. */
export type ChosenDebt = {
  ledger: 'fundRefund' | 'agreementRecovery'
  findingId: string
  filingId: string
  filingNumber: string
  campaignId: string
  institutionId: string
  institutionName: string
  regionNo: number
  owedFen: string
  outstandingFen: string
  overdueFen: string
}

/** Whether this person demands money at all. */
export const mayDemand = (actor: Actor): boolean =>
  actor.department === 'MI' && filingGrants.demandRefund.some(({ role }) => actor.roles.includes(role))

/**
 * The chosen debts that are in a state, of filings that the actor handles, in one order and held until the command has ended: whoever
 * settles, matches or declares a payment of one of them waits. Of a choice
 * by filter the number must still be what the person was told. Refuses `notFound`, `selectionChanged`.
 */
export async function chooseDebts(context: Context, chosen: ChosenDebts, state: DebtState): Promise<ChosenDebt[]> {
  const { tx, actor, now } = context
  if (!mayDemand(actor) || (chosen.allMatching === undefined && chosen.id.length === 0)) must(refuse('notFound'))
  const filter = chosen.allMatching ? debtFilter.parse(Object.fromEntries(new URLSearchParams(chosen.filter))) : debtFilter.parse({})
  const { where, values } = debtConditionsOf(actor, filter, beijingDay(now))
  if (!chosen.allMatching) values.push(chosen.id)
  const asked = chosen.allMatching ? where : `${where} AND debt.id = ANY ($${values.length}::text[])`

  const told = await tx.$queryRawUnsafe<{ filingId: string | null }[]>(
    `SELECT debt.filing_id::text AS "filingId" FROM ${debtRows} AS debt WHERE ${asked}`,
    ...values,
  )
  if (chosen.allMatching && told.length !== chosen.expected) must(refuse('selectionChanged', { count: told.length }))
  await holdFilings(
    tx,
    told.flatMap(({ filingId }) => filingId ?? []),
  )
  const found = await tx.$queryRawUnsafe<ChosenDebt[]>(
    `SELECT debt.ledger, debt.finding_id::text AS "findingId", filing.id::text AS "filingId", filing.number AS "filingNumber",
       filing.campaign_id::text AS "campaignId", filing.institution_id::text AS "institutionId", filing.institution_name AS "institutionName",
       filing.region_no AS "regionNo", debt.owed_fen::text AS "owedFen", debt.outstanding_fen::text AS "outstandingFen", debt.overdue_fen::text AS "overdueFen"
     FROM ${debtRows} AS debt JOIN filing ON filing.id = debt.filing_id
     WHERE ${asked} AND ${debtConditions[state]} AND ${readableSql('filing')} ORDER BY filing.id, debt.id`,
    ...values,
  )
  return found
}

/** The debts of each filing together. */
export function byFiling(debts: readonly ChosenDebt[]): Map<string, ChosenDebt[]> {
  const groups = new Map<string, ChosenDebt[]>()
  for (const debt of debts) {
    const group = groups.get(debt.filingId)
    if (group) group.push(debt)
    else groups.set(debt.filingId, [debt])
  }
  return groups
}
