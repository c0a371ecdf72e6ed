import { filingApprovalOf, filingApproved } from '#documents/papers-of-cases'
import type { CulpritMark } from '#domain/case/kinds'
import { dueAt } from '#domain/clock/clock'
import { clockRules } from '#domain/clock/rules'
import { addDays, daysBetween } from '#domain/kernel/civil-date'
import type { SeedCampaign } from './campaign'
import { addCaseFacts, addCaseMoney, addCaseTracks, type SeedFact } from './case-parts'
import { addProcedure } from './case-procedures'
import { addClock } from './clocks'
import type { SeedLead } from './leads'
import { dayOf, daysAgo, timeline } from './moments'
import { addPaper, documentNumber } from './papers'
import type { TableRows } from './rows'
import type { Desk, Staff } from './staff'
import type { Doer, World } from './world'

type CaseState = NonNullable<TableRows['case_file']['state']>
export type SeedCase = TableRows['case_file'] & {
  state: CaseState
  officerACertificate: string
  officerBCertificate: string
  reviewAskedAt: Date | null
  desk: Desk
  lead: SeedLead
  fraud: boolean
  mark: CulpritMark
  firstMinor: boolean
  filedOn: Date | null
  facts: SeedFact[]
}

const stateWeights: readonly (readonly [CaseState, number])[] = [
  ['proposed', 7],
  ['filed', 12],
  ['investigating', 33],
  ['decided', 22],
  ['closed', 23],
  ['notFiled', 3],
]

/** Days ago on which some running cases were filed: the limit is 90 calendar days, so that a few are past it and one ends today. */
const nearTheLimit = [90, 91, 97, 104, 88, 87, 85] as const

const isFiled = (state: CaseState) => state !== 'proposed' && state !== 'notFiled'
const isDecided = (state: CaseState) => state === 'decided' || state === 'closed'

type Course = { proposedAt: Date; filedAt: Date; decidedAt: Date; closedAt: Date }

/** A case begins after its lead was answered; a running one was filed `filedAgo` days ago. */
function courseOf(world: World, lead: SeedLead, state: CaseState, filedAgo: number | undefined): Course {
  const { random } = world
  if (filedAgo !== undefined) {
    const [proposedAt, filedAt] = [daysAgo(world, filedAgo + 2), daysAgo(world, filedAgo)]
    return { proposedAt, filedAt, decidedAt: filedAt, closedAt: filedAt }
  }
  const fromOn = addDays(dayOf(lead.concluded?.at ?? world.now), 1)
  const quick = isDecided(state) ? [random.whole(15, 60), random.whole(8, 25)] : [0, 0]
  const [proposedAt, filedAt, decidedAt, closedAt] = timeline(world, fromOn, [random.whole(0, 2), random.whole(1, 3), ...quick])
  if (!proposedAt || !filedAt || !decidedAt || !closedAt) throw new Error('a case takes four steps')
  return { proposedAt, filedAt, decidedAt, closedAt }
}

/** The lawyer of the desk agreed between the end of the investigation and the decision. */
const reviewed = ({ legal }: Desk, { filedAt, decidedAt }: Course) => {
  const share = (tenths: number) => new Date(filedAt.getTime() + ((decidedAt.getTime() - filedAt.getTime()) * tenths) / 10)
  return {
    reviewAskedAt: share(7),
    legalReviewedById: legal.id,
    legalReviewedByName: legal.name,
    legalReviewedAt: share(8),
    legalAgreed: true,
    legalOpinion: '主体适格，事实清楚，证据充分，适用依据和裁量适当，程序合法，同意按拟定意见作出决定。',
  }
}

/** Every row has the same columns: the first row says which are written. */
const notReviewed = {
  ...{ reviewAskedAt: null, legalReviewedById: null, legalReviewedByName: null, legalReviewedAt: null, legalAgreed: null },
  legalOpinion: '',
}

