import 'server-only'
import { beijingDay } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { declareRefundInput, withdrawRefundInput } from '#domain/self-inspection/inputs'
import { ledgerFor, leftByLedger, refundStands } from '#domain/self-inspection/refund'
import { filingGrants, refundableStates } from '#domain/self-inspection/steps'
import { whereMay } from '../access'
import { type Context, command } from '../command'
import { whereFileReadable } from '../file/queries'
import { must } from '../refused'
import { findFinding, splitFields } from './find-finding'
import { auditFiling, holdFiling } from './take-step'

const isRefundable = (state: string) => (refundableStates as readonly string[]).includes(state)

/** Holds a filing whose findings money can be returned for. Refuses `notFound`, `wrongState`. */
async function holdRefundable(context: Context, filingId: string) {
  const filing = await holdFiling(context, filingGrants.fill, filingId)
  return isRefundable(filing.state) ? filing : must(refuse('wrongState', { state: filing.state }))
}

/**
 * Declares money paid for a finding, back to the fund or under the agreement, with its voucher and proof; the bureau confirms it once it
 * has arrived.
 *
 * Refuses `notFound` (also a proof the person cannot read), `wrongState`, `refundBeyondLoss`, `dateInFuture`, and `alreadyExists`
 * when the institution has used the voucher before and it was not rejected.
 */
export const declareRefund = command('filing.declareRefund', declareRefundInput, async (context, input) => {
  const { tx, actor, now } = context
  const { filingId } = await findFinding(context, input.findingId)
  const filing = await holdRefundable(context, filingId)
  const finding = await findFinding(context, input.findingId) // again, now that nobody else can declare
  const left = leftByLedger(splitFields(finding))
  const ledger = input.ledger ?? ledgerFor(left)
  must(refundStands({ amountFen: input.amount, paidOn: input.paidOn }, left[ledger], beijingDay(now)))
  const proof = await tx.storedFile.findFirst({
    where: { AND: [{ id: input.proofFileId }, whereFileReadable(actor)] },
    select: { id: true },
  })
  if (!proof) must(refuse('notFound'))

  const declared = await tx.refund.createMany({
    data: [
      {
        campaignId: filing.campaignId,
        filingId,
        findingId: finding.id,
        institutionId: filing.institutionId,
        regionNo: filing.regionNo,
        ledger,
        amountFen: input.amount,
        paidOn: new Date(`${input.paidOn}T00:00:00Z`),
        voucherNumber: input.voucherNumber,
        proofFileId: input.proofFileId,
        declaredById: actor.userId,
        declaredAt: now,
      },
    ],
    skipDuplicates: true,
  })
  if (declared.count === 0) must(refuse('alreadyExists'))
  await auditFiling(context, 'filing.declareRefund', filingId, {
    amountFen: [null, input.amount],
    voucherNumber: [null, input.voucherNumber],
  })
})

/** Takes back a declaration that nobody has settled and of which nothing was found in the bank's list; a rejected one stays, its voucher is free. Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const withdrawRefund = command('filing.withdrawRefund', withdrawRefundInput, async (context, { refundId, version }) => {
  const { tx, actor } = context
  const refund = await tx.refund.findFirst({ where: { AND: [{ id: refundId }, whereMay(actor, filingGrants.fill, 'refund')] } })
  if (!refund) return must(refuse('notFound'))
  await holdRefundable(context, refund.filingId)
  if (refund.state !== 'declared' || refund.matchedFen > 0n) must(refuse('wrongState', { state: refund.state }))

  const withdrawn = await tx.refund.deleteMany({ where: { id: refundId, version, state: 'declared', matchedFen: 0 } })
  if (withdrawn.count === 0) must(refuse('changedMeanwhile'))
  await auditFiling(context, 'filing.withdrawRefund', refund.filingId, {
    amountFen: [refund.amountFen, null],
    voucherNumber: [refund.voucherNumber, null],
  })
})
