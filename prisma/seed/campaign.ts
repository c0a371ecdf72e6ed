import { addDays, addMonths, type CivilDate } from '#domain/kernel/civil-date'
import type { Plan } from '#domain/plan/plan'
import { agencies } from '../reference/agencies'
import { localRegions } from '../reference/regions'
import { agencyId } from '../reference/rows'
import { dayOf, inOfficeHours, timeline } from './moments'
import type { TableRows } from './rows'
import type { Staff } from './staff'
import type { World } from './world'

/** The city's campaign, as the rest of the world refers to it. */
export type SeedCampaign = {
  id: string
  issuedOn: CivilDate
  launchedAt: Date
  launchedOn: CivilDate
  filingDueOn: CivilDate
  summaryDueOn: CivilDate
}

const lookBackFrom = '2021-05-01'

/** The campaign's row, as its officers filled it in from the plan. */
function campaignRow(world: World, plan: Plan, staff: Staff): TableRows['campaign'] & { launchedAt: Date } {
  const { handler, approver } = staff.city
  const issuedOn = plan.issuedOn ?? world.today
  const [draftedAt, confirmedAt, approvedAt, launchedAt] = timeline(world, issuedOn, [0, 1, 1, 1])
  if (!draftedAt || !confirmedAt || !approvedAt || !launchedAt) throw new Error('a campaign takes four steps')
  const { text, ...read } = plan
  return {
    id: world.id(draftedAt),
    number: world.number('ZX', 370800, draftedAt),
    name: `${plan.regionName ?? '济宁市'}${plan.year ?? ''}年医保基金违法违规问题专项整治`,
    year: plan.year ?? Number(issuedOn.slice(0, 4)),
    kind: 'campaign',
    state: 'launched',
    version: 4,
    agencyId: staff.city.agencyId,
    department: 'MI',
    regionNo: 370800,
    rangeLo: 370800,
    rangeHi: 370899,
    parentId: null,
    documentNumber: plan.documentNumber,
    issuedOn,
    lookBackFrom,
    participantCodes: plan.issuers.flatMap(({ department }) => department ?? []),
    fieldIds: [...plan.fields],
    planText: text,
    planRead: read,
    plan: read,
    corrections: [],
    draftedById: handler.id,
    draftedAt,
    confirmedById: handler.id,
    confirmedAt,
    approvedById: approver.id,
    approvedAt,
    launchedAt,
  }
}

/** Those the plan is sent to: the six departments of each county, the special units, and the city's operating agency. */
const recipientAgencies = agencies.filter(
  ({ regionCode, kind }) =>
    (regionCode === '370800' && kind === 'operator') || (kind === 'bureau' && localRegions.some((region) => region.code === regionCode)),
)

function addRecipients(world: World, campaign: SeedCampaign, staff: Staff): void {
  recipientAgencies.forEach((agency, index) => {
    const desk = staff.desks.get(agency.regionCode)
    const receiver =
      agency.kind === 'operator'
        ? staff.city.secondHandler
        : agency.department === 'MI' && desk
          ? desk.handler
          : staff.officer(agency.department, agency.regionCode)
    const signed = world.random.chance(agency.department === 'MI' ? 1 : 0.9)
    const [receivedAt] = timeline(world, campaign.launchedOn, [world.random.whole(0, 6)])
    world.add('campaign_recipient', {
      id: world.id(campaign.launchedAt),
      campaignId: campaign.id,
      seq: index + 1,
      name: agency.name,
      agencyId: agencyId(agency.code),
      department: agency.department,
      regionNo: Number(agency.regionCode),
      issuerDepartment: 'MI',
      issuerRegionNo: 370800,
      receivedById: signed ? receiver.id : null,
      receivedByName: signed ? receiver.name : null,
      receivedAt: signed ? (receivedAt ?? null) : null,
      remindedAt: signed ? null : inOfficeHours(world, addDays(campaign.launchedOn, 10)),
      version: signed ? 2 : 1,
    })
  })
}

