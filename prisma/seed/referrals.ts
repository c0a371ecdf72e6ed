import type { Department } from '#domain/department/department'
import { addDays, beijingDay } from '#domain/kernel/civil-date'
import { regions } from '../reference/regions'
import type { SeedCampaign } from './campaign'
import type { SeedCase } from './cases'
import { addEvidence } from './evidence'
import { hoursAgo, inOfficeHours } from './moments'
import { clockReferral } from './referral-clocks'
import { pathTo, type ReferralCourse, type ReferralState, referralCourses } from './referral-courses'
import { addMaterials, answerByOf } from './referral-papers'
import { addBills, addProgress, snapshotOf } from './referral-parts'
import type { TableRows } from './rows'
import type { Desk, Officer, Staff } from './staff'
import type { Doer, World } from './world'

export type Moments = { proposedAt: Date } & Partial<Record<ReferralState, Date>>

export type SeedReferral = TableRows['referral'] & {
  id: string
  state: ReferralState
  moments: Moments
  sender: Desk & { proposer: Officer }
  receiver: Officer
  copy: Officer | null
  file: SeedCase
}

const receivingDepartment: Record<ReferralCourse['kind'], Department> = {
  police: 'PS',
  health: 'HC',
  billVerification: 'FI',
  discipline: 'DI',
  other: 'MR',
  handBack: 'MI',
}

const titles: Record<ReferralCourse['kind'], string> = {
  police: '涉嫌骗取医疗保障基金案件移送',
  health: '医疗行为问题线索移送',
  billVerification: '医疗收费电子票据查验',
  discipline: '问题线索移送',
  other: '涉嫌价格违法线索移送',
  handBack: '反向移送',
}

/** The police are told all of it; the others what is theirs, without the sums. */
function summaryOf(kind: ReferralCourse['kind'], file: SeedCase): string {
  if (kind === 'police') return file.summary
  if (kind === 'discipline') return '核查中发现公职人员涉嫌履职不当的线索，按规定移送。'
  return `核查中发现${file.partyName}存在${file.cause}的情况，按职责分工移送。`
}

/** A special unit has no police or finance of its own: the city's take its matters. */
const placeOf = (regionNo: number) =>
  regions.find((region) => region.regionNo === regionNo)?.level === 'county' ? String(regionNo) : '370800'

/** The instants of each step, counted back from the last one. */
function momentsOf(world: World, course: ReferralCourse): Moments {
  const path = pathTo(course)
  const last = course.lastHoursAgo === undefined ? backFrom(world, course.lastDaysAgo) : hoursAgo(world, course.lastHoursAgo)
  const moments: Moments = { proposedAt: last }
  let days = Math.ceil((world.now.getTime() - last.getTime()) / 86_400_000)
  let later = last
  for (const [index, step] of [...path].reverse().entries()) {
    // Delivery follows approval within its 24 hours, all but once in a while.
    const approvedHours = world.random.chance(0.9) ? world.random.whole(2, 22) : 30
    const at =
      index === 0
        ? last
        : step === 'approved'
          ? new Date(later.getTime() - approvedHours * 3_600_000)
          : inOfficeHours(world, addDays(world.today, -days))
    moments[step] = at
    later = at
    days = Math.ceil((world.now.getTime() - at.getTime()) / 86_400_000) + world.random.whole(1, 2)
  }
  if (path.length > 0) moments.proposedAt = inOfficeHours(world, addDays(world.today, -days))
  return moments
}

const backFrom = (world: World, days: number) => (days === 0 ? hoursAgo(world, 2) : inOfficeHours(world, addDays(world.today, -days)))

