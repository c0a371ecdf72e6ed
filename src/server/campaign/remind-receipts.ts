import 'server-only'
import { remindReceiptsInput } from '#domain/campaign/inputs'
import { beijingDay } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { audit } from '#platform/audit'
import { command } from '../command'
import { notifyAll } from '../notification/notify'
import { must } from '../refused'
import { findCampaignTo } from './take-step'

/**
 * Reminds every addressed unit that has not signed for the plan (催签), each at most once a day.
 *
 * Refuses `notFound`, `wrongState` before the launch or after the end.
 * Commits together: the time of the reminder on each receipt, a notice to each unit, and one audit entry that names them all.
 */
export const remindReceipts = command(
  'campaign.remind',
  remindReceiptsInput,
  async (context, { campaignId }): Promise<{ reminded: string[] }> => {
    const { tx, actor, now, requestId } = context
    const campaign = await findCampaignTo(context, 'manage', campaignId)
    if (campaign.state !== 'launched') must(refuse('wrongState', { state: campaign.state }))

    const unsigned = await tx.campaignRecipient.findMany({
      where: { campaignId, receivedAt: null, agencyId: { not: null } },
      orderBy: { seq: 'asc' },
      select: { id: true, name: true, agencyId: true },
    })
    if (unsigned.length === 0) return { reminded: [] }
    await tx.campaignRecipient.updateMany({
      where: { id: { in: unsigned.map(({ id }) => id) }, receivedAt: null },
      data: { remindedAt: now },
    })
    const notice = {
      kind: 'receiptReminder',
      detail: { from: actor.agencyName, title: campaign.name },
      link: `/campaigns/${campaignId}`,
    } as const
    await notifyAll(
      context,
      unsigned.flatMap(({ id, agencyId }) =>
        agencyId === null ? [] : [{ to: { agencyId }, notice: { ...notice, dedupeKey: `campaign.remind:${id}:${beijingDay(now)}` } }],
      ),
    )
    const reminded = unsigned.map(({ name }) => name)
    await audit(tx, {
      at: now,
      actor,
      action: 'campaign.remind',
      subject: { type: 'campaign', id: campaignId },
      change: { reminded: [null, reminded] },
      requestId,
    })
    return { reminded }
  },
)
