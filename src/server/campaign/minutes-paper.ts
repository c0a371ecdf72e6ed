import 'server-only'
import { beijingDay, fromDateColumn } from '#domain/kernel/civil-date'
import type { Context } from '../command'
import { writePaper } from '../document/papers'
import type { FoundCampaign } from './take-step'

/** The paper of the minutes as they stand now (会议纪要); those of before stay beside it. */
export async function writeMinutes(context: Context, campaign: FoundCampaign, meetingId: string): Promise<void> {
  const { tx, actor, now } = context
  const { title, heldOn, place, agenda, minutes, attendees, decisions } = await tx.meeting.findUniqueOrThrow({
    where: { id: meetingId },
    include: { attendees: { orderBy: { seq: 'asc' } }, decisions: { orderBy: { seq: 'asc' } } },
  })
  await writePaper(
    context,
    'meetingMinutes',
    { type: 'campaign', id: campaign.id, title, secrecy: 0 },
    {
      ...{ organ: actor.agencyName, campaign: campaign.name, name: title, datedOn: beijingDay(now) },
      ...{ heldOn: fromDateColumn(heldOn), place, agenda: agenda || title, minutes },
      attendees: attendees.map(({ agencyName, name, present, replyNote }) => ({ agencyName, name, present, note: replyNote })),
      decisions: decisions.map(({ text, agencyName, dueOn }) => ({ text, agencyName, dueOn: dueOn && fromDateColumn(dueOn) })),
    },
  )
}