function outcomeOf(world: World, course: ReferralCourse, receiver: Officer, moments: Moments) {
  const at = moments[course.state] ?? null
  const year = world.today.slice(0, 4)
  const number = world.random.whole(10, 480)
  const short = receiver.agency.name.replace('济宁市公安局', '').replace('公安局', '').slice(0, 2) || '济'
  const none = { outcomeNumber: null, outcomeReason: null, outcomeAt: null }
  if (course.state === 'criminalCaseOpened')
    return { outcomeNumber: `${short}公（刑）立字〔${year}〕${number}号`, outcomeReason: null, outcomeAt: at }
  if (course.state === 'criminalCaseDeclined') {
    const outcomeReason = '现有证据不足以证明有非法占有目的，不符合立案条件，建议继续作行政处理。'
    return { outcomeNumber: `${short}公（刑）不立字〔${year}〕${number}号`, outcomeReason, outcomeAt: at }
  }
  if (course.state === 'rejected')
    return { ...none, outcomeReason: '所列问题属于收费行为，不涉及诊疗规范，请由医保部门处理。', outcomeAt: at }
  if (course.state === 'moreAsked') return { ...none, outcomeReason: '请补充涉事医师的处方和病程记录。', outcomeAt: at }
  if (course.state === 'answered') {
    const answer =
      course.kind === 'billVerification' ? '已逐张查验，结果见清单。' : '已约谈机构负责人，责令限期整改，对责任医师作记分处理。'
    return { ...none, outcomeReason: answer, outcomeAt: at }
  }
  return none
}

function referralRow(world: World, campaign: SeedCampaign, staff: Staff, course: ReferralCourse, file: SeedCase): SeedReferral {
  const isSecret = course.kind === 'discipline'
  const cityOnly = isSecret || course.kind === 'other'
  const desk: Desk = cityOnly ? staff.city : file.desk
  const proposer = isSecret ? staff.city.secondHandler : desk.handler
  const place = cityOnly ? '370800' : placeOf(proposer.regionNo)
  const receiver = staff.officer(receivingDepartment[course.kind], place)
  const copy = course.kind === 'police' ? staff.officer('PR', place) : null
  const moments = momentsOf(world, course)
  const id = world.id(moments.proposedAt)
  const { approved, declined, delivered, received } = moments
  const party = isSecret ? '相关公职人员' : file.partyName
  return {
    id,
    number: world.number(isSecret ? 'YSM' : 'YS', proposer.regionNo, moments.proposedAt),
    kind: course.kind,
    campaignId: campaign.id,
    caseId: file.id,
    leadId: file.lead.id,
    state: course.state,
    version: pathTo(course).length + 1,
    title: `${party}${titles[course.kind]}`,
    summary: summaryOf(course.kind, file),
    secrecy: isSecret ? 3 : 2,
    senderAgencyId: desk.agencyId,
    senderAgencyName: desk.agency.name,
    senderDepartment: 'MI',
    senderRegionNo: proposer.regionNo,
    receiverAgencyId: receiver.agencyId,
    receiverAgencyName: receiver.agency.name,
    receiverDepartment: receivingDepartment[course.kind],
    receiverRegionNo: receiver.regionNo,
    copyAgencyId: copy?.agencyId ?? null,
    copyAgencyName: copy?.agency.name ?? null,
    copyDepartment: copy ? 'PR' : null,
    copyRegionNo: copy?.regionNo ?? null,
    courtAgencyId: null,
    courtRegionNo: null,
    answerBy: answerByOf(course.kind, moments.proposedAt),
    officerAId: file.officerAId,
    officerAName: file.officerAName,
    officerBId: file.officerBId,
    officerBName: file.officerBName,
    proposedById: proposer.id,
    proposedByName: proposer.name,
    proposedAt: moments.proposedAt,
    approvedById: approved || declined ? desk.approver.id : null,
    approvedByName: approved || declined ? desk.approver.name : null,
    approvedAt: approved ?? null,
    declineReason: declined ? '现有材料尚不足以证明主观故意，请补充询问笔录和资金流水后再报。' : null,
    deliveredAt: delivered ?? null,
    receivedById: received ? receiver.id : null,
    receivedByName: received ? receiver.name : null,
    receivedAt: received ?? null,
    copyReadAt: copy && received ? received : null,
    ...outcomeOf(world, course, receiver, moments),
    snapshot: undefined,
    snapshotHash: null,
    moments,
    sender: { ...desk, proposer },
    receiver,
    copy,
    file,
  }
}

