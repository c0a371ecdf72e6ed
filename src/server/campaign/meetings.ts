import 'server-only'
import { z } from 'zod'
import { campaignGrants } from '#domain/campaign/steps'
import type { Actor } from '#domain/kernel/access'
import { fromDateColumn } from '#domain/kernel/civil-date'
import { may, whereReadable } from '../access'
import { query } from '../query'
import { agenciesIn } from './hand-out'
import { findVisible } from './visible'

const attendance = z.array(z.object({ agencyName: z.string(), name: z.string(), present: z.boolean() }))
const decisions = z.array(z.object({ text: z.string(), agencyName: z.string(), dueOn: z.string().nullish() }))

/** The meetings, the leading group and who can be named in them. `null` when the campaign does not exist for this person. */
export async function getMeetings(actor: Actor, id: string) {
  return query(actor, async (tx) => {
    const campaign = await findVisible(tx, actor, id)
    if (!campaign) return null
    const [meetings, members, agencies] = await Promise.all([
      tx.meeting.findMany({ where: { AND: [{ campaignId: id }, whereReadable(actor, 'meeting')] }, orderBy: { heldOn: 'desc' } }),
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
        attendance: attendance.parse(meeting.attendance),
        decisions: decisions.parse(meeting.decisions),
      })),
      members,
      mayManage: campaign.state === 'launched' && may(actor, campaignGrants.manage, 'campaign', campaign),
      attendees: bureaus.filter(({ regionNo }) => regionNo === campaign.regionNo),
      agencies: bureaus,
    }
  })
}
