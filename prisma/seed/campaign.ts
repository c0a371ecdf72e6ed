import { isLocalised, localised } from '#domain/campaign/adoption'
import { type CampaignPlan, fieldsOf, nameOf, participantsOf, planReading, valuesOf } from '#domain/campaign/campaign-plan'
import { addMonths, type CivilDate } from '#domain/kernel/civil-date'
import { instruments } from '#domain/law/instruments'
import type { Plan } from '#domain/plan/plan'
import { localRegions, type ReferenceRegion, regions } from '../reference/regions'
import { agenciesWithin } from './agency-tree'
import { handOut } from './hand-out'
import { dayOf, timeline } from './moments'
import type { TableRows } from './rows'
import type { Desk, Staff } from './staff'
import type { World } from './world'

/** The city's campaign, as the rest of the world refers to it. */
export type SeedCampaign = { id: string; number: string; launchedAt: Date; launchedOn: CivilDate; filingDueOn: CivilDate }

type CampaignRow = TableRows['campaign'] & { launchedAt: Date }

const lookBackFrom = instruments.fundRegulation.inForceFrom ?? '2021-05-01'

type Drafting = {
  region: ReferenceRegion
  desk: Desk
  startsOn: CivilDate
  gaps: readonly number[]
  text: string
  planRead: object
  parentId: string | null
}

/** A campaign that its handler drafted and confirmed, its approver approved, and that was then launched. */
export function launchedCampaign(
  world: World,
  plan: CampaignPlan,
  { region, desk, startsOn, gaps, text, planRead, parentId }: Drafting,
): CampaignRow {
  const [draftedAt, confirmedAt, approvedAt, launchedAt] = timeline(world, startsOn, gaps)
  if (!draftedAt || !confirmedAt || !approvedAt || !launchedAt) throw new Error('a campaign takes four steps')
  const row: CampaignRow = {
    id: world.id(draftedAt),
    number: world.number('ZX', region.regionNo, draftedAt),
    name: nameOf(plan),
    year: plan.year ?? Number(startsOn.slice(0, 4)),
    kind: plan.kind,
    state: 'launched',
    version: 4,
    agencyId: desk.agencyId,
    department: 'MI',
    regionNo: region.regionNo,
    rangeLo: region.rangeLo,
    rangeHi: region.rangeHi,
    parentId,
    documentNumber: plan.documentNumber,
    issuedOn: plan.issuedOn,
    lookBackFrom,
    participantCodes: participantsOf(plan),
    fieldIds: fieldsOf(plan),
    planText: text,
    planRead,
    plan,
    corrections: [],
    draftedById: desk.handler.id,
    draftedAt,
    confirmedById: desk.handler.id,
    confirmedAt,
    approvedById: desk.approver.id,
    approvedAt,
    launchedAt,
  }
  const steps = [
    [parentId ? 'campaign.adopt' : 'campaign.draft', desk.handler, draftedAt, null, 'draft'],
    ['campaign.confirm', desk.handler, confirmedAt, 'draft', 'confirmed'],
    ['campaign.approve', desk.approver, approvedAt, 'confirmed', 'approved'],
    ['campaign.launch', desk.handler, launchedAt, 'approved', 'launched'],
  ] as const
  for (const [action, doer, at, before, after] of steps) {
    world.audit({ subjectType: 'campaign', subjectId: row.id, at, doer, action, change: { state: [before, after] } })
  }
  world.add('campaign', row)
  return row
}

/** Counties that have taken up the city's plan. One of them allows itself a month longer than the city does. */
const adopting = ['370811', '370881', '370883']
const allowsItselfLonger = '370883'

function adopt(
  world: World,
  city: CampaignRow,
  cityPlan: CampaignPlan,
  reading: Plan,
  region: ReferenceRegion,
  desk: Desk,
  staff: Staff,
): void {
  const participants = participantsOf(cityPlan)
  const agencies = agenciesWithin(region).filter(({ kind, department }) => kind === 'bureau' && participants.includes(department))
  const own = localised(cityPlan, { regionName: region.name, agencies, ownAgencyId: desk.agencyId })
  const stages = own.stages.map((stage) =>
    stage.kind === 'rectification' && stage.dueOn && region.code === allowsItselfLonger
      ? { ...stage, dueOn: addMonths(stage.dueOn, 1), dueText: null }
      : stage,
  )
  const plan = { ...own, issuedOn: dayOf(city.launchedAt), stages }
  const evidence = Object.fromEntries(Object.entries(reading.evidence).filter(([path]) => !isLocalised(path)))
  const planRead = { ...plan, evidence, warnings: [] }
  const startsOn = dayOf(city.launchedAt)
  const row = launchedCampaign(world, plan, {
    region,
    desk,
    startsOn,
    gaps: [3, 2, 1, 1],
    text: city.planText,
    planRead,
    parentId: city.id,
  })
  handOut(world, row, plan, agenciesWithin(region), staff)
}

/** The city's campaign from its plan: launched, received, its duties under way, and taken up by some counties. */
export function startCampaign(world: World, reading: Plan, staff: Staff): SeedCampaign {
  const plan = valuesOf(reading)
  const region = regions.find(({ code }) => code === '370800')
  if (!region) throw new Error('the city is not among the regions')
  const startsOn = plan.issuedOn ?? world.today
  const planRead = planReading.parse(reading)
  const row = launchedCampaign(world, plan, {
    region,
    desk: staff.city,
    startsOn,
    gaps: [0, 1, 1, 1],
    text: reading.text,
    planRead,
    parentId: null,
  })
  handOut(world, row, plan, agenciesWithin(region), staff)
  for (const county of localRegions.filter(({ code }) => adopting.includes(code))) {
    const desk = staff.desks.get(county.code)
    if (desk) adopt(world, row, plan, reading, county, desk, staff)
  }
  const filingDueOn = plan.stages.find(({ kind }) => kind === 'selfInspection')?.dueOn ?? world.today
  return { id: row.id, number: row.number, launchedAt: row.launchedAt, launchedOn: dayOf(row.launchedAt), filingDueOn }
}
