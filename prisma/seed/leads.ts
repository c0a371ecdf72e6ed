import { addDays, type CivilDate, daysBetween } from '#domain/kernel/civil-date'
import { maskIdNumber } from '#domain/kernel/identity-number'
import type { SeedCampaign } from './campaign'
import type { SeedInstitutionKind } from './institutions'
import { type LeadKind, leadKinds, returnReasons } from './lead-texts'
import { dayBetween, dayOf, timeline } from './moments'
import { type Person, person } from './people'
import type { TableRows } from './rows'
import type { Desk, ListedInstitution, Staff } from './staff'
import { type Concluded, concludeLead, type Standing } from './verifications'
import type { World } from './world'

/** Encrypts what may not lie open in the database. The loader brings the installation's own keys. */
export type Seal = (leadId: string, identityNumber: string) => Pick<TableRows['lead'], 'idCipher' | 'idIndex'>

export type SeedLead = TableRows['lead'] & {
  id: string
  kind: LeadKind
  institution: ListedInstitution
  desk: Desk
  concluded: Concluded | null
}

type Batch = {
  name: string
  prefix: string
  source: TableRows['lead_batch']['source']
  origin: TableRows['lead_batch']['origin']
  share: number
  /** When it came, as a share of the time since the launch. */
  elapsed: number
  openness: number
  refused: number
}

/** Lists that came down, one after the other; the later ones have more left to do. */
const batches: readonly Batch[] = [
  {
    name: '国家下发可疑线索（第一批）',
    prefix: 'GJ1',
    source: 'nation',
    origin: 'prescribed',
    share: 0.34,
    elapsed: 0.1,
    openness: 0.04,
    refused: 11,
  },
  {
    name: '省下发可疑线索（第一批）',
    prefix: 'SX1',
    source: 'province',
    origin: 'prescribed',
    share: 0.24,
    elapsed: 0.25,
    openness: 0.12,
    refused: 23,
  },
  { name: '市级模型筛查疑点', prefix: 'MX1', source: 'model', origin: 'local', share: 0.2, elapsed: 0.42, openness: 0.3, refused: 0 },
  { name: '举报与信访转办线索', prefix: 'JB1', source: 'report', origin: 'local', share: 0.02, elapsed: 0.5, openness: 0.35, refused: 0 },
  {
    name: '检察、公安移来线索',
    prefix: 'YJ1',
    source: 'referral',
    origin: 'local',
    share: 0.02,
    elapsed: 0.62,
    openness: 0.4,
    refused: 2,
  },
  {
    name: '国家下发可疑线索（第二批）',
    prefix: 'GJ2',
    source: 'nation',
    origin: 'prescribed',
    share: 0.18,
    elapsed: 0.9,
    openness: 0.85,
    refused: 7,
  },
]

const openStates = [
  ['toAssign', 9],
  ['toVerify', 34],
  ['verifying', 37],
  ['toReview', 20],
] as const

type Source = {
  byKind: ReadonlyMap<SeedInstitutionKind, readonly ListedInstitution[]>
  people: readonly Person[]
  /** Those who appear again and again. */
  frequent: readonly Person[]
  staff: Staff
  campaign: SeedCampaign
  seal: Seal
}

/** Due days of what is open: of an old list some are past, of a new one most are to come; some are today. */
function openDueOn(world: World, listDueOn: CivilDate): CivilDate {
  const isOld = listDueOn < world.today
  const days = world.random.weighted([
    [world.random.whole(-25, -1), isOld ? 35 : 0],
    [0, 4],
    [world.random.whole(1, 5), 18],
    [world.random.whole(6, 45), isOld ? 43 : 78],
  ])
  return addDays(world.today, days)
}

