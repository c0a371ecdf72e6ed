import 'server-only'
import { addresseesOf } from '#domain/campaign/recipients'
import { stagesLaterThanParent } from '#domain/campaign/stages'
import { campaignGrants } from '#domain/campaign/steps'
import type { Actor } from '#domain/kernel/access'
import { may, whereReadable } from '../access'
import { query } from '../query'
import { agenciesIn } from './hand-out'
import { withPlan } from './take-step'
import { findVisible } from './visible'

/** To whom the plan went, who has signed and committed, and who has made a local plan of it. `null` when it does not exist for this person. */
export async function getReceipts(actor: Actor, id: string) {
  return query(actor, async (tx) => {
    const campaign = await findVisible(tx, actor, id)
    if (!campaign) return null
    const [recipients, commitments, adoptions, agencies, reminders] = await Promise.all([
      tx.campaignRecipient.findMany({
        where: { AND: [{ campaignId: id }, whereReadable(actor, 'campaignRecipient')] },
        include: { agency: { select: { name: true, actsFor: true, region: { select: { shortName: true } } } } },
        orderBy: { seq: 'asc' },
      }),
      tx.commitment.findMany({ where: { AND: [{ campaignId: id }, whereReadable(actor, 'commitment')] }, select: { agencyId: true } }),
      tx.campaign.findMany({ where: { AND: [{ parentId: id }, whereReadable(actor, 'campaign')] } }),
      agenciesIn({ tx }, campaign),
      tx.auditEntry.findMany({
        where: { AND: [{ subjectType: 'campaign', subjectId: id, action: 'campaign.remind' }, whereReadable(actor, 'auditEntry')] },
        orderBy: { seq: 'desc' },
        take: 10,
      }),
    ])
    const committed = new Set(commitments.map(({ agencyId }) => agencyId))
    const adopted = new Map(adoptions.map((row) => [row.agencyId, withPlan(row)]))
    const addressed = new Set(recipients.map(({ agencyId }) => agencyId))
    const mayManage = campaign.state === 'launched' && may(actor, campaignGrants.manage, 'campaign', campaign)
    return {
      ...campaign,
      mayManage,
      recipients: recipients.map(({ agency, ...recipient }) => {
        const local = recipient.agencyId === null ? undefined : adopted.get(recipient.agencyId)
        return {
          ...recipient,
          agency,
          committed: recipient.agencyId !== null && committed.has(recipient.agencyId),
          adoption: local && {
            id: local.id,
            state: local.state,
            later: stagesLaterThanParent(local.plan.stages, campaign.plan.stages),
          },
        }
      }),
      internal: addresseesOf(campaign.plan.recipients, agencies, campaign).internal,
      matchable: mayManage ? agencies.filter((agency) => !addressed.has(agency.id) && agency.id !== campaign.agencyId) : [],
      reminders,
    }
  })
}
