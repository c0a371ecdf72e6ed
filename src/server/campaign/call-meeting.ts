import 'server-only'
import { answerMeetingInput, callMeetingInput, callOffMeetingInput } from '#domain/campaign/inputs'
import { answerGrants, meetingSteps } from '#domain/campaign/meeting-steps'
import { fromDateColumn, toDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { takeStep } from '#domain/kernel/workflow'
import { audit } from '#platform/audit'
import { whereMay } from '../access'
import { type Context, command } from '../command'
import { notify } from '../notification/notify'
import { must } from '../refused'
import { attendeeOf, bureausOf } from './decide-at-meeting'
import { findCampaignTo } from './take-step'

/**
 * Calls agencies to a meeting, with its agenda, day and place.
 *
 * Refuses `notFound` for a campaign or an agency out of reach, `wrongState` before the launch or after the end.
 * Commits together: the meeting, a row and a notice for each agency, and the audit entry.
 */
export const callMeeting = command(
  'campaign.callMeeting',
  callMeetingInput,
  async (context, { campaignId, agencyIds, heldOn, ...words }): Promise<{ meetingId: string }> => {
    const { tx, actor, now, requestId } = context
    const campaign = await findCampaignTo(context, 'manage', campaignId)
    if (campaign.state !== 'launched') must(refuse('wrongState', { state: campaign.state }))
    const bureaus = [...(await bureausOf(context, campaign, agencyIds)).values()]
    const { department, regionNo } = campaign
    const recorded = { recordedById: actor.userId, recordedAt: now }
    const { id: meetingId } = await tx.meeting.create({
      data: { ...words, ...recorded, campaignId, heldOn: toDateColumn(heldOn), department, regionNo, state: 'called' },
      select: { id: true },
    })
    await tx.meetingAttendee.createMany({ data: bureaus.map((agency, index) => attendeeOf(campaign, meetingId, agency, index + 1)) })
    for (const agency of bureaus)
      if (agency.id !== actor.agencyId)
        await tell(context, agency.id, 'meetingCalled', { id: meetingId, campaignId, heldOn, title: words.title })
    await audit(tx, {
      ...{ at: now, actor, action: 'campaign.callMeeting', requestId, subject: { type: 'campaign', id: campaignId } },
      change: { meeting: [null, words.title], asked: [null, bureaus.length] },
    })
    return { meetingId }
  },
)

/** Calls a meeting off; whoever was asked is told. Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const callOffMeeting = command('campaign.callOffMeeting', callOffMeetingInput, async (context, { meetingId, version, reason }) => {
  const { tx, actor, now, requestId } = context
  const where = { AND: [{ id: meetingId }, whereMay(actor, meetingSteps.callOff.by, 'meeting')] }
  const meeting = (await tx.meeting.findFirst({ where })) ?? must(refuse('notFound'))
  await findCampaignTo(context, 'manage', meeting.campaignId)
  const { to } = must(takeStep(meetingSteps.callOff, meeting, actor))
  const moved = await tx.meeting.updateMany({ where: { id: meetingId, version }, data: { state: to, version: { increment: 1 } } })
  if (moved.count === 0) must(refuse('changedMeanwhile'))
  const told = { ...meeting, heldOn: fromDateColumn(meeting.heldOn) }
  for (const { agencyId } of await tx.meetingAttendee.findMany({ where: { meetingId }, select: { agencyId: true } }))
    if (agencyId && agencyId !== actor.agencyId) await tell(context, agencyId, 'meetingCalledOff', told)
  await audit(tx, {
    ...{ at: now, actor, action: 'campaign.callOffMeeting', requestId, subject: { type: 'campaign', id: meeting.campaignId } },
    change: { meeting: [meeting.title, null], reason: [null, reason] },
  })
})

/**
 * Says for the own agency who comes, or why nobody does; until the meeting is held it may be said anew.
 *
 * Refuses `notFound`, `wrongState`, `invalidInput` (no name of who comes, no reason of who does not).
 */
export const answerMeeting = command('campaign.answerMeeting', answerMeetingInput, async (context, { attendeeId, reply, name, note }) => {
  const { tx, actor, now, requestId } = context
  const where = { AND: [{ id: attendeeId }, whereMay(actor, answerGrants, 'meetingAttendee')] }
  const attendee = (await tx.meetingAttendee.findFirst({ where, include: { meeting: true } })) ?? must(refuse('notFound'))
  const { meeting } = attendee
  if (meeting.state !== 'called') must(refuse('wrongState', { state: meeting.state }))
  if (reply === 'coming' && name.length < 2) must(refuse('invalidInput', { fields: ['name'] }))
  if (reply === 'excused' && note.length < 2) must(refuse('invalidInput', { fields: ['note'] }))
  await tx.meetingAttendee.updateMany({
    where: { id: attendeeId },
    data: { reply, name, replyNote: note, repliedByName: actor.name, repliedAt: now },
  })
  await audit(tx, {
    ...{ at: now, actor, action: 'campaign.answerMeeting', requestId, subject: { type: 'campaign', id: meeting.campaignId } },
    change: { meeting: [null, meeting.title], reply: [attendee.reply, reply] },
  })
})

type Told = { id: string; campaignId: string; heldOn: string; title: string }

const tell = (context: Context, agencyId: string, kind: 'meetingCalled' | 'meetingCalledOff', { id, campaignId, heldOn, title }: Told) =>
  notify(
    context,
    { agencyId },
    {
      ...{ kind, detail: { from: context.actor.agencyName, title, day: heldOn } },
      ...{ link: `/campaigns/${campaignId}/meetings`, dedupeKey: `${kind}:${id}:${agencyId}` },
    },
  )
