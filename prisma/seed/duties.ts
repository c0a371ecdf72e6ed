import { type Department, departmentNames } from '#domain/department/department'
import type { Plan } from '#domain/plan/plan'
import { agencies } from '../reference/agencies'
import { localRegions } from '../reference/regions'
import { agencyId } from '../reference/rows'
import type { SeedCampaign } from './campaign'
import { timeline } from './moments'
import type { Officer, Staff } from './staff'
import type { World } from './world'

type Place = { agencyId: string; department: Department; regionNo: number; owner: Officer }

/** The agencies of a department that take part: the city's and each county's, and the units that act for the bureau. */
function placesOf(department: Department, staff: Staff): Place[] {
  const here = agencies.filter(
    (agency) =>
      agency.department === department &&
      agency.kind === 'bureau' &&
      (agency.regionCode === '370800' || localRegions.some((region) => region.code === agency.regionCode)),
  )
  return here.map((agency) => {
    const desk = agency.regionCode === '370800' ? staff.city : staff.desks.get(agency.regionCode)
    const owner = department === 'MI' && desk ? desk.handler : staff.officer(department, agency.regionCode)
    return { agencyId: agencyId(agency.code), department, regionNo: Number(agency.regionCode), owner }
  })
}

const progressTexts = [
  '已明确责任科室和联络员，按周调度。',
  '本辖区任务已分解到人，正按计划推进。',
  '已与医保部门会商两次，线索移交渠道畅通。',
  '已完成第一轮摸排，正在汇总问题。',
  '重点机构已全部走访，材料正在整理。',
]

function addAssignment(world: World, campaign: SeedCampaign, dutyId: string, place: Place, part: 'lead' | 'cooperate'): void {
  const { random } = world
  const state = random.weighted([
    ['inProgress', 62],
    ['done', 24],
    ['notStarted', 14],
  ] as const)
  const [progressAt, completedAt] = timeline(world, campaign.launchedOn, [random.whole(5, 90), random.whole(1, 60)])
  world.add('duty_assignment', {
    id: world.id(campaign.launchedAt),
    campaignId: campaign.id,
    dutyId,
    agencyId: place.agencyId,
    department: place.department,
    regionNo: place.regionNo,
    part,
    ownerId: place.owner.id,
    ownerName: place.owner.name,
    dueText: null,
    dueOn: campaign.summaryDueOn,
    state,
    progress: state === 'notStarted' ? '' : random.pick(progressTexts),
    progressAt: state === 'notStarted' ? null : (progressAt ?? null),
    completedAt: state === 'done' ? (completedAt ?? null) : null,
    version: state === 'notStarted' ? 1 : 2,
  })
}

/** The matrix of the plan: each department's duty, and each measure with the bureau in the lead and the others cooperating. */
export function addDuties(world: World, campaign: SeedCampaign, plan: Plan, staff: Staff): void {
  const duties = [
    ...plan.duties.map(({ department, text }) => ({
      number: null,
      title: `${departmentNames[department].short}部门职责`,
      text,
      department,
    })),
    ...plan.measures.map(({ number, title, text }) => ({ number, title: title ?? '工作举措', text, department: null })),
  ]
  duties.forEach(({ number, title, text, department }, index) => {
    const dutyId = world.id(campaign.launchedAt)
    world.add('duty', { id: dutyId, campaignId: campaign.id, seq: index + 1, number, title, text })
    for (const place of placesOf(department ?? 'MI', staff)) addAssignment(world, campaign, dutyId, place, 'lead')
    if (department) return
    const others = plan.duties.map((duty) => duty.department).filter((other) => other !== 'MI')
    for (const other of others) {
      const city = placesOf(other, staff).find((place) => place.regionNo === 370800)
      if (city) addAssignment(world, campaign, dutyId, city, 'cooperate')
    }
  })
}

const groupRoles = ['组长', '副组长', '成员', '成员', '成员', '成员', '成员'] as const
const leadingDepartments = ['MI', 'CT', 'PR', 'PS', 'FI', 'HC'] as const

/** The leading group, its launch meeting, and each unit's commitment to discipline and confidentiality. */
export function addLeadingGroup(world: World, campaign: SeedCampaign, staff: Staff): void {
  const members = [
    staff.city.supervisor,
    staff.city.approver,
    ...leadingDepartments.slice(1).map((department) => staff.officer(department, '370800')),
  ]
  members.forEach((member, index) => {
    world.add('leading_group_member', {
      id: world.id(campaign.launchedAt),
      campaignId: campaign.id,
      seq: index + 1,
      name: member.name,
      title: index === 0 ? '分管负责人' : '部门联络负责人',
      role: groupRoles[index] ?? '成员',
      department: member.department,
      agencyName: member.agency.name,
    })
  })
  const [heldAt] = timeline(world, campaign.launchedOn, [2])
  if (heldAt) {
    world.add('meeting', {
      id: world.id(heldAt),
      campaignId: campaign.id,
      department: 'MI',
      regionNo: 370800,
      title: '专项整治启动部署会议',
      heldOn: campaign.launchedOn,
      agenda: '一、通报上一年度基金监管情况；二、明确六部门职责分工；三、部署自查自纠与线索核查。',
      minutes: '会议要求各部门确定一名联络员，每月二十五日前报送进展；移送线索实行清单管理、限时反馈。',
      attendance: members.map((member) => ({ agencyName: member.agency.name, name: member.name, present: true })),
      decisions: [{ text: '各县（市、区）于自查自纠阶段结束前完成首轮抽查复查。', agencyName: staff.city.agency.name }],
      recordedById: staff.city.handler.id,
      recordedAt: heldAt,
    })
  }
  for (const department of leadingDepartments) {
    for (const place of placesOf(department, staff)) {
      if (place.regionNo !== 370800 && !world.random.chance(0.85)) continue
      const [signedAt] = timeline(world, campaign.launchedOn, [world.random.whole(1, 12)])
      world.add('commitment', {
        id: world.id(campaign.launchedAt),
        campaignId: campaign.id,
        agencyId: place.agencyId,
        department,
        regionNo: place.regionNo,
        signedById: place.owner.id,
        signedByName: place.owner.name,
        signedAt: signedAt ?? campaign.launchedAt,
      })
    }
  }
}