const stepActions: Partial<Record<ReferralState, string>> = {
  approved: 'approve',
  declined: 'decline',
  delivered: 'deliver',
  received: 'receive',
  moreAsked: 'askMore',
  accepted: 'accept',
  rejected: 'reject',
  answered: 'answer',
  criminalCaseOpened: 'openCriminalCase',
  criminalCaseDeclined: 'declineCriminalCase',
}

function auditReferral(world: World, referral: SeedReferral, course: ReferralCourse): void {
  const { sender, receiver, moments } = referral
  const line = (action: string, at: Date, doer: Doer, from: string | null, to: string) =>
    world.audit({ subjectType: 'referral', subjectId: referral.id, at, doer, action: `referral.${action}`, change: { state: [from, to] } })
  line('propose', moments.proposedAt, sender.proposer, null, 'proposed')
  let before: ReferralState = 'proposed'
  for (const step of pathTo(course)) {
    const doer = step === 'approved' || step === 'declined' ? sender.approver : step === 'delivered' ? sender.proposer : receiver
    const at = moments[step]
    if (at) line(stepActions[step] ?? step, at, doer, before, step)
    before = step
  }
}

/** Longer than the steps before the last one take. */
const LEAD_TIME_DAYS = 10

/** Which case a referral comes from: one filed before its first step; the police get fraud. */
/** A case that is closed has its word from the police. */
const answered: readonly ReferralState[] = ['declined', 'withdrawn', 'rejected', 'criminalCaseOpened', 'criminalCaseDeclined']

function caseFor(world: World, cases: SeedCase[], { kind, state, lastDaysAgo }: ReferralCourse): SeedCase | undefined {
  const filedBy = addDays(world.today, -lastDaysAgo - LEAD_TIME_DAYS)
  const open = kind === 'police' && !answered.includes(state)
  const fits = (file: SeedCase) =>
    file.filedOn !== null && beijingDay(file.filedOn) <= filedBy && (kind !== 'police' || file.fraud) && !(open && file.state === 'closed')
  const index = cases.findIndex(fits)
  return index < 0 ? undefined : cases.splice(index, 1)[0]
}

const letterKinds = ['transferLetter', 'departmentReferralLetter', 'billVerificationLetter', 'disciplineLetter']

async function addReferral(world: World, referral: SeedReferral, course: ReferralCourse, staff: Staff): Promise<void> {
  const bills = addBills(world, referral, course)
  if (course.kind === 'police') addEvidence(world, referral.file, referral.moments.proposedAt)
  const materials = await addMaterials(world, referral, course, bills)
  const letter = world.rowsOf('official_document').find(({ subjectId, kind }) => subjectId === referral.id && letterKinds.includes(kind))
  if (addProgress(world, referral, course, staff).includes('indicted')) {
    const court = staff.officer('CT', placeOf(referral.receiverRegionNo))
    referral.courtAgencyId = court.agencyId
    referral.courtRegionNo = court.regionNo
  }
  const { moments: _moments, sender: _sender, receiver: _receiver, copy: _copy, file: _file, ...row } = referral
  world.add('referral', { ...row, ...snapshotOf(referral, letter?.number ?? null, materials, bills) })
  clockReferral(world, referral, course)
  auditReferral(world, referral, course)
}

/** Referrals to police, health, finance, discipline inspection and market regulation, in every state. */
export async function addReferrals(world: World, campaign: SeedCampaign, cases: readonly SeedCase[], staff: Staff): Promise<void> {
  const cityFirst = [...cases].sort((one, other) => one.regionNo - other.regionNo)
  const courses = world.scale >= 1 ? referralCourses : referralCourses.filter(() => world.random.chance(Math.max(0.3, world.scale)))
  for (const course of courses) {
    const file = caseFor(world, cityFirst, course)
    if (file) await addReferral(world, referralRow(world, campaign, staff, course, file), course, staff)
  }
}
