import 'server-only'
import { factTotals } from '#domain/case/facts'
import { crimeSuspected } from '#domain/case/fraud-floor'
import type { CaseState } from '#domain/case/kinds'
import { hearingDemanded, legalReviewDemand } from '#domain/case/legal-review'
import { awaitsConfirmation, isFundMoney, moneyTotals, type Posting } from '#domain/case/money'
import { placeRules } from '#domain/case/place-rules'
import { referredTracks } from '#domain/case/referred-tracks'
import { bearsCase } from '#domain/case/source'
import { type Case, caseRecordNames, caseRecords, caseStepNames, caseSteps, moneySettled, takeCaseRecord } from '#domain/case/steps'
import { papersAt } from '#domain/case/tracks/papers'
import { discussionDemanded, type Procedure, unserved } from '#domain/case/tracks/procedure'
import { type ProcedureStep, procedureStepNames, procedureSteps } from '#domain/case/tracks/procedure-steps'
import { stoppagesBegun } from '#domain/case/tracks/stoppages'
import { haltingOf, suspensionStepNames, suspensionSteps } from '#domain/case/tracks/suspension'
import { mayBeWrittenBy, mayWrite } from '#domain/document/case-papers'
import type { Actor } from '#domain/kernel/access'
import { beijingDay, fromDateColumn } from '#domain/kernel/civil-date'
import { isUuid } from '#domain/kernel/uuid'
import { takeStep } from '#domain/kernel/workflow'
import type { Tx } from '#platform/db'
import { may, opensUnder, standsAlso, whereMay } from '../access'
import { loadCalendar } from '../clock/calendar'
import { viewClocks } from '../clock/clocks-of'
import { colleagues, recusedFrom, staffOf } from '../identity/colleagues'
import { plannedOnce, query, shortQuery } from '../query'
import { notInvestigated, viewInvestigation } from './acts/queries'
import { answersFor } from './agreement/take-agreement-step'
import { viewAgreement } from './agreement/view-agreement'
import { opened as openedBenchmark } from './benchmark/queries'
import { courtFinesIn, criminalCourseOf } from './criminal-course'
import { opened as openedRule } from './local-rule/queries'
import { viewPublications } from './publicity/view-publications'
import { type CaseFile, readFile } from './read-file'
import { viewScorings } from './scoring/view-scorings'
import { stepsTakenIn } from './steps-taken'
import { unreviewed } from './take-step'
import { procedureOf } from './track/procedure-of'
import { toPublish } from './track/publish-paper'
import { mayReceiveRemedy, viewRemedy } from './track/view-remedies'
import { viewStoppage } from './track/view-stoppages'
import { viewFact } from './view-facts'
import { withdrawnFactsOf } from './withdrawn-facts'

/** What discipline does shows to those who are cleared for it, and to nobody else. */
const disciplineSecrecy = 3

