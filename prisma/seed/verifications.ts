import { conclusionDemands } from '#domain/lead/conclusions'
import { addFile } from './demo-file'
import { amounts } from './findings'
import { accounts, methods, sendBackNotes } from './lead-texts'
import type { SeedLead } from './leads'
import { dayOf, timeline } from './moments'
import type { TableRows } from './rows'
import type { Staff } from './staff'
import type { Doer, World } from './world'

type Conclusion = keyof typeof accounts
type Round = TableRows['lead_verification']

/** What a concluded lead was found to be, for the case that may follow. */
export type Concluded = { conclusion: Conclusion; at: Date; billedFen: bigint; irregularFen: bigint; fundLossFen: bigint }

const conclusionWeights: readonly (readonly [Conclusion, number])[] = [
  ['substantiated', 36],
  ['partlySubstantiated', 15],
  ['unsubstantiated', 37],
  ['unverifiable', 6],
  ['merged', 4],
]

const statesFacts = (conclusion: Conclusion) => conclusion === 'substantiated' || conclusion === 'partlySubstantiated'
const needsEvidence = (conclusion: Conclusion) => conclusionDemands[conclusion].proof === 'files'

/** By institution, a lead that was answered for itself: what a later one of the same facts can be merged into. */
export type Standing = Map<string, { id: string; number: string }>

function roundOf(world: World, lead: SeedLead, round: number, submittedAt: Date, standing: Standing): Round & { conclusion: Conclusion } {
  const { random } = world
  const target = standing.get(lead.institution.id)
  const drawn = random.weighted(conclusionWeights)
  const conclusion = drawn === 'merged' && !target ? 'unverifiable' : drawn
  const facts = statesFacts(conclusion)
  const money = facts ? amounts(world, lead.kind.medianFen) : { billedFen: null, irregularFen: null, fundLossFen: null }
  return {
    id: world.id(submittedAt),
    leadId: lead.id,
    round,
    conclusion,
    ...money,
    peopleCount: facts ? random.whole(1, lead.personName ? 1 : 30) : 0,
    isFraud: conclusion === 'substantiated' && random.chance(lead.kind.fraudShare),
    method: random.pick(methods),
    account: random.pick(accounts[conclusion]).replace('@', lead.behaviour),
    handlerId: lead.desk.handler.id,
    handlerName: lead.desk.handler.name,
    submittedAt,
    reviewerId: null,
    reviewerName: null,
    agreed: null,
    reviewNote: null,
    reviewedAt: null,
    mergedIntoId: conclusion === 'merged' ? (target?.id ?? null) : null,
  }
}

function review(world: World, round: Round, reviewer: Doer, agreed: boolean, reviewedAt: Date): Round {
  const reviewNote = agreed ? '' : world.random.pick(sendBackNotes)
  return { ...round, reviewerId: reviewer.id, reviewerName: reviewer.name, agreed, reviewNote, reviewedAt }
}

function addEvidence(world: World, lead: SeedLead, at: Date): void {
  const { handler } = lead.desk
  const title = `${lead.number}-核查材料.pdf`
  world.add('attachment', {
    id: world.id(at),
    subjectType: 'lead',
    subjectId: lead.id,
    kind: 'evidence',
    title,
    fileId: addFile(world, handler, at, title, { department: 'MI', institutionId: null, secrecy: 2 }),
    addedById: handler.id,
    addedAt: at,
    department: 'MI',
    regionNo: handler.regionNo,
    institutionId: null,
    secrecy: 2,
  })
}

