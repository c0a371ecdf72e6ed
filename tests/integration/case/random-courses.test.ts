import { beforeAll, expect, it } from 'vitest'
import { procedureStepNames } from '#domain/case/tracks/procedure-steps'
import type { PenaltyKind } from '#domain/document/kinds-of-penalties'
import type { Actor } from '#domain/kernel/access'
import { beijingDay } from '#domain/kernel/civil-date'
import { fileCase } from '#server/case/file-case'
import { proposeCase } from '#server/case/propose-case'
import { setPenalty } from '#server/case/set-penalty'
import { anIssuedPaper } from '../../fixtures/case-papers'
import { aDesk, caseForm, type Desk, factOf, filedAt, partyOf, proposedAt, signedBy, step } from '../../fixtures/case-scenes'
import { aLead, officerOf, places } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'
import { law, type ModelCase, type Person, proposed } from '../../support/case-model'

/** Courses of random steps by everybody of the office, through the commands; what is refused leaves nothing behind. */
const courses = 16
const acts = 16
/** A plain sequence that is the same every time. */
let drawn = 20261123
const draw = (below: number) => {
  drawn = (drawn * 1_103_515_245 + 12_345) % 2_147_483_648
  return Math.floor((drawn / 2_147_483_648) * below)
}

const everybody: readonly Person[] = ['officerA', 'officerB', 'head', 'lawyer', 'chair']
const officers: readonly Person[] = ['officerA', 'officerB']
const lawyers: readonly Person[] = ['officerB', 'lawyer']
/** Whose post lets them ask for a step at all. Hearings have their own test. */
const posts: Readonly<Record<string, readonly Person[]>> = {
  ...Object.fromEntries(['agreeReview', 'returnReview', 'reviewAgain'].map((name) => [name, lawyers])),
  ...Object.fromEntries(
    ['skipReview', 'notice', 'reopen', 'discuss', 'decide', 'decideNothing', 'fileOnSite'].map((name) => [name, ['head'] as const]),
  ),
  ...Object.fromEntries(
    ['allowInstalments', 'applyToCourt', 'terminate', 'revoke', 'close', 'setHearing'].map((name) => [name, ['head'] as const]),
  ),
}
const steps = procedureStepNames.filter((name) => !['holdHearing', 'reportHearing', 'close', 'perform'].includes(name))

/** Steps that lead on; those that lead back or end the matter come of the wild ones. */
const onward = steps.filter((name) => !['terminate', 'revoke', 'reopen', 'rework', 'returnReview'].includes(name))

let desk: Desk
let people: Readonly<Record<Person, Actor>>
beforeAll(async () => {
  desk = await aDesk()
  people = {
    ...{ officerA: desk.handler, officerB: desk.second, head: desk.approver, lawyer: desk.legal },
    chair: await officerOf(places.bureau, ['supervisor'], { name: '周宁' }),
  }
})

/** A filed case with a fact of 10,000 元, for which 20,000 is to be fined. */
async function aSmallCase(): Promise<string> {
  const amounts = { billed: '20000', irregular: '12000', fundLoss: '10000', fraud: '10000' }
  const made = await proposeCase(desk.handler, caseForm(await aLead(), desk, amounts), proposedAt)
  if (!made.ok) throw new Error(made.refusal.code)
  const { caseId } = made.value
  for (const done of [
    await fileCase(desk.approver, { caseId, version: '1' }, filedAt),
    await setPenalty(desk.handler, { caseId, version: '2', factId: await factOf(caseId), refund: '10000', fineTimes: '2' }, filedAt),
  ])
    if (!done.ok) throw new Error(done.refusal.code)
  return caseId
}

const formOf = (today: string) => ({
  opinion: '事实清楚，裁量适当',
  reason: '情况属实，予以同意',
  servedOn: today,
  method: 'direct',
  receiver: '收发室',
  saidOn: today,
  said: '没有异议，放弃陈述申辩',
  adoption: 'notAdopted',
  why: '没有新的事实和理由',
  askedOn: today,
  heldOn: today,
  present: '刘洋、王芳、赵磊',
  opinions: '均同意拟定意见。',
  conclusion: '按拟定意见作出决定。',
  outcome: 'noPenalty',
  appliedOn: today,
  court: '任城区人民法院',
  ...{ notifiedOn: today, hearingOn: '2027-12-01', place: '三楼会议室' },
  plan: '2027-12-01 20000',
})
const fieldsOf: Readonly<Record<string, readonly (keyof ReturnType<typeof formOf> | 'chairId' | 'partyId' | 'proofFileIds')[]>> = {
  ...{
    reviewAgain: ['opinion'],
    agreeReview: ['opinion'],
    returnReview: ['opinion'],
    waiveDefence: ['saidOn', 'said', 'proofFileIds'],
    askHearing: ['askedOn'],
  },
  ...{
    serveNoticeToOne: ['partyId', 'servedOn', 'method', 'receiver'],
    serveDecisionToOne: ['partyId', 'servedOn', 'method', 'receiver'],
    serveNotice: ['servedOn', 'method', 'receiver'],
    serveDecision: ['servedOn', 'method', 'receiver'],
    demand: ['servedOn', 'method', 'receiver'],
  },
  ...{ recordDefence: ['saidOn', 'said', 'adoption', 'why'], discuss: ['heldOn', 'present', 'opinions', 'conclusion'] },
  ...{ reopen: ['reason'], terminate: ['reason'], revoke: ['reason'], decideNothing: ['outcome', 'reason'] },
  ...{
    allowInstalments: ['plan', 'reason'],
    applyToCourt: ['appliedOn', 'court'],
    setHearing: ['notifiedOn', 'hearingOn', 'place', 'chairId'],
  },
}

