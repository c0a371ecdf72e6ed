import { addDays } from '#domain/kernel/civil-date'
import { attestationText } from '#domain/self-inspection/attestation'
import { checklistFieldNames, checklistItems } from '../reference/checklist'
import type { ChecklistItem } from '../reference/checklist/item'
import { checklistId, checklistItemRows } from '../reference/rows'
import type { SeedCampaign } from './campaign'
import { addFinding } from './findings'
import { dayBetween, timeline } from './moments'
import type { TableRows } from './rows'
import type { ListedInstitution, Staff } from './staff'
import type { Doer, World } from './world'

export type SeedFiling = TableRows['filing'] & { id: string; institution: ListedInstitution }

const itemIds = new Map(checklistItemRows().map((row) => [row.code, row.id ?? '']))

/** How quick and how candid a place is. */
const stateWeights = (diligence: number) =>
  [
    ['accepted', 82 * diligence],
    ['submitted', 8],
    ['returned', 3],
    ['inProgress', 6 / diligence],
    ['notStarted', 2.5 / diligence],
  ] as const

/** Who can sign in finds something to do, each something else. */
const shown: Record<string, NonNullable<SeedFiling['state']>> = {
  'hospital-a': 'inProgress',
  'hospital-b': 'returned',
  'health-centre-a': 'accepted',
  'clinic-a': 'submitted',
  'pharmacy-a': 'notStarted',
}

const returnNotes = [
  '个别条目只写“未发现”，未说明自查方法，请补充。',
  '退回金额与发现问题的基金损失不一致，请核对后重报。',
  '第三季度明细缺少佐证材料，请补齐。',
]

const candour: Record<ListedInstitution['kind'], number> = { hospital: 0.045, healthCentre: 0.022, clinic: 0.05, pharmacy: 0.06 }

/** What the institution says of one item; an item of a field it does not work in does not apply. */
function answerOf(
  institution: ListedInstitution,
  item: ChecklistItem,
  found: () => boolean,
): { answer: 'notApplicable' | 'noneFound' | 'found'; reason: string } {
  if (item.field !== 'general' && !institution.fieldIds.includes(item.field)) {
    return { answer: 'notApplicable', reason: `本机构未开展${checklistFieldNames[item.field]}服务。` }
  }
  return { answer: found() ? 'found' : 'noneFound', reason: '' }
}

type Course = { startedAt: Date; submittedAt: Date; reviewedAt: Date }

/** Most file in the days the plan gives; some are late; what still waits for review has come in the last weeks. */
function courseOf(world: World, campaign: SeedCampaign, state: SeedFiling['state']): Course {
  const { random } = world
  const late = random.chance(0.12)
  const startsOn =
    state === 'submitted' || state === 'inProgress'
      ? dayBetween(world, addDays(world.today, -45), addDays(world.today, -3))
      : dayBetween(world, addDays(campaign.launchedOn, 1), late ? addDays(campaign.filingDueOn, 20) : campaign.filingDueOn)
  const [startedAt, submittedAt, reviewedAt] = timeline(world, startsOn, [0, random.whole(1, late ? 40 : 12), random.whole(2, 25)])
  if (!startedAt || !submittedAt || !reviewedAt) throw new Error('a filing takes three steps')
  return { startedAt, submittedAt, reviewedAt }
}

export function filingRow(
  world: World,
  campaign: SeedCampaign,
  institution: ListedInstitution,
  staff: Staff,
  state: SeedFiling['state'],
  course: Course,
): SeedFiling {
  const desk = staff.desks.get(institution.regionCode)
  if (!desk) throw new Error(`no desk for ${institution.regionCode}`)
  const submitted = state === 'submitted' || state === 'accepted' || state === 'returned'
  const reviewed = state === 'accepted' || state === 'returned'
  const regionNo = Number(institution.regionCode)
  return {
    id: world.id(campaign.launchedAt),
    number: world.number('ZC', regionNo, campaign.launchedAt),
    campaignId: campaign.id,
    checklistId,
    institutionId: institution.id,
    institutionName: institution.name,
    department: 'MI',
    regionNo,
    state,
    version: { notStarted: 1, inProgress: 2, submitted: 3, returned: 4, accepted: 4, recalled: 4 }[state ?? 'notStarted'],
    lookBackFrom: '2021-05-01',
    dueOn: campaign.filingDueOn,
    attestation: submitted ? attestationText : null,
    submittedById: submitted ? institution.officer.id : null,
    submittedByName: submitted ? institution.officer.name : null,
    submittedAt: submitted ? course.submittedAt : null,
    receiptNumber: submitted ? world.number('HZ', regionNo, course.submittedAt) : null,
    reviewedById: reviewed ? desk.reviewer.id : null,
    reviewedByName: reviewed ? desk.reviewer.name : null,
    reviewedAt: reviewed ? course.reviewedAt : null,
    reviewNote: state === 'returned' ? world.random.pick(returnNotes) : reviewed ? '材料齐全，予以受理。' : null,
    institution,
  }
}