/** A case as its page shows it. `null` when it does not exist for this person. */
export async function getCase(actor: Actor, id: string, now: Date) {
  if (!isUuid(id)) return null
  const [found, withdrawnFacts, stepsTaken, calendar] = await Promise.all([
    shortQuery(actor, (client) => plannedOnce(client, () => readFile(client, actor, id))),
    shortQuery(actor, (client) => plannedOnce(client, () => withdrawnFactsOf(client, id))),
    shortQuery(actor, (client) => plannedOnce(client, () => stepsTakenIn(client, id))),
    loadCalendar(),
  ])
  if (!found) return null
  const { beside, ...file } = found
  const seesDiscipline = actor.clearance >= disciplineSecrecy
  const records = caseRecordNames.filter((name) => may(actor, caseRecords[name].by, 'case', file) && takeCaseRecord(name, file).ok)
  const [publicity, scoring] = [viewPublications(actor, file), viewScorings(actor, file, now)]
  const { inForce, procedure, rules } = underRules(file, now)
  const seesReview = actor.agencyKind !== 'operator'
  const course = criminalCourseOf(beside.progress)
  const seesEvidence = standsAlso(actor, 'evidence', {}) && opensUnder(actor, 'evidence', file)
  const benchmarks = records.includes('setPenalty') ? beside.benchmarks.map(openedBenchmark) : []
  return {
    ...file,
    // What the lawyers said is no more for the operating agency than the paper on which they say it.
    ...(seesReview ? {} : unreviewed),
    seesReview,
    tracks: file.tracks.filter(({ kind }) => kind !== 'discipline' || seesDiscipline),
    seesDiscipline,
    /** Read by a reason alone: a case of another place. */
    isOpened: !opensUnder(actor, 'caseTrack', file),
    seesEvidence,
    investigation: seesEvidence ? viewInvestigation(actor, file, beside, now) : notInvestigated,
    orders: file.orders.map(viewOrder),
    facts: file.facts.map((fact) => ({
      ...viewFact(fact, file, { benchmarks, today: beijingDay(now), rules: inForce }),
      evidenceCount: file.evidence.filter(({ factId, state }) => factId === fact.id && state === 'held').length,
    })),
    ...{ withdrawnFacts, stepsTaken, totals: factTotals(file.facts) },
    moneyTotals: moneyTotals(file.money),
    courtFineFen: file.referrals.some(({ kind, state }) => kind === 'police' && state === 'criminalCaseOpened')
      ? courtFinesIn(beside.progress)
      : 0n,
    criminalCourse: course,
    referredTracks: referredTracks(file.referrals, course),
    clocks: viewClocks(file.clocks, now, calendar),
    steps: [...stepsFor(actor, file), ...(procedure ? procedureStepsFor(actor, file, procedure) : [])],
    remedies: file.remedies.map((remedy) => viewRemedy(actor, file, remedy)),
    agreement: viewAgreement(actor, file, answersFor(actor, file)),
    ...{ scoring, scorings: scoring?.persons ?? [], publicity, publications: publicity.texts },
    stoppages: file.stoppages.map((stoppage) => viewStoppage(actor, file, stoppage, now)),
    mayReceiveRemedy: procedure !== null && mayReceiveRemedy(actor, file, procedure),
    suspensionSteps: procedure ? suspensionStepsFor(actor, file, procedure) : [],
    records,
    reviewDemand: legalReviewDemand({ ...file, grounds: procedure?.grounds, rules })?.why ?? null,
    discussionDemanded: procedure !== null && discussionDemanded(procedure),
    hearingDemanded: hearingDemanded({ ...file, rules }),
    ...{ rules, crimeSuspected: crimeSuspected(file, inForce.fraudFloor) },
    papersToWrite: papersOf(actor, file),
    unserved: procedure
      ? unserved({ ...procedure, parties: file.parties }, file.procedure?.stage === 'decided' ? 'decision' : 'priorNotice')
      : [],
    toPublish: procedure && records.includes('publishPaper') ? toPublish(file, procedure) : null,
    isSettled: moneySettled(file, '').ok && (procedure === null || stoppagesBegun(procedure).ok),
    money: file.money.map((posting) => viewPosting(actor, posting, records.includes('confirmMoney'))),
    successors: records.includes('replaceOfficer') ? await query(actor, (tx) => successorsFor(tx, actor, file, now)) : [],
    chairs: file.procedure?.stage === 'hearingAsked' ? await query(actor, (tx) => chairsFor(tx, file, now)) : [],
  }
}

/** A posting, and whether this person is the second who may confirm it. */
function viewPosting<One extends Posting & { recordedById: string }>(actor: Actor, posting: One, confirms: boolean) {
  const awaits = awaitsConfirmation(posting)
  const theirs = actor.agencyKind !== 'operator' || isFundMoney(posting.kind)
  return { ...posting, awaits, mayConfirm: awaits && confirms && theirs && posting.recordedById !== actor.userId }
}

/** The procedure, with what its place has set today and what of that holds for it. */
function underRules(file: Omit<CaseFile, 'beside'>, now: Date) {
  const inForce = placeRules(file.localRules.map(openedRule), beijingDay(now))
  const procedure = file.procedure && procedureOf({ ...file, procedure: file.procedure }, now, inForce)
  return { inForce, procedure, rules: procedure?.rules ?? inForce }
}

export type CaseView = NonNullable<Awaited<ReturnType<typeof getCase>>>

const viewOrder = <Order extends { servedOn: Date; dueOn: Date; foundOn: Date | null }>(order: Order) => ({
  ...order,
  servedOn: fromDateColumn(order.servedOn),
  dueOn: fromDateColumn(order.dueOn),
  foundOn: order.foundOn && fromDateColumn(order.foundOn),
})

type Manned = Pick<Case, 'proposedById' | 'officerAId' | 'officerBId' | 'writerIds'> & {
  reviewerIds: readonly string[]
  id: string
  agencyId: string
  approvedById: string | null
  hearings: readonly { chairId: string | null }[]
}

