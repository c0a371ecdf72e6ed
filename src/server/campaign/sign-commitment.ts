import 'server-only'
import { signCommitmentInput } from '#domain/campaign/inputs'
import { commitmentSigners } from '#domain/campaign/steps'
import { refuse } from '#domain/kernel/result'
import { audit } from '#platform/audit'
import { whereReadable } from '../access'
import { command } from '../command'
import { must } from '../refused'
import { worksOnCampaigns } from './visible'

/**
 * Signs the commitment to discipline, security, confidentiality and integrity for the own unit, where no receipt carries it: the issuer's
 * own bureau, its co-issuers, a bureau above.
 *
 * Refuses `notFound`, `wrongState` before the launch, `commitmentMissing`, `alreadyExists`.
 * Commits together: the commitment and the audit entry.
 */
export const signCommitment = command('campaign.commit', signCommitmentInput, async (context, { campaignId, commitment }) => {
  const { tx, actor, now, requestId } = context
  const { agencyId, department } = actor
  const campaign = worksOnCampaigns(actor)
    ? await tx.campaign.findFirst({ where: { AND: [{ id: campaignId }, whereReadable(actor, 'campaign')] }, select: { state: true } })
    : null
  if (!campaign || !agencyId || !department || !commitmentSigners.some((role) => actor.roles.includes(role)))
    return must(refuse('notFound'))
  if (campaign.state !== 'launched' && campaign.state !== 'closed') must(refuse('wrongState', { state: campaign.state }))
  if (commitment !== 'on') must(refuse('commitmentMissing'))

  const signature = { signedById: actor.userId, signedByName: actor.name, signedAt: now }
  const signed = await tx.commitment.createMany({
    data: [{ campaignId, agencyId, department, regionNo: actor.regionNo, ...signature }],
    skipDuplicates: true,
  })
  if (signed.count === 0) must(refuse('alreadyExists'))
  await audit(tx, {
    at: now,
    actor,
    action: 'campaign.commit',
    subject: { type: 'campaign', id: campaignId },
    change: { agency: [null, actor.agencyName], commitment: [null, true] },
    requestId,
  })
})