const paperAt: Readonly<Record<string, PenaltyKind>> = {
  ...{ noticed: 'priorNotice', decided: 'penaltyDecision', served: 'demandNotice', performing: 'demandNotice' },
}

/** Mostly the paper of a stage is issued as soon as the case has come to it. A demand may be issued before instalments are allowed. */
async function afterStep(caseId: string, before: ModelCase, next: ModelCase, now: Date): Promise<ModelCase> {
  if (next.stage === before.stage || (next.stage === 'performing' && before.papered)) return next
  const kind = draw(5) > 0 ? paperAt[next.stage] : undefined
  if (kind) await anIssuedPaper(desk, caseId, kind, now)
  return { ...next, papered: kind !== undefined }
}

/** All that a step may leave behind: rows of the case and its procedure, clocks, trail, papers, numbers. */
const traces = (caseId: string) =>
  asOwner(
    `SELECT md5(c::text) AS file, md5(p::text) AS procedure, p.stage::text, c.state::text,
       (SELECT md5(string_agg(k::text, '' ORDER BY k.id)) FROM statutory_clock k WHERE k.subject_id = c.id) AS clocks,
       (SELECT count(*)::int FROM audit_entry e WHERE e.subject_id = c.id) AS trail,
       (SELECT count(*)::int FROM case_notice n WHERE n.case_id = c.id) + (SELECT count(*)::int FROM case_service s WHERE s.case_id = c.id)
         + (SELECT count(*)::int FROM case_money m WHERE m.case_id = c.id) + (SELECT count(*)::int FROM case_discussion d WHERE d.case_id = c.id) AS acts,
       (SELECT md5(string_agg(r::text, '' ORDER BY r.id)) FROM number_register r) AS numbers
     FROM case_file c JOIN case_procedure p ON p.case_id = c.id WHERE c.id = $1`,
    [caseId],
  )

it('moves a case as the law does, whoever asks for whatever, and leaves nothing behind where it refuses', {
  timeout: 600_000,
}, async () => {
  let [taken, refusedOnes] = [0, 0]
  const signed = await signedBy(desk)
  for (let course = 0; course < courses; course += 1) {
    const caseId = await aSmallCase()
    const partyId = await partyOf(caseId)
    let model: ModelCase = { ...proposed, party: 'institution', disposed: true, fine: 20_000, refund: 10_000 }
    for (let act = 0; act < acts; act += 1) {
      model = { ...model, day: model.day + ([0, 0, 1, 30][draw(4)] ?? 0) }
      const lawful = onward.flatMap((name) =>
        (posts[name] ?? officers).filter((who) => law[name]?.allows(model, who)).map((who) => ({ name, who })),
      )
      const wild = { name: steps[draw(steps.length)] ?? 'report', who: everybody[draw(everybody.length)] ?? 'head' }
      const { name, who } = draw(4) > 0 && lawful.length > 0 ? (lawful[draw(lawful.length)] ?? wild) : wild
      const now = new Date(filedAt.getTime() + model.day * 86_400_000)
      const form: Record<string, unknown> = { ...formOf(beijingDay(now)), chairId: people.chair.userId, partyId, ...signed }
      const sent = Object.fromEntries((fieldsOf[name] ?? []).map((field) => [field, form[field]]))
      const before = await traces(caseId)
      const outcome = await step(name, people[who], caseId, sent, now)
      const allowed = (posts[name] ?? officers).includes(who) && (law[name]?.allows(model, who) ?? false)
      expect([course, act, name, who, model.stage, outcome.ok, outcome], JSON.stringify(outcome)).toEqual([
        course,
        act,
        name,
        who,
        model.stage,
        allowed,
        outcome,
      ])
      const after = await traces(caseId)
      if (outcome.ok) model = await afterStep(caseId, model, { ...model, ...law[name]?.leads(model, who) }, now)
      else expect(after).toEqual(before)
      expect(after[0]?.stage).toBe(model.stage)
      if (outcome.ok) taken += 1
      else refusedOnes += 1
    }
  }
  expect([taken > 100, refusedOnes > 30]).toEqual([true, true])
})