/** The papers that this person writes. */
const papersOf = (actor: Actor, file: { state: CaseState; legalReviewedById: string | null }) =>
  papersAt(file.state).filter((kind) => may(actor, mayWrite(kind), 'case', file) && mayBeWrittenBy(actor.userId, kind, file).ok)

/** Who can take the place of one of the two officers. */
async function successorsFor(tx: Tx, actor: Actor, file: Manned, now: Date) {
  const chairs = file.hearings.map(({ chairId }) => chairId)
  const taken = [actor.userId, file.officerAId, file.officerBId, file.approvedById, ...file.reviewerIds, ...chairs]
  const others = (await colleagues(tx, file.agencyId, now)).filter(({ id }) => !taken.includes(id))
  const away = await recusedFrom(
    tx,
    file.id,
    others.map(({ id }) => id),
  )
  return others.filter(({ id }) => !away.has(id))
}

/** Who can lead the hearing: nobody who has worked on the case or reviewed it, or who must keep away. */
async function chairsFor(tx: Tx, file: Manned, now: Date) {
  const worked = [file.proposedById, file.officerAId, file.officerBId, ...file.reviewerIds, ...file.writerIds]
  const others = (await staffOf(tx, file.agencyId, now)).filter(({ id }) => !worked.includes(id))
  const away = await recusedFrom(
    tx,
    file.id,
    others.map(({ id }) => id),
  )
  return others.filter(({ id }) => !away.has(id))
}

/** The steps this person may take on the case, with why one is shut. Steps of other stages are left out. */
const stepsFor = (actor: Actor, file: Case) =>
  caseStepNames
    .filter((name) => may(actor, caseSteps[name].by, 'case', file))
    .map((name) => ({ name, basis: caseSteps[name].basis, taken: takeStep(caseSteps[name], file, actor) }))
    .filter(({ taken }) => taken.ok || taken.refusal.code !== 'wrongState')
    .map(({ name, basis, taken }) => ({ name, basis, makes: [] as readonly string[], shut: taken.ok ? null : taken.refusal }))

/** A warning is given with the step itself, so that its form is open to it. */
const asked = (name: ProcedureStep, procedure: Procedure): Procedure =>
  name === 'decideOnSite' ? { ...procedure, warned: true } : procedure

/** The same of its procedure, with the papers that each step makes. A step that is another person's is left out. */
const procedureStepsFor = (actor: Actor, file: object, procedure: Procedure) =>
  procedureStepNames
    .filter((name) => may(actor, procedureSteps[name].by, 'case', file))
    .map((name) => ({ name, step: procedureSteps[name], taken: takeStep(procedureSteps[name], asked(name, procedure), actor) }))
    .filter(({ taken }) => taken.ok || !['wrongState', 'otherPerson', 'procedureSuspended'].includes(taken.refusal.code))
    .map(({ name, step, taken }) => ({ name, basis: step.basis, makes: step.makes ?? [], shut: taken.ok ? null : taken.refusal }))

/** Halting it, or having it go on: the one of the two that is open to this person, or why it is not. */
const suspensionStepsFor = (actor: Actor, file: object, procedure: Procedure) =>
  suspensionStepNames
    .filter((name) => may(actor, suspensionSteps[name].by, 'case', file))
    .map((name) => ({ name, basis: suspensionSteps[name].basis, taken: takeStep(suspensionSteps[name], haltingOf(procedure), actor) }))
    .filter(({ taken }) => taken.ok || taken.refusal.code !== 'wrongState')
    .map(({ name, basis, taken }) => ({ name, basis, shut: taken.ok ? null : taken.refusal }))

/** A lead as the form of a new case begins with it, and who can be the second officer. `null` when it bears no case for this person. */
export const getCaseProposal = (actor: Actor, leadId: string, now: Date) =>
  query(actor, async (tx) => {
    if (!isUuid(leadId)) return null
    const lead = await tx.lead.findFirst({
      where: { AND: [{ id: leadId }, whereMay(actor, [{ role: 'handler', as: 'ownAgency' }], 'lead')] },
      omit: { idCipher: true, idIndex: true },
      include: {
        verifications: { orderBy: { round: 'desc' }, take: 1 },
        cases: { where: { state: { not: 'notFiled' } }, select: { id: true } },
      },
    })
    if (!lead || !actor.agencyId) return null
    const others = (await colleagues(tx, actor.agencyId, now)).filter(({ id }) => id !== actor.userId)
    const away = await recusedFrom(
      tx,
      leadId,
      others.map(({ id }) => id),
    )
    return { lead, bears: bearsCase(lead), colleagues: others.filter(({ id }) => !away.has(id)) }
  })
