import 'server-only'
import { setLeadingGroupInput } from '#domain/campaign/inputs'
import { beijingDay } from '#domain/kernel/civil-date'
import { command } from '../command'
import { writePaper } from '../document/papers'
import { findCampaignTo, writeCampaign } from './take-step'

/** Sets who leads the campaign (领导小组), as one list in its order, with the paper of it. Refuses `notFound`, `changedMeanwhile`. */
export const setLeadingGroup = command(
  'campaign.setLeadingGroup',
  setLeadingGroupInput,
  async (context, { campaignId, version, members }) => {
    const { tx } = context
    const campaign = await findCampaignTo(context, 'manage', campaignId)
    const before = await tx.leadingGroupMember.findMany({
      where: { campaignId },
      orderBy: { seq: 'asc' },
      select: { name: true, role: true },
    })
    const named = (list: readonly { name: string; role: string }[]) => list.map(({ name, role }) => `${role} ${name}`)
    await writeCampaign(context, 'campaign.setLeadingGroup', campaign, version, {}, { members: [named(before), named(members)] })
    await tx.leadingGroupMember.deleteMany({ where: { campaignId } })
    await tx.leadingGroupMember.createMany({ data: members.map((member, index) => ({ ...member, campaignId, seq: index + 1 })) })
    if (members.length === 0) return
    const { name: title } = campaign
    await writePaper(
      context,
      'leadingGroupNotice',
      { type: 'campaign', id: campaignId, title, secrecy: 0 },
      {
        ...{ organ: context.actor.agencyName, campaign: title, datedOn: beijingDay(context.now) },
        members: members.map(({ role, name, title: duty, agencyName }) => ({ role, name, title: duty, agencyName })),
      },
    )
  },
)
