import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { beijingDay, fromDateColumn } from '#domain/kernel/civil-date'
import { isUuid } from '#domain/kernel/uuid'
import { limitationEdge } from '#domain/self-inspection/ledger'
import { filingGrants } from '#domain/self-inspection/steps'
import { yearsOf } from '#domain/self-inspection/years'
import { may, whereReadable } from '../access'
import { query } from '../query'

/** What one finding owes, what was demanded and paid for it, and what of that the bank's list shows. `null` out of reach. */
export const getFindingDebts = (actor: Actor, id: string) =>
  query(actor, async (tx) => {
    if (!isUuid(id)) return null
    const finding = await tx.finding.findFirst({
      where: { AND: [{ id }, whereReadable(actor, 'finding')] },
      include: {
        filing: { select: { id: true, number: true, institutionName: true, state: true } },
        refunds: { orderBy: { declaredAt: 'asc' }, include: { proofFile: { select: { id: true, displayName: true } } } },
        demands: { orderBy: { demandedAt: 'desc' } },
      },
    })
    if (!finding) return null
    const acts = may(actor, filingGrants.demandRefund, 'finding', finding)
    const standing = finding.demands.some(({ withdrawnAt }) => withdrawnAt === null)
    return {
      ...finding,
      periodFrom: fromDateColumn(finding.periodFrom),
      periodTo: fromDateColumn(finding.periodTo),
      years: yearsOf(finding.years),
      recordedOn: beijingDay(finding.recordedAt),
      edge: limitationEdge(beijingDay(finding.recordedAt)),
      refunds: finding.refunds.map((refund) => ({ ...refund, paidOn: fromDateColumn(refund.paidOn) })),
      demands: finding.demands.map((demand) => ({ ...demand, dueOn: fromDateColumn(demand.dueOn) })),
      may: { split: acts && !standing, withdraw: acts, settle: may(actor, filingGrants.settleRefund, 'finding', finding) },
    }
  })