function leadRow(
  world: World,
  source: Source,
  batch: Batch & { id: string; number: string; importedAt: Date; dueOn: CivilDate },
  row: number,
): SeedLead {
  const { random } = world
  const kind = random.weighted(leadKinds.map((one) => [one, one.weight] as const))
  const institution = random.pick(source.byKind.get(random.pick(kind.kinds)) ?? [...source.byKind.values()].flat())
  const desk = source.staff.desks.get(institution.regionCode)
  if (!desk) throw new Error(`no desk for ${institution.regionCode}`)
  const about = kind.person ? random.pick(random.chance(0.06) ? source.frequent : source.people) : null
  const state = random.chance(batch.openness) ? random.weighted(openStates) : 'concluded'
  const returned = state === 'toAssign' && random.chance(0.2)
  const assigned = state !== 'toAssign'
  const taken = assigned && state !== 'toVerify'
  const importedOn = dayOf(batch.importedAt)
  const [assignedAt] = timeline(world, importedOn, [random.whole(1, 4)])
  const id = world.id(batch.importedAt)
  return {
    id,
    number: world.number('XS', 370800, batch.importedAt),
    batchId: batch.id,
    batchNumber: batch.number,
    source: batch.source,
    campaignId: source.campaign.id,
    sourceRow: row,
    sourceNumber: `${batch.prefix}-${String(row).padStart(5, '0')}`,
    department: 'MI',
    regionNo: assigned || returned ? Number(institution.regionCode) : 370800,
    agencyId: assigned ? desk.agencyId : source.staff.city.agencyId,
    assignedByAgencyId: assigned ? source.staff.city.agencyId : null,
    institutionId: institution.id,
    institutionName: institution.name,
    personName: about?.name ?? null,
    idType: about ? '01' : null,
    idMasked: about ? maskIdNumber(about.identityNumber) : null,
    ...(about ? source.seal(id, about.identityNumber) : { idCipher: null, idIndex: null }),
    behaviour: kind.behaviour,
    amountFen: BigInt(random.longTailed(kind.medianFen, 1.1)),
    settledOn: dayBetween(world, addDays(importedOn, -900), addDays(importedOn, -40)),
    note: kind.note,
    extra: {},
    risk: kind.risk,
    origin: batch.origin,
    state,
    conclusion: null,
    billedFen: null,
    irregularFen: null,
    fundLossFen: null,
    isFraud: false,
    repeatCount: 1,
    handlerId: taken ? desk.handler.id : null,
    handlerName: taken ? desk.handler.name : null,
    assignedAt: assigned ? (assignedAt ?? null) : null,
    dueOn: state === 'concluded' ? batch.dueOn : openDueOn(world, batch.dueOn),
    concludedAt: null,
    mergedIntoId: null,
    returnReason: returned ? random.pick(returnReasons) : null,
    secrecy: 2,
    version: 1,
    kind,
    institution,
    desk,
    concluded: null,
  }
}

/** On how many lists each institution had stood before, this one included. */
function countRepeats(leads: readonly SeedLead[]): void {
  const lists = new Map<string, Set<string>>()
  for (const lead of leads) {
    const before = lists.get(lead.institution.id) ?? new Set()
    lists.set(lead.institution.id, before)
    lead.repeatCount = [...before].filter((batch) => batch !== lead.batchId).length + 1
    before.add(lead.batchId)
  }
}

function addBatch(world: World, source: Source, batch: Batch, total: number): SeedLead[] {
  const { handler } = source.staff.city
  const [importedAt] = timeline(world, source.campaign.launchedOn, [
    Math.floor(daysBetween(source.campaign.launchedOn, world.today) * batch.elapsed),
  ])
  if (!importedAt) throw new Error('a list is imported once')
  const id = world.id(importedAt)
  const number = world.number('PC', 370800, importedAt)
  const dueOn = addDays(dayOf(importedAt), 60)
  const count = Math.max(1, Math.round(total * batch.share))
  world.add('lead_batch', {
    id,
    number,
    campaignId: source.campaign.id,
    agencyId: source.staff.city.agencyId,
    department: 'MI',
    regionNo: 370800,
    name: batch.name,
    source: batch.source,
    origin: batch.origin,
    fileSha256: null,
    issuedCount: count,
    refusedCount: batch.refused,
    dueOn,
    importedById: handler.id,
    importedAt,
  })
  const change = { issued: [null, count], refused: [null, batch.refused] } as const
  world.audit({ subjectType: 'leadBatch', subjectId: id, at: importedAt, doer: handler, action: 'lead.import', change })
  return Array.from({ length: count }, (_, index) => leadRow(world, source, { ...batch, id, number, importedAt, dueOn }, index + 2))
}

/** The lists of leads with each lead in its state, its verifications and its trail. */
export function addLeads(
  world: World,
  campaign: SeedCampaign,
  institutions: readonly ListedInstitution[],
  staff: Staff,
  seal: Seal,
): SeedLead[] {
  const byKind = new Map<SeedInstitutionKind, ListedInstitution[]>()
  for (const institution of institutions) byKind.set(institution.kind, [...(byKind.get(institution.kind) ?? []), institution])
  const people = Array.from({ length: world.scaled(14_000) }, () => person(world.random))
  const source = { byKind, people, frequent: people.slice(0, world.scaled(90)), staff, campaign, seal }
  const leads = batches.flatMap((batch) => addBatch(world, source, batch, world.scaled(6_000)))
  countRepeats(leads)
  const standing: Standing = new Map()
  for (const lead of leads) {
    concludeLead(world, lead, staff, standing)
    const { kind: _kind, institution: _institution, desk: _desk, concluded: _concluded, ...row } = lead
    world.add('lead', row)
  }
  return leads
}
