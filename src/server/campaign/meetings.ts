import 'server-only'
import { answerGrants } from '#domain/campaign/meeting-steps'
import { campaignGrants } from '#domain/campaign/steps'
import type { Actor } from '#domain/kernel/access'
import { fromDateColumn } from '#domain/kernel/civil-date'
import { may, whereReadable } from '../access'
import { query } from '../query'
import { agenciesIn } from './hand-out'
import { findVisible } from './visible'

/** The meetings, the leading group and who can be named in them. `null` when the campaign does not exist for this person. */
export async function getMeetings(actor: Actor, id: string) {
  return query(actor, async (tx) => {
    const campaign = await findVisible(tx, actor, id)
    if (!campaign) return null
    const [meetings, members, agencies] = await Promise.all([
      tx.meeting.findMany({
        where: { AND: [{ campaignId: id }, whereReadable(actor, 'meeting')] },
        include: {
          attendees: { where: whereReadable(actor, 'meetingAttendee'), orderBy: { seq: 'asc' } },
          decisions: { where: whereReadable(actor, 'meetingDecision'), orderBy: { seq: 'asc' } },
        },
        orderBy: { heldOn: 'desc' },
      }),
      tx.leadingGroupMember.findMany({ where: { campaignId: id }, orderBy: { seq: 'asc' } }),
      agenciesIn({ tx }, campaign),
    ])
    const bureaus = agencies.filter(({ kind, department }) => kind === 'bureau' && campaign.participantCodes.includes(department))
    return {
      id,
      name: campaign.name,
      documentNumber: campaign.documentNumber,
      version: campaign.version,
      state: campaign.state,
      meetings: meetings.map((meeting) => ({
        ...meeting,
        heldOn: fromDateColumn(meeting.heldOn),
        /** The row of the own agency, while it is still to be answered. */
        mine:
          meeting.state === 'called'
            ? meeting.attendees.find((attendee) => may(actor, answerGrants, 'meetingAttendee', attendee))
            : undefined,
        decisions: meeting.decisions.map((decision) => ({ ...decision, dueOn: decision.dueOn && fromDateColumn(decision.dueOn) })),
      })),
      members,
      mayManage: campaign.state === 'launched' && may(actor, campaignGrants.manage, 'campaign', campaign),
      attendees: bureaus.filter(({ regionNo }) => regionNo === campaign.regionNo),
      agencies: bureaus,
    }
  })
}
