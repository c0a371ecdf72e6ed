import { agencyId } from '../reference/rows'
import type { SeedCampaign } from './campaign'
import { timeline } from './moments'
import type { Staff } from './staff'
import type { World } from './world'

const otherLeaders = ['CT', 'PR', 'PS', 'FI', 'HC'] as const

/** The city's leading group and its launch meeting, with the one decision that became a duty. */
export function addLeadingGroup(world: World, campaign: SeedCampaign, staff: Staff): void {
  const members = [staff.city.supervisor, staff.city.approver, ...otherLeaders.map((department) => staff.officer(department, '370800'))]
  for (const [index, member] of members.entries()) {
    world.add('leading_group_member', {
      id: world.id(campaign.launchedAt),
      campaignId: campaign.id,
      seq: index + 1,
      name: member.name,
      title: index === 0 ? '分管负责人' : '部门负责人',
      role: ['组长', '副组长'][index] ?? '成员',
      department: member.department,
      agencyName: member.agency.name,
    })
  }
  const [heldAt] = timeline(world, campaign.launchedOn, [2])
  if (!heldAt) return
  const { agency, handler } = staff.city
  const text = '自查自纠阶段结束前，组织各县（市、区）完成首轮抽查复查，结果报领导小组。'
  const dutyId = decide(world, campaign, text, staff, heldAt)
  const meetingId = world.id(heldAt)
  const title = '专项整治启动部署会议'
  const host = { hostDepartment: 'MI', hostRegionNo: 370800 } as const
  world.add('meeting', {
    id: meetingId,
    campaignId: campaign.id,
    department: 'MI',
    regionNo: 370800,
    title,
    heldOn: campaign.launchedOn,
    agenda: '一、通报上一年度基金监管情况；二、明确六部门职责分工；三、部署自查自纠与线索核查。',
    minutes: '会议要求各部门确定一名联络员，每月二十五日前报送进展；移送线索实行清单管理、限时反馈。',
    recordedById: handler.id,
    recordedAt: heldAt,
  })
  for (const [index, { agency: unit, name, department }] of members.entries())
    world.add('meeting_attendee', {
      ...{ id: world.id(heldAt), meetingId, seq: index + 1, name, present: true, ...host },
      ...{ agencyId: agencyId(unit.code), agencyName: unit.name, department: department ?? 'MI', regionNo: 370800 },
    })
  world.add('meeting_decision', {
    ...{
      id: world.id(heldAt),
      campaignId: campaign.id,
      meetingId,
      seq: 1,
      text,
      meetingTitle: title,
      decidedOn: campaign.launchedOn,
      dutyId,
    },
    ...{ agencyId: agencyId(agency.code), agencyName: agency.name, department: 'MI', regionNo: 370800, ...host },
    ...{ openTo: ['MI', ...otherLeaders], dueOn: campaign.filingDueOn },
  })
}

function decide(world: World, campaign: SeedCampaign, text: string, staff: Staff, at: Date): string {
  const { agency, handler } = staff.city
  const dutyId = world.id(at)
  const seq = world.rowsOf('duty').filter(({ campaignId }) => campaignId === campaign.id).length + 1
  world.add('duty', { id: dutyId, campaignId: campaign.id, seq, number: null, title: text.slice(0, 40), text })
  world.add('duty_assignment', {
    id: world.id(at),
    campaignId: campaign.id,
    dutyId,
    agencyId: agencyId(agency.code),
    department: 'MI',
    regionNo: 370800,
    part: 'lead',
    ownerId: handler.id,
    ownerName: handler.name,
    dueText: null,
    dueOn: campaign.filingDueOn,
    state: 'inProgress',
    progress: '首轮抽查已经抽取样本，正在现场复查。',
    progressAt: at,
    completedAt: null,
    version: 2,
  })
  return dutyId
}
