import type { CampaignPlan } from '#domain/campaign/campaign-plan'
import { dutyRows } from '#domain/campaign/duties'
import { type AddressableAgency, addresseesOf } from '#domain/campaign/recipients'
import { addDays } from '#domain/kernel/civil-date'
import { isInLine } from './agency-tree'
import { dayOf, inOfficeHours, timeline } from './moments'
import type { TableRows } from './rows'
import type { Officer, Staff } from './staff'
import type { World } from './world'

type Launched = Pick<TableRows['campaign'], 'id' | 'agencyId' | 'department' | 'regionNo' | 'rangeLo' | 'rangeHi' | 'participantCodes'> & {
  launchedAt: Date
}

/** Who acts in an agency of the campaign. */
function officerOf(staff: Staff, { department, regionNo }: Pick<AddressableAgency, 'department' | 'regionNo'>): Officer {
  const desk = regionNo === 370800 ? staff.city : staff.desks.get(String(regionNo))
  return department === 'MI' && desk ? desk.handler : staff.officer(department, String(regionNo))
}

/** To whom the plan goes; whoever has signed for it has made the commitment to confidentiality with it. Some courts have yet to. */
function address(
  world: World,
  campaign: Launched,
  plan: CampaignPlan,
  agencies: readonly AddressableAgency[],
  staff: Staff,
): AddressableAgency[] {
  const { addressees } = addresseesOf(plan.recipients, agencies, campaign)
  const launchedOn = dayOf(campaign.launchedAt)
  for (const [index, addressee] of addressees.entries()) {
    const agency = agencies.find(({ id }) => id === addressee.agencyId)
    const officer = agency && world.random.chance(agency.department === 'CT' ? 0.6 : 1) ? officerOf(staff, agency) : null
    const receivedAt = officer ? (timeline(world, launchedOn, [world.random.whole(1, 7)])[0] ?? null) : null
    const id = world.id(campaign.launchedAt)
    world.add('campaign_recipient', {
      id,
      campaignId: campaign.id,
      seq: index + 1,
      ...addressee,
      issuerDepartment: campaign.department,
      issuerRegionNo: campaign.regionNo,
      receivedById: officer?.id ?? null,
      receivedByName: officer?.name ?? null,
      receivedAt,
      remindedAt: officer ? null : inOfficeHours(world, addDays(launchedOn, 10)),
      version: officer ? 2 : 1,
    })
    if (!officer || !agency || !receivedAt) continue
    commit(world, campaign, agency, officer, receivedAt)
    const change = { receivedAt: [null, receivedAt.toISOString()], commitment: [null, true] } as const
    world.audit({ subjectType: 'campaignRecipient', subjectId: id, at: receivedAt, doer: officer, action: 'campaign.receive', change })
  }
  const ids = new Set(addressees.map(({ agencyId }) => agencyId))
  return agencies.filter(({ id }) => ids.has(id))
}

function commit(
  world: World,
  campaign: Launched,
  agency: Pick<AddressableAgency, 'id' | 'department' | 'regionNo'>,
  officer: Officer,
  signedAt: Date,
): void {
  world.add('commitment', {
    id: world.id(signedAt),
    campaignId: campaign.id,
    agencyId: agency.id,
    department: agency.department,
    regionNo: agency.regionNo,
    signedById: officer.id,
    signedByName: officer.name,
    signedAt,
  })
}

/** Issuers and whoever stands above them are sent no plan to sign for; they sign the commitment by itself. */
export function commitWithoutReceipt(world: World, campaign: Launched, addressed: readonly AddressableAgency[], staff: Staff): void {
  const asked = new Set(addressed.map(({ id }) => id))
  for (const officer of staff.signatories) {
    if (asked.has(officer.agencyId) || !isInLine(officer.regionNo, campaign)) continue
    const agency = { id: officer.agencyId, department: officer.agency.department, regionNo: officer.regionNo }
    commit(world, campaign, agency, officer, campaign.launchedAt)
    const change = { agency: [null, officer.agency.name], commitment: [null, true] } as const
    const line = { subjectType: 'campaign', subjectId: campaign.id, at: campaign.launchedAt, doer: officer }
    world.audit({ ...line, action: 'campaign.commit', change })
  }
}

const progressTexts = [
  '已明确责任科室和联络员，按周调度。',
  '本辖区任务已分解到人，正按计划推进。',
  '已与医保部门会商两次，线索移交渠道畅通。',
  '已完成第一轮摸排，正在汇总问题。',
  '重点机构已全部走访，材料正在整理。',
]

type Duty = ReturnType<typeof dutyRows>[number]

function assign(
  world: World,
  campaign: Launched,
  dutyId: string,
  agency: AddressableAgency,
  part: 'lead' | 'cooperate',
  duty: Duty,
  staff: Staff,
): void {
  const { random } = world
  const state = random.weighted([
    ['inProgress', 62],
    ['done', 24],
    ['notStarted', 14],
  ] as const)
  const [reportedAt, doneAt] = timeline(world, dayOf(campaign.launchedAt), [random.whole(5, 90), random.whole(1, 60)])
  if (!reportedAt || !doneAt) return
  const owner = officerOf(staff, agency)
  const id = world.id(campaign.launchedAt)
  const progress = state === 'notStarted' ? '' : random.pick(progressTexts)
  const progressAt = state === 'done' ? doneAt : reportedAt
  world.add('duty_assignment', {
    id,
    campaignId: campaign.id,
    dutyId,
    agencyId: agency.id,
    department: agency.department,
    regionNo: agency.regionNo,
    part,
    ownerId: owner.id,
    ownerName: owner.name,
    dueText: duty.dueText,
    dueOn: duty.dueOn,
    state,
    progress,
    progressAt: state === 'notStarted' ? null : progressAt,
    completedAt: state === 'done' ? doneAt : null,
    version: { notStarted: 1, inProgress: 2, done: 3 }[state],
  })
  if (state === 'notStarted') return
  const line = { subjectType: 'dutyAssignment', subjectId: id, doer: owner }
  world.audit({ ...line, at: reportedAt, action: 'duty.report', change: { state: ['notStarted', 'inProgress'], progress: ['', progress] } })
  if (state === 'done') world.audit({ ...line, at: doneAt, action: 'duty.complete', change: { state: ['inProgress', 'done'] } })
}

/** A launched campaign's stages, receipts and matrix of duties, as the launch itself would write them, and what has come of them since. */
export function handOut(world: World, campaign: Launched, plan: CampaignPlan, agencies: readonly AddressableAgency[], staff: Staff): void {
  for (const [index, stage] of plan.stages.entries()) {
    world.add('stage', { id: world.id(campaign.launchedAt), campaignId: campaign.id, seq: index + 1, ...stage })
  }
  const addressed = address(world, campaign, plan, agencies, staff)
  commitWithoutReceipt(world, campaign, addressed, staff)
  const participants = new Set(plan.issuers.map(({ department }) => department))
  const coIssuers = agencies.filter(
    (agency) => agency.regionNo === campaign.regionNo && participants.has(agency.department) && !addressed.includes(agency),
  )
  for (const duty of dutyRows(plan, 'MI')) {
    const { seq, number, title, text, parts } = duty
    const dutyId = world.id(campaign.launchedAt)
    world.add('duty', { id: dutyId, campaignId: campaign.id, seq, number, title, text })
    for (const { department, part } of parts) {
      const doers = [...coIssuers, ...addressed].filter((agency) => agency.department === department && agency.kind === 'bureau')
      for (const agency of doers) assign(world, campaign, dutyId, agency, part, duty, staff)
    }
  }
}