/** Takes a lead through assignment, verification and review as far as its state says, with its trail. */
export function concludeLead(world: World, lead: SeedLead, staff: Staff, standing: Standing): void {
  const { random } = world
  const { handler, reviewer } = lead.desk
  const step = (
    action: string,
    at: Date,
    doer: Doer,
    from: string,
    to: string,
    change: Record<string, readonly [unknown, unknown]> = {},
  ) => {
    lead.version = (lead.version ?? 1) + 1
    world.audit({ subjectType: 'lead', subjectId: lead.id, at, doer, action: `lead.${action}`, change: { state: [from, to], ...change } })
  }
  if (!lead.assignedAt) return
  const assignedAt = new Date(lead.assignedAt)
  const sentBack = random.chance(0.08)
  const gaps = [random.whole(0, 3), random.whole(1, 8), random.whole(1, 3), random.whole(1, 4), random.whole(1, 3)]
  const [takenAt, submittedAt, reviewedAt, againAt, agreedAt] = timeline(world, dayOf(assignedAt), gaps, assignedAt)
  if (!takenAt || !submittedAt || !reviewedAt || !againAt || !agreedAt) return

  step('assign', assignedAt, staff.city.handler, 'toAssign', 'toVerify')
  if (lead.state === 'toVerify') return
  if (lead.state === 'concluded' && random.chance(0.02)) {
    withdraw(lead, takenAt, staff.city.approver, step)
    return
  }
  step('takeUp', takenAt, handler, 'toVerify', 'verifying', { handlerId: [null, handler.id] })
  if (lead.state === 'verifying' && !sentBack) return

  const first = roundOf(world, lead, 1, submittedAt, standing)
  step('submit', submittedAt, handler, 'verifying', 'toReview', { conclusion: [null, first.conclusion] })
  if (needsEvidence(first.conclusion) || sentBack) addEvidence(world, lead, submittedAt)
  const last = sentBack ? secondRound(world, lead, first, step, [reviewedAt, againAt], standing) : first
  if (!last) return
  if (lead.state === 'toReview') {
    world.add('lead_verification', last)
    return
  }
  const at = sentBack ? agreedAt : reviewedAt
  world.add('lead_verification', review(world, last, reviewer, true, at))
  step('agree', at, reviewer, 'toReview', 'concluded', { conclusion: [null, last.conclusion] })
  answer(lead, last, at)
  if (last.conclusion !== 'merged') standing.set(lead.institution.id, lead)
}

/** The city that issued it takes it back; nobody had begun on it. */
function withdraw(lead: SeedLead, at: Date, approver: Doer, step: TakeStep): void {
  step('withdraw', at, approver, 'toVerify', 'concluded', { conclusion: [null, 'withdrawn'], reason: [null, accounts.withdrawn[0]] })
  const withdrawn = { conclusion: 'withdrawn', concludedAt: at, withdrawnAt: at, returnReason: accounts.withdrawn[0] }
  Object.assign(lead, { ...withdrawn, handlerId: null, handlerName: null })
}

type TakeStep = (
  action: string,
  at: Date,
  doer: Doer,
  from: string,
  to: string,
  change?: Record<string, readonly [unknown, unknown]>,
) => void

/** The first round sent back; the second, when there is one already. */
function secondRound(
  world: World,
  lead: SeedLead,
  first: Round,
  step: TakeStep,
  [reviewedAt, againAt]: readonly [Date, Date],
  standing: Standing,
) {
  const returned = review(world, first, lead.desk.reviewer, false, reviewedAt)
  world.add('lead_verification', returned)
  step('sendBack', reviewedAt, lead.desk.reviewer, 'toReview', 'verifying', { returnReason: [null, returned.reviewNote] })
  if (lead.state === 'verifying') {
    lead.returnReason = returned.reviewNote ?? null
    return null
  }
  const second = roundOf(world, lead, 2, againAt, standing)
  step('submit', againAt, lead.desk.handler, 'verifying', 'toReview', { conclusion: [null, second.conclusion] })
  return second
}

function answer(lead: SeedLead, round: Round & { conclusion: Conclusion }, at: Date): void {
  lead.conclusion = round.conclusion
  lead.mergedIntoId = round.mergedIntoId ?? null
  lead.concludedAt = at
  lead.billedFen = round.billedFen ?? null
  lead.irregularFen = round.irregularFen ?? null
  lead.fundLossFen = round.fundLossFen ?? null
  lead.isFraud = round.isFraud ?? false
  const [billedFen, irregularFen, fundLossFen] = [round.billedFen, round.irregularFen, round.fundLossFen].map((fen) => BigInt(fen ?? 0))
  lead.concluded = {
    conclusion: round.conclusion,
    at,
    billedFen: billedFen ?? 0n,
    irregularFen: irregularFen ?? 0n,
    fundLossFen: fundLossFen ?? 0n,
  }
}
