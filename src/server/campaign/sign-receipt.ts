import 'server-only'
import { signReceiptInput } from '#domain/campaign/inputs'
import { receiptGrants } from '#domain/campaign/steps'
import { refuse } from '#domain/kernel/result'
import { audit } from '#platform/audit'
import { whereMay } from '../access'
import { command } from '../command'
import { must } from '../refused'

/**
 * Signs for a plan (签收) on behalf of the own agency, and with it the commitment to discipline, security, confidentiality and integrity.
 *
 * Refuses `notFound`, `commitmentMissing`, `wrongState` when it is signed for already, `changedMeanwhile`.
 * Commits together: the receipt, the agency's commitment to this campaign (once), and the audit entry.
 */
export const signReceipt = command('campaign.receive', signReceiptInput, async (context, { recipientId, version, commitment }) => {
  const { tx, actor, now, requestId } = context
  const recipient = await tx.campaignRecipient.findFirst({
    where: { AND: [{ id: recipientId }, whereMay(actor, receiptGrants, 'campaignRecipient')] },
  })
  if (!recipient?.agencyId || !actor.department) return must(refuse('notFound'))
  if (recipient.receivedAt) must(refuse('wrongState', { state: 'received' }))
  if (commitment !== 'on') must(refuse('commitmentMissing'))

  const signed = await tx.campaignRecipient.updateMany({
    where: { id: recipientId, version },
    data: { receivedById: actor.userId, receivedByName: actor.name, receivedAt: now, version: { increment: 1 } },
  })
  if (signed.count === 0) must(refuse('changedMeanwhile'))
  await tx.commitment.createMany({
    data: [
      {
        campaignId: recipient.campaignId,
        agencyId: recipient.agencyId,
        department: actor.department,
        regionNo: recipient.regionNo,
        signedById: actor.userId,
        signedByName: actor.name,
        signedAt: now,
      },
    ],
    skipDuplicates: true,
  })
  await audit(tx, {
    at: now,
    actor,
    action: 'campaign.receive',
    subject: { type: 'campaignRecipient', id: recipientId },
    change: { receivedAt: [null, now.toISOString()], commitment: [null, true] },
    requestId,
  })
})
