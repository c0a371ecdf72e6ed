import 'server-only'
import { beijingDay, fromDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { filingGrants } from '#domain/self-inspection/steps'
import { whereMay } from '../access'
import type { Context } from '../command'
import { must } from '../refused'

/** A finding of the actor's own institution, with its refunds. Refuses `notFound`, whether it is missing or another's. */
export async function findFinding({ tx, actor }: Context, id: string) {
  const finding = await tx.finding.findFirst({
    where: { AND: [{ id }, whereMay(actor, filingGrants.fill, 'finding')] },
    include: {
      refunds: { select: { id: true, state: true, amountFen: true, ledger: true } },
      demands: { where: { withdrawnAt: null }, select: { id: true } },
      answer: { include: { item: { select: { code: true } } } },
    },
  })
  return finding ?? must(refuse('notFound'))
}

/** A finding row as `splitByLedger` reads it. */
export const splitFields = <Row extends { periodTo: Date; recordedAt: Date }>(finding: Row) => ({
  ...finding,
  periodTo: fromDateColumn(finding.periodTo),
  recordedOn: beijingDay(finding.recordedAt),
})
