import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Department } from '#domain/department/department'
import { toDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import type { Context } from '../command'
import { notify } from '../notification/notify'
import { must } from '../refused'
import type { FoundCampaign } from './take-step'

type Decided = { text: string; agencyId: string; dueOn: string }
export type MeetingAgency = { id: string; name: string; department: Department; regionNo: number }

const titleLimit = 40

/** The bureaus of the campaign's region by these ids. Refuses `notFound` where one is elsewhere, or no bureau. */
export async function bureausOf({ tx }: Context, campaign: FoundCampaign, ids: readonly string[]): Promise<Map<string, MeetingAgency>> {
  const wanted = [...new Set(ids)]
  const found = await tx.agency.findMany({
    where: { id: { in: wanted }, kind: 'bureau', regionNo: { gte: campaign.rangeLo, lte: campaign.rangeHi } },
    select: { id: true, name: true, department: true, regionNo: true },
  })
  if (found.length !== wanted.length) must(refuse('notFound'))
  return new Map(found.map((agency) => [agency.id, agency]))
}

/** A row for each agency that is asked to a meeting, as it stands to the campaign's own. */
export const attendeeOf = (campaign: FoundCampaign, meetingId: string, agency: MeetingAgency, seq: number) => ({
  ...{ meetingId, seq, agencyId: agency.id, agencyName: agency.name, department: agency.department, regionNo: agency.regionNo },
  ...{ hostDepartment: campaign.department, hostRegionNo: campaign.regionNo },
})

/** Makes a duty of each decision, after those of the plan, told to the agency that has to see to it. */
export async function handOutDecisions(
  context: Context,
  campaign: FoundCampaign,
  meeting: { id: string; title: string; heldOn: Date },
  openTo: readonly Department[],
  decisions: readonly Decided[],
): Promise<void> {
  const { tx } = context
  const bureaus = await bureausOf(
    context,
    campaign,
    decisions.map(({ agencyId }) => agencyId),
  )
  await tx.$queryRaw`SELECT FROM campaign WHERE id = ${campaign.id}::uuid FOR UPDATE` // of two meetings at once, one numbers its duties after the other
  const duties = await tx.duty.aggregate({ where: { campaignId: campaign.id }, _max: { seq: true } })
  const earlier = await tx.meetingDecision.aggregate({ where: { meetingId: meeting.id }, _max: { seq: true } })
  for (const [index, { text, agencyId, dueOn }] of decisions.entries()) {
    const agency = bureaus.get(agencyId) ?? must(refuse('notFound'))
    const dutyId = randomUUID()
    const { department, regionNo } = agency
    const due = dueOn === '' ? null : toDateColumn(dueOn)
    const seq = (duties._max.seq ?? 0) + index + 1
    await tx.duty.createMany({ data: [{ id: dutyId, campaignId: campaign.id, seq, title: text.slice(0, titleLimit), text }] })
    await tx.dutyAssignment.createMany({
      data: [{ campaignId: campaign.id, dutyId, agencyId, department, regionNo, part: 'lead', dueOn: due }],
    })
    await tx.meetingDecision.createMany({
      data: [
        {
          ...{ campaignId: campaign.id, meetingId: meeting.id, seq: (earlier._max.seq ?? 0) + index + 1, text, dutyId, dueOn: due },
          ...{ meetingTitle: meeting.title, decidedOn: meeting.heldOn, openTo: [...openTo] },
          ...{ agencyId, agencyName: agency.name, department, regionNo },
          ...{ hostDepartment: campaign.department, hostRegionNo: campaign.regionNo },
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
  }
}
