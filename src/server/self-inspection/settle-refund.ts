import 'server-only'
import { refuse } from '#domain/kernel/result'
import { confirmRefundInput, rejectRefundInput } from '#domain/self-inspection/inputs'
import { filingGrants, settlingStates } from '#domain/self-inspection/steps'
import type { Prisma } from '#platform/prisma/client'
import { whereMay } from '../access'
import { type Context, command } from '../command'
import { must } from '../refused'
import { turnRefundClocks } from './refund-clocks'
import { auditFiling } from './take-step'

/**
 * Confirms by hand that the money has arrived, and says by what it is known: for what the bank's list does not show.
 * Refuses `notFound`, `wrongState`, `samePerson`, `changedMeanwhile`.
 */
export const confirmRefund = command('filing.confirmRefund', confirmRefundInput, async (context, { refundId, version, reason }) => {
  await settle(context, refundId, version, 'filing.confirmRefund', { state: 'confirmed', confirmReason: reason })
})

/**
 * Says that the money has not arrived or the proof does not hold, and why. Refuses as `confirmRefund` does, and `wrongState` also where
 * part of it was found in the bank's list.
 */
export const rejectRefund = command('filing.rejectRefund', rejectRefundInput, async (context, { refundId, version, reason }) => {
  await settle(context, refundId, version, 'filing.rejectRefund', { state: 'rejected', rejectionReason: reason })
})

async function settle(
  context: Context,
  id: string,
  version: number,
  action: 'filing.confirmRefund' | 'filing.rejectRefund',
  set: { state: 'confirmed' | 'rejected' } & Prisma.RefundUncheckedUpdateManyInput,
): Promise<void> {
  const { tx, actor, now } = context
  const refund = await tx.refund.findFirst({
    where: { AND: [{ id }, whereMay(actor, filingGrants.settleRefund, 'refund')] },
    include: { filing: { select: { state: true } } },
  })
  if (!refund) return must(refuse('notFound'))
  const filed = (settlingStates as readonly string[]).includes(refund.filing.state)
  const partlyFound = set.state === 'rejected' && refund.matchedFen > 0n
  if (refund.state !== 'declared' || !filed || partlyFound) must(refuse('wrongState', { state: refund.state }))
  if (refund.declaredById === actor.userId) must(refuse('samePerson'))

  const settled = await tx.refund.updateMany({
    where: { id, version, state: 'declared', ...(set.state === 'rejected' ? { matchedFen: 0 } : {}) },
    data: { ...set, confirmedById: actor.userId, confirmedAt: now, version: { increment: 1 } },
  })
  if (settled.count === 0) must(refuse('changedMeanwhile'))
  await turnRefundClocks(context, [refund.filingId])
  await auditFiling(context, action, refund.filingId, {
    refund: ['declared', set.state],
    voucherNumber: [null, refund.voucherNumber],
    ...(typeof set.confirmReason === 'string' ? { reason: [null, set.confirmReason] as const } : {}),
  })
}