function caseRow(world: World, campaign: SeedCampaign, lead: SeedLead, desk: Desk, state: CaseState, course: Course): SeedCase {
  const { handler, reviewer, approver } = desk
  const judged = state !== 'proposed'
  const regionNo = handler.regionNo
  return {
    id: world.id(course.proposedAt),
    number: world.number('AJ', regionNo, course.proposedAt),
    campaignId: campaign.id,
    leadId: lead.id,
    institutionId: lead.institution.id,
    partyName: lead.institution.name,
    cause: lead.behaviour,
    summary: `线索${lead.number}经核查属实：${lead.behaviour}（${lead.note}）。拟依法查处。`,
    state,
    version: { proposed: 1, filed: 2, notFiled: 2, investigating: 3, decided: 6, closed: 7 }[state],
    department: 'MI',
    agencyId: desk.agencyId,
    regionNo,
    secrecy: 2,
    officerAId: handler.id,
    officerAName: handler.name,
    officerBId: reviewer.id,
    officerBName: reviewer.name,
    officerACertificate: `${regionNo}01001`,
    officerBCertificate: `${regionNo}01002`,
    proposedById: handler.id,
    proposedAt: course.proposedAt,
    approvedById: judged ? approver.id : null,
    approvedByName: judged ? approver.name : null,
    filedAt: isFiled(state) ? course.filedAt : null,
    refusalReason: state === 'notFiled' ? '违法行为轻微并已及时改正，未造成危害后果，不予立案，责令整改。' : null,
    decidedAt: isDecided(state) ? course.decidedAt : null,
    handedToOperatorAt: isDecided(state) ? course.decidedAt : null,
    closedAt: state === 'closed' ? course.closedAt : null,
    writerIds: isFiled(state) && state !== 'filed' ? [handler.id] : [],
    ...(isDecided(state) ? reviewed(desk, course) : notReviewed),
    desk,
    lead,
    fraud: lead.isFraud ?? false,
    mark:
      lead.isFraud && world.random.chance(0.2) ? world.random.pick(['organiser', 'instigator', 'professionalFraudster'] as const) : 'none',
    firstMinor: !lead.isFraud && world.random.chance(0.08),
    filedOn: isFiled(state) ? course.filedAt : null,
    facts: [],
  }
}

function auditCase(world: World, file: SeedCase, course: Course): void {
  const { handler, approver } = file.desk
  const line = (action: string, at: Date, doer: Doer, from: string | null, to: string) =>
    world.audit({ subjectType: 'case', subjectId: file.id, at, doer, action: `case.${action}`, change: { state: [from, to] } })
  line('propose', course.proposedAt, handler, null, 'proposed')
  if (file.state === 'notFiled') line('refuse', course.filedAt, approver, 'proposed', 'notFiled')
  if (!isFiled(file.state)) return
  line('file', course.filedAt, approver, 'proposed', 'filed')
  if (file.state !== 'filed') line('investigate', new Date(course.filedAt.getTime() + 3_600_000), handler, 'filed', 'investigating')
  if (isDecided(file.state)) {
    const { legal } = file.desk
    line('report', new Date((file.reviewAskedAt ?? course.decidedAt).getTime() - 60_000), handler, 'investigating', 'investigating')
    line('sendToReview', file.reviewAskedAt ?? course.decidedAt, handler, 'investigating', 'investigating')
    line('agreeReview', file.legalReviewedAt ? new Date(file.legalReviewedAt) : course.decidedAt, legal, 'investigating', 'investigating')
  }
  if (isDecided(file.state)) line('decide', course.decidedAt, approver, 'investigating', 'decided')
  if (file.state === 'closed') line('close', course.closedAt, approver, 'decided', 'closed')
}

const foundAt = ({ lead, proposedAt }: SeedCase) => lead.assignedAt ?? proposedAt

function clockCase(world: World, file: SeedCase, course: Course): void {
  const subject = { type: 'case', id: file.id, number: file.number, title: file.partyName } as const
  const responsible = { agencyId: file.desk.agencyId, department: 'MI', regionNo: file.regionNo } as const
  // The fifteen working days run since the lead came in, not since somebody proposed a case.
  addClock(world, subject, 'CK01', foundAt(file), file.state === 'proposed' ? null : course.filedAt, { responsible })
  if (!isFiled(file.state)) return
  if (file.reviewAskedAt) {
    addClock(world, subject, 'CK09', file.reviewAskedAt, file.legalReviewedAt ? new Date(file.legalReviewedAt) : null, { responsible })
  }
  addClock(world, subject, 'CK03', course.filedAt, isDecided(file.state) ? course.decidedAt : null, { responsible })
}

/** Leads that proved true, fraud first and then the larger ones, in the order in which they were answered. */
function leadsForCases(world: World, leads: readonly SeedLead[]): SeedLead[] {
  const wanted = world.scaled(120)
  const answeredBy = world.now.getTime() - 4 * 86_400_000
  const proven = leads.filter((lead) => lead.concluded?.conclusion === 'substantiated' && lossOf(lead) > 0 && answeredAt(lead) < answeredBy)
  const fraud = world.random.shuffled(proven.filter(({ isFraud }) => isFraud)).slice(0, Math.ceil(wanted * 0.45))
  const byLoss = proven.filter(({ isFraud }) => !isFraud).sort((one, other) => lossOf(other) - lossOf(one))
  const others = world.random.shuffled(byLoss.slice(0, wanted * 2))
  return [...fraud, ...others].slice(0, wanted).sort((one, other) => answeredAt(one) - answeredAt(other))
}