export function auditFiling(world: World, campaign: SeedCampaign, filing: SeedFiling, staff: Staff, course: Course): void {
  const desk = staff.desks.get(filing.institution.regionCode)
  const officer: Doer = { ...filing.institution.officer, department: 'MI' } // in the trail of the bureau that supervises it
  const line = (action: string, at: Date, doer: Doer, from: string | null, to: string) =>
    world.audit({ subjectType: 'filing', subjectId: filing.id, at, doer, action: `filing.${action}`, change: { state: [from, to] } })
  line('issue', campaign.launchedAt, staff.city.handler, null, 'notStarted')
  if (filing.state === 'notStarted') return
  line('start', course.startedAt, officer, 'notStarted', 'inProgress')
  if (filing.submittedAt) line('submit', course.submittedAt, officer, 'inProgress', 'submitted')
  if (filing.reviewedAt && desk) {
    const step = filing.state === 'returned' ? 'return' : 'accept'
    line(step, course.reviewedAt, desk.reviewer, 'submitted', filing.state ?? '')
  }
}

/** What was answered to each item; `isFound` says under which something was found, by chance where nobody says so. */
export function addAnswers(
  world: World,
  filing: SeedFiling,
  items: readonly ChecklistItem[],
  staff: Staff,
  course: Course,
  isFound?: (item: ChecklistItem) => boolean,
): void {
  const { institution } = filing
  const byChance = () => world.random.chance(candour[institution.kind])
  const desk = staff.desks.get(institution.regionCode)
  // Most take their time; a few tick everything at once.
  const pauseMs = Number(filing.number.slice(-2)) % 17 === 0 ? 0 : 25_000
  for (const [place, item] of items.entries()) {
    const { answer, reason } = answerOf(institution, item, () => (isFound ? isFound(item) : byChance()))
    const answerId = world.id(course.startedAt)
    world.add('filing_answer', {
      id: answerId,
      filingId: filing.id,
      itemId: itemIds.get(item.code) ?? '',
      institutionId: institution.id,
      department: 'MI',
      regionNo: filing.regionNo,
      answer,
      reason,
      answeredById: institution.officer.id,
      answeredAt: new Date(course.startedAt.getTime() + place * pauseMs),
    })
    if (answer === 'found' && desk)
      addFinding(world, { filing, answerId, item, foundAt: course.startedAt, submittedAt: course.submittedAt, confirmer: desk.reviewer })
  }
}

/** Every institution's filing, in every state, with what it answered, found and returned. */
export function addFilings(world: World, campaign: SeedCampaign, institutions: readonly ListedInstitution[], staff: Staff): SeedFiling[] {
  const { random } = world
  const diligence = new Map([...staff.desks.keys()].map((code) => [code, 0.6 + random.next() * 0.8]))
  world.audit({
    subjectType: 'campaign',
    subjectId: campaign.id,
    at: campaign.launchedAt,
    doer: staff.city.handler,
    action: 'filing.issue',
    change: { filings: [null, institutions.length], dueOn: [null, campaign.filingDueOn] },
  })
  return institutions.map((institution) => {
    const state = shown[institution.login ?? ''] ?? random.weighted(stateWeights(diligence.get(institution.regionCode) ?? 1))
    const course = courseOf(world, campaign, state)
    const filing = filingRow(world, campaign, institution, staff, state, course)
    const { institution: _whose, ...row } = filing
    world.add('filing', row)
    auditFiling(world, campaign, filing, staff, course)
    const asked = checklistItems.filter((item) => item.appliesTo.includes(institution.kind))
    const answered = state === 'notStarted' ? [] : state === 'inProgress' ? asked.slice(0, random.whole(1, asked.length)) : asked
    addAnswers(world, filing, answered, staff, course)
    return filing
  })
}
