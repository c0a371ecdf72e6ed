import 'server-only'
import { refuse } from '#domain/kernel/result'
import { confirmRefundInput, rejectRefundInput, unconfirmRefundInput } from '#domain/self-inspection/inputs'
import { filingGrants, settlingStates } from '#domain/self-inspection/steps'
import type { Prisma, Refund } from '#platform/prisma/client'
import { whereMay } from '../access'
import { type Context, command } from '../command'
import { notify } from '../notification/notify'
import { must } from '../refused'
import { turnRefundClocks } from './refund-clocks'
import { auditFiling, holdFilings } from './take-step'

/**
 * Confirms by hand that the money has arrived, and says by what it is known: for what the bank's list does not show.
 * Refuses `notFound`, `wrongState`, `samePerson`, `changedMeanwhile`.
 */
export const confirmRefund = command('filing.confirmRefund', confirmRefundInput, async (context, { refundId, version, reason }) => {
  await settle(context, refundId, version, 'filing.confirmRefund', { state: 'confirmed', confirmReason: reason })
})

/**
 * Says that the money has not arrived or the proof does not hold, and why. Refuses as `confirmRefund` does, and `wrongState` also where
 * part of it was found in the bank's list. Tells the institution.
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
  const refund = await heldRefund(context, id)
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
    reason: [null, set.confirmReason ?? set.rejectionReason],
  })
  if (set.state === 'rejected') await tell(context, refund, 'refundRejected', String(set.rejectionReason))
}

/**
 * Takes a confirmation by hand back (撤销到账确认): what is not in the bank's list waits again. One that the list shows in full is undone by
 * undoing its matches. Refuses `notFound`, `wrongState`, `changedMeanwhile`. Tells the institution.
 */
export const unconfirmRefund = command('filing.unconfirmRefund', unconfirmRefundInput, async (context, { refundId, version, reason }) => {
  const { tx } = context
  const refund = await heldRefund(context, refundId)
  if (refund.state !== 'confirmed' || refund.matchedFen === refund.amountFen) must(refuse('wrongState', { state: refund.state }))
  const undone = await tx.refund.updateMany({
    where: { id: refundId, version, state: 'confirmed' },
    data: { state: 'declared', confirmReason: null, confirmedById: null, confirmedAt: null, version: { increment: 1 } },
  })
  if (undone.count === 0) must(refuse('changedMeanwhile'))
  await turnRefundClocks(context, [refund.filingId])
  await auditFiling(context, 'filing.unconfirmRefund', refund.filingId, {
    refund: ['confirmed', 'declared'],
    voucherNumber: [null, refund.voucherNumber],
    confirmReason: [refund.confirmReason, null],
    reason: [null, reason],
  })
  await tell(context, refund, 'refundUnconfirmed', reason)
})

/** The refund, when the actor may settle it, its filing held. Refuses `notFound`, also when it was taken back meanwhile. */
async function heldRefund({ tx, actor }: Context, id: string) {
  const reached = await tx.refund.findFirst({ where: { AND: [{ id }, whereMay(actor, filingGrants.settleRefund, 'refund')] } })
  if (!reached) return must(refuse('notFound'))
  await holdFilings(tx, [reached.filingId])
  const refund = await tx.refund.findFirst({ where: { id }, include: { filing: { select: { state: true } } } })
  return refund ?? must(refuse('notFound'))
}

type SettledRefund = Pick<Refund, 'id' | 'filingId' | 'institutionId' | 'voucherNumber' | 'version'>

const tell = (context: Context, refund: SettledRefund, kind: 'refundRejected' | 'refundUnconfirmed', reason: string): Promise<void> =>
  notify(
    context,
    { institutionId: refund.institutionId },
    {
      kind,
      detail: { from: context.actor.agencyName, voucher: refund.voucherNumber, reason },
      link: `/self-inspections/${refund.filingId}`,
      dedupeKey: `${kind}:${refund.id}:${refund.version}`,
    },
  )
