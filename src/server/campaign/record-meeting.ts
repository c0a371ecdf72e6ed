import 'server-only'
import { recordMeetingInput } from '#domain/campaign/inputs'
import { toDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { audit } from '#platform/audit'
import { type Context, command } from '../command'
import { notify } from '../notification/notify'
import { must } from '../refused'
import { type FoundCampaign, findCampaignTo } from './take-step'

type Decision = { text: string; agencyId: string; dueOn: string }

const titleLimit = 40

/**
 * Records a meeting of the campaign: agenda, who was there, minutes, and what was decided; each decision becomes a duty of the agency that
 * has to see to it.
 *
 * Refuses `notFound` for a campaign or an agency out of reach, `wrongState` before the launch or after the end.
 * Commits together: the meeting, a duty with its assignment and a notice for each decision, and the audit entry.
 */
export const recordMeeting = command(
  'campaign.recordMeeting',
  recordMeetingInput,
  async (context, { campaignId, decisions, heldOn, ...meeting }): Promise<{ meetingId: string }> => {
    const { tx, actor, now, requestId } = context
    const campaign = await findCampaignTo(context, 'manage', campaignId)
    if (campaign.state !== 'launched') must(refuse('wrongState', { state: campaign.state }))
    const handed = await handOut(context, campaign, decisions)
    const { id: meetingId } = await tx.meeting.create({
      data: {
        ...meeting,
        campaignId,
        heldOn: toDateColumn(heldOn),
        department: campaign.department,
        regionNo: campaign.regionNo,
        decisions: handed,
        recordedById: actor.userId,
        recordedAt: now,
      },
      select: { id: true },
    })
    await audit(tx, {
      at: now,
      actor,
      action: 'campaign.recordMeeting',
      subject: { type: 'campaign', id: campaignId },
      change: { meeting: [null, meeting.title], decisions: [null, handed.length] },
      requestId,
    })
    return { meetingId }
  },
)

/** Makes a duty of each decision, after those of the plan. */
async function handOut(context: Context, campaign: FoundCampaign, decisions: readonly Decision[]) {
  const { tx } = context
  const last = await tx.duty.aggregate({ where: { campaignId: campaign.id }, _max: { seq: true } })
  const handed: { text: string; agencyId: string; agencyName: string; dueOn: string | null; dutyId: string }[] = []
  for (const [index, { text, agencyId, dueOn }] of decisions.entries()) {
    const agency = await tx.agency.findFirst({
      where: { id: agencyId, kind: 'bureau', regionNo: { gte: campaign.rangeLo, lte: campaign.rangeHi } },
    })
    if (!agency) return must(refuse('notFound'))
    const dutyId = crypto.randomUUID()
    const seq = (last._max.seq ?? 0) + index + 1
    await tx.duty.createMany({ data: [{ id: dutyId, campaignId: campaign.id, seq, title: text.slice(0, titleLimit), text }] })
    await tx.dutyAssignment.createMany({
      data: [
        {
          campaignId: campaign.id,
          dutyId,
          agencyId,
          department: agency.department,
          regionNo: agency.regionNo,
          part: 'lead',
          dueOn: dueOn === '' ? null : toDateColumn(dueOn),
        },
      ],
    })
    await notify(
      context,
      { agencyId },
      {
        kind: 'dutiesAssigned',
        detail: { from: context.actor.agencyName, title: campaign.name },
        link: `/campaigns/${campaign.id}/duties`,
        dedupeKey: `duty.decided:${dutyId}`,
      },
    )
    handed.push({ text, agencyId, agencyName: agency.name, dueOn: dueOn === '' ? null : dueOn, dutyId })
  }
  return handed
}