const lossOf = ({ concluded }: SeedLead) => Number(concluded?.fundLossFen ?? 0n)
const answeredAt = ({ concluded }: SeedLead) => concluded?.at.getTime() ?? 0

/** From the furthest to the newest: the leads answered first have come furthest. */
const furthestFirst: readonly CaseState[] = ['closed', 'decided', 'notFiled', 'investigating', 'filed', 'proposed']

/** How many days ago a running case was filed: after its lead was answered, mostly well within the limit. `undefined` for one answered only now. */
function filedDaysAgo(world: World, lead: SeedLead, near: number[]): number | undefined {
  const sinceAnswer = daysBetween(dayOf(lead.concluded?.at ?? world.now), world.today) - 3
  if (sinceAnswer < 1) return undefined
  const index = near.findIndex((days) => days <= sinceAnswer)
  const [taken] = index < 0 ? [] : near.splice(index, 1)
  if (taken !== undefined) return taken
  return sinceAnswer > 86 ? world.random.whole(55, 86) : Math.max(0, sinceAnswer - world.random.whole(0, 3))
}

/** The filing approval form: a draft while the case is proposed, void when it was not filed. */
async function addForm(world: World, file: SeedCase): Promise<void> {
  const { lead, desk, filedOn } = file
  const stated = { ...file, institution: { code: lead.institution.code, address: lead.institution.address } }
  const lastInstant = dueAt(clockRules.CK01, foundAt(file), world.calendar)
  const form = filingApprovalOf(stated, {
    organ: desk.agency.name,
    source: lead.source,
    leadNumber: lead.number,
    foundOn: dayOf(foundAt(file)),
    lastDay: dayOf(new Date(lastInstant.getTime() - 1)),
    datedOn: dayOf(file.proposedAt),
  })
  const number = filedOn
    ? documentNumber(world, desk, 'filing', filedOn, { kind: 'caseFilingApproval', subjectType: 'case', subjectId: file.id })
    : null
  const approved = number && filedOn ? filingApproved(number, '', desk.approver.name, dayOf(filedOn)) : {}
  await addPaper(world, {
    kind: 'caseFilingApproval',
    subject: { type: 'case', id: file.id, title: file.partyName, secrecy: 2 },
    input: { ...form, ...approved },
    number,
    voided: file.state === 'notFiled',
    officer: filedOn ? desk.approver : desk.handler,
    at: filedOn ?? file.proposedAt,
  })
}

function planCases(world: World, campaign: SeedCampaign, leads: readonly SeedLead[], staff: Staff): SeedCase[] {
  const chosen = leadsForCases(world, leads)
  const near = [...nearTheLimit]
  const states = chosen
    .map(() => world.random.weighted(stateWeights))
    .sort((one, other) => furthestFirst.indexOf(one) - furthestFirst.indexOf(other))
  return chosen.map((lead, index) => {
    const state = states[index] ?? 'proposed'
    // The city itself handles a few; the others stay with the county that found them.
    const desk: Desk = index % 6 === 0 ? staff.city : lead.desk
    const running = state === 'filed' || state === 'investigating'
    const course = courseOf(world, lead, state, running ? filedDaysAgo(world, lead, near) : undefined)
    const file = caseRow(world, campaign, lead, desk, state, course)
    auditCase(world, file, course)
    clockCase(world, file, course)
    return file
  })
}

/** Cases from leads that proved true, in every state; the limits of some are past, of one it is today. */
export async function addCases(world: World, campaign: SeedCampaign, leads: readonly SeedLead[], staff: Staff): Promise<SeedCase[]> {
  const cases = planCases(world, campaign, leads, staff)
  for (const file of cases) {
    file.facts = addCaseFacts(world, file)
    addProcedure(world, file, file.facts)
    addCaseTracks(world, file, staff.operator)
    const { desk: _desk, lead: _lead, fraud: _fraud, mark: _mark, firstMinor: _firstMinor, filedOn: _filedOn, facts: _facts, ...row } = file
    world.add('case_file', row)
    addCaseMoney(world, file, file.facts)
    await addForm(world, file)
  }
  return cases
}
