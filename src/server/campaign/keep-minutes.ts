import 'server-only'
import { keepMinutesInput } from '#domain/campaign/inputs'
import { meetingSteps } from '#domain/campaign/meeting-steps'
import { beijingDay, fromDateColumn, toDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { takeStep } from '#domain/kernel/workflow'
import { audit } from '#platform/audit'
import { whereMay } from '../access'
import { type Context, command } from '../command'
import { must } from '../refused'
import { attendeeOf, bureausOf, handOutDecisions } from './decide-at-meeting'
import { writeMinutes } from './minutes-paper'
import { type FoundCampaign, findCampaignTo } from './take-step'

type Present = { agencyId: string; name: string; present: boolean }

/**
 * Writes down what a meeting said, who was there and what it decided; of minutes that are kept already, puts them right and adds what was
 * decided besides. What was decided before stays, on the day and open to whom it then was: its duty is on its way.
 *
 * Refuses `notFound`, `wrongState` (called off; the campaign is over), `dateInFuture`, `changedMeanwhile`.
 */
export const keepMinutes = command(
  'campaign.keepMinutes',
  keepMinutesInput,
  async (context, { meetingId, version, heldOn, minutes, attendance, decisions }): Promise<{ campaignId: string }> => {
    const { tx, actor, now, requestId } = context
    const where = { AND: [{ id: meetingId }, whereMay(actor, meetingSteps.keepMinutes.by, 'meeting')] }
    const meeting = (await tx.meeting.findFirst({ where })) ?? must(refuse('notFound'))
    const campaign = await findCampaignTo(context, 'manage', meeting.campaignId)
    if (campaign.state !== 'launched') must(refuse('wrongState', { state: campaign.state }))
    const { to } = must(takeStep(meetingSteps.keepMinutes, meeting, actor))
    if (heldOn > beijingDay(now)) must(refuse('dateInFuture'))
    const moved = await tx.meeting.updateMany({
      where: { id: meetingId, version },
      data: { minutes, heldOn: toDateColumn(heldOn), state: to, version: { increment: 1 } },
    })
    if (moved.count === 0) must(refuse('changedMeanwhile'))
    const openTo = await writeAttendance(context, campaign, meetingId, attendance)
    await tx.meetingDecision.updateMany({ where: { meetingId }, data: { decidedOn: toDateColumn(heldOn), openTo } })
    await handOutDecisions(context, campaign, { id: meetingId, title: meeting.title, heldOn: toDateColumn(heldOn) }, openTo, decisions)
    await audit(tx, {
      ...{ at: now, actor, action: 'campaign.keepMinutes', requestId, subject: { type: 'campaign', id: meeting.campaignId } },
      change: {
        meeting: [null, meeting.title],
        ...(meeting.state === 'held' && meeting.minutes !== minutes && { minutes: [meeting.minutes, minutes] }),
        ...(fromDateColumn(meeting.heldOn) !== heldOn && { heldOn: [fromDateColumn(meeting.heldOn), heldOn] }),
        decisions: [null, decisions.length],
      },
    })
    await writeMinutes(context, campaign, meetingId)
    return { campaignId: meeting.campaignId }
  },
)

/** Who of each agency was there: of those that were asked, and of those that came besides. Returns their departments. */
async function writeAttendance(context: Context, campaign: FoundCampaign, meetingId: string, attendance: readonly Present[]) {
  const { tx } = context
  const asked = await tx.meetingAttendee.findMany({ where: { meetingId }, orderBy: { seq: 'asc' } })
  const besides = attendance.filter(({ agencyId }) => !asked.some((row) => row.agencyId === agencyId))
  const bureaus = await bureausOf(
    context,
    campaign,
    besides.map(({ agencyId }) => agencyId),
  )
  for (const { agencyId, name, present } of attendance) {
    const row = asked.find((one) => one.agencyId === agencyId)
    if (row) await tx.meetingAttendee.updateMany({ where: { id: row.id }, data: { name, present } })
  }
  const last = asked.at(-1)?.seq ?? 0
  await tx.meetingAttendee.createMany({
    data: besides.map(({ agencyId, name, present }, index) => ({
      ...attendeeOf(campaign, meetingId, bureaus.get(agencyId) ?? must(refuse('notFound')), last + index + 1),
      ...{ name, present },
    })),
  })
  return [...new Set([...asked, ...bureaus.values()].map(({ department }) => department))]
}
