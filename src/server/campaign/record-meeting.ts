import 'server-only'
import { recordMeetingInput } from '#domain/campaign/inputs'
import { beijingDay, toDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { audit } from '#platform/audit'
import { command } from '../command'
import { must } from '../refused'
import { attendeeOf, bureausOf, handOutDecisions } from './decide-at-meeting'
import { writeMinutes } from './minutes-paper'
import { findCampaignTo } from './take-step'

/**
 * Records a meeting of the campaign: agenda, who was there, minutes, and what was decided; each decision becomes a duty of the agency that
 * has to see to it.
 *
 * Refuses `notFound` for a campaign or an agency out of reach, `wrongState` before the launch or after the end, `dateInFuture`.
 * Commits together: the meeting with its attendance, a duty with its assignment and a notice for each decision, the paper of the minutes, and
 * the audit entry.
 */
export const recordMeeting = command(
  'campaign.recordMeeting',
  recordMeetingInput,
  async (context, { campaignId, attendance, decisions, heldOn, ...words }): Promise<{ meetingId: string }> => {
    const { tx, actor, now, requestId } = context
    const campaign = await findCampaignTo(context, 'manage', campaignId)
    if (campaign.state !== 'launched') must(refuse('wrongState', { state: campaign.state }))
    if (heldOn > beijingDay(now)) must(refuse('dateInFuture'))
    const bureaus = await bureausOf(
      context,
      campaign,
      attendance.map(({ agencyId }) => agencyId),
    )
    const { department, regionNo } = campaign
    const meeting = await tx.meeting.create({
      data: { ...words, campaignId, heldOn: toDateColumn(heldOn), department, regionNo, recordedById: actor.userId, recordedAt: now },
      select: { id: true, title: true, heldOn: true },
    })
    await tx.meetingAttendee.createMany({
      data: attendance.map(({ agencyId, name, present }, index) => {
        const agency = bureaus.get(agencyId) ?? must(refuse('notFound'))
        return { ...attendeeOf(campaign, meeting.id, agency, index + 1), name, present }
      }),
    })
    const openTo = [...new Set([...bureaus.values()].map((agency) => agency.department))]
    await handOutDecisions(context, campaign, meeting, openTo, decisions)
    await writeMinutes(context, campaign, meeting.id)
    await audit(tx, {
      at: now,
      actor,
      action: 'campaign.recordMeeting',
      subject: { type: 'campaign', id: campaignId },
      change: { meeting: [null, meeting.title], decisions: [null, decisions.length] },
      requestId,
    })
    return { meetingId: meeting.id }
  },
)