function addStages(world: World, campaign: Pick<SeedCampaign, 'id' | 'launchedAt'>, stages: Plan['stages']): void {
  for (const [index, stage] of stages.entries()) {
    world.add('stage', { id: world.id(campaign.launchedAt), campaignId: campaign.id, seq: index + 1, ...stage })
  }
}

/** The audit of a campaign's four steps. */
function auditSteps(world: World, row: ReturnType<typeof campaignRow>, staff: Staff): void {
  const { handler, approver } = staff.city
  const steps = [
    ['campaign.draft', handler, row.draftedAt, null, 'draft'],
    ['campaign.confirm', handler, row.confirmedAt, 'draft', 'confirmed'],
    ['campaign.approve', approver, row.approvedAt, 'confirmed', 'approved'],
    ['campaign.launch', handler, row.launchedAt, 'approved', 'launched'],
  ] as const
  for (const [action, doer, at, before, after] of steps) {
    if (at) world.audit({ subjectType: 'campaign', subjectId: row.id, at: new Date(at), doer, action, change: { state: [before, after] } })
  }
}

/** Counties that have adopted the city's plan. One of them allows itself longer than the city does. */
const adopting = ['370811', '370881', '370883']
const allowsItselfLonger = '370883'

function addAdoptions(world: World, city: TableRows['campaign'], plan: Plan, staff: Staff): void {
  for (const region of localRegions.filter(({ code }) => adopting.includes(code))) {
    const desk = staff.desks.get(region.code)
    if (!desk) continue
    const [draftedAt, confirmedAt, approvedAt, launchedAt] = timeline(world, dayOf(new Date(city.launchedAt ?? world.now)), [3, 2, 1, 1])
    if (!draftedAt || !confirmedAt || !approvedAt || !launchedAt) continue
    const name = city.name.replace('济宁市', region.name)
    const stages = plan.stages.map((stage) =>
      stage.kind === 'rectification' && stage.dueOn && region.code === allowsItselfLonger
        ? { ...stage, dueOn: addMonths(stage.dueOn, 1), dueText: null }
        : stage,
    )
    const row: TableRows['campaign'] = {
      ...city,
      id: world.id(draftedAt),
      number: world.number('ZX', region.regionNo, draftedAt),
      name,
      agencyId: desk.agencyId,
      regionNo: region.regionNo,
      rangeLo: region.rangeLo,
      rangeHi: region.rangeHi,
      parentId: city.id,
      documentNumber: null,
      issuedOn: dayOf(launchedAt),
      plan: { ...(city.plan as Omit<Plan, 'text'>), title: name, stages },
      draftedById: desk.handler.id,
      draftedAt,
      confirmedById: desk.handler.id,
      confirmedAt,
      approvedById: desk.approver.id,
      approvedAt,
      launchedAt,
    }
    world.add('campaign', row)
    addStages(world, { id: row.id, launchedAt }, stages)
    world.audit({
      subjectType: 'campaign',
      subjectId: row.id,
      at: launchedAt,
      doer: desk.handler,
      action: 'campaign.launch',
      change: { state: ['approved', 'launched'] },
    })
  }
}

/** The city's campaign from its plan, launched, received and taken up by some counties. */
export function startCampaign(world: World, plan: Plan, staff: Staff): SeedCampaign {
  const row = campaignRow(world, plan, staff)
  world.add('campaign', row)
  auditSteps(world, row, staff)
  const dueOf = (kind: Plan['stages'][number]['kind']) => plan.stages.find((stage) => stage.kind === kind)?.dueOn ?? world.today
  const campaign: SeedCampaign = {
    id: row.id,
    issuedOn: plan.issuedOn ?? world.today,
    launchedAt: row.launchedAt,
    launchedOn: dayOf(row.launchedAt),
    filingDueOn: dueOf('selfInspection'),
    summaryDueOn: dueOf('summary'),
  }
  addStages(world, campaign, plan.stages)
  addRecipients(world, campaign, staff)
  addAdoptions(world, row, plan, staff)
  return campaign
}
