import 'server-only'
import { matchRecipientInput } from '#domain/campaign/inputs'
import { refuse } from '#domain/kernel/result'
import { audit } from '#platform/audit'
import { whereReadable } from '../access'
import { command } from '../command'
import { must } from '../refused'
import { assignDuties, tellOf } from './hand-out'
import { findCampaignTo } from './take-step'

/**
 * Says which agency a name in the plan stands for, where no agency goes by it. The plan's own wording is kept.
 *
 * Refuses `notFound` for a recipient or an agency out of reach, `wrongState` when it is matched already, `alreadyExists` when that agency
 * is addressed already, `changedMeanwhile`.
 * Commits together: the match, the agency's duties, its notice, and the audit entry.
 */
export const matchRecipient = command('campaign.match', matchRecipientInput, async (context, { recipientId, version, agencyId }) => {
  const { tx, actor, now, requestId } = context
  const recipient = await tx.campaignRecipient.findFirst({
    where: { AND: [{ id: recipientId }, whereReadable(actor, 'campaignRecipient')] },
  })
  const campaign = await findCampaignTo(context, 'manage', recipient?.campaignId ?? must(refuse('notFound')))
  if (campaign.state !== 'launched' || recipient?.agencyId !== null) must(refuse('wrongState'))

  const agency = await tx.agency.findFirst({
    where: { id: agencyId, regionNo: { gte: campaign.rangeLo, lte: campaign.rangeHi } },
    select: { id: true, name: true, department: true, regionNo: true, kind: true },
  })
  if (!agency) return must(refuse('notFound'))
  if ((await tx.campaignRecipient.count({ where: { campaignId: campaign.id, agencyId } })) > 0) must(refuse('alreadyExists'))

  const matched = await tx.campaignRecipient.updateMany({
    where: { id: recipientId, version },
    data: { agencyId, department: agency.department, regionNo: agency.regionNo, version: { increment: 1 } },
  })
  if (matched.count === 0) must(refuse('changedMeanwhile'))
  await assignDuties(context, campaign, [agency])
  await tellOf(context, campaign, 'planAddressed', [agencyId])
  await audit(tx, {
    at: now,
    actor,
    action: 'campaign.match',
    subject: { type: 'campaignRecipient', id: recipientId },
    change: { agency: [null, agency.name] },
    requestId,
  })
})
