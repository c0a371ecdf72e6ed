import 'server-only'
import { answerRemedyInput, concludeRemedyInput, receiveRemedyInput, withdrawRemedyInput } from '#domain/case/tracks/inputs-of-remedies'
import { isOnAlone, owedAfter } from '#domain/case/tracks/owed-by-party'
import { decisionServedOn, mayReceive, type RemedyKind, type RemedyStep, remedySteps, timesOfRemedy } from '#domain/case/tracks/remedies'
import { lapsingRules } from '#domain/clock/rules'
import { fromDateColumn, toDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { takeStep } from '#domain/kernel/workflow'
import type { Prisma } from '#platform/prisma/client'
import { whereMay } from '../../access'
import { startClocks, stopClocks } from '../../clock/turn-clocks'
import { type Context, command } from '../../command'
import { attachFiles } from '../../file/attach'
import { must } from '../../refused'
import { type Clocked, clockSidesFor, clockSubject, moveOn, parts, recordInTrail } from '../take-step'
import { concludeStoppages, goOnWithStoppages, stayStoppages } from './change-stoppages'
import { changeDecided } from './changed-decision'
import { actAt } from './take-procedure-step'

const withRemedies = {
  ...parts,
  remedies: { where: { struckAt: null }, orderBy: { seq: 'asc' } },
  services: { where: { paper: 'decision' } },
} satisfies Prisma.CaseInclude

/** The case with its appeals that count. Refuses `notFound`. */
export async function findAppealed({ tx, actor }: Context, by: (typeof remedySteps)[RemedyStep]['by'], id: string) {
  const file = await tx.case.findFirst({ where: { AND: [{ id }, whereMay(actor, by, 'case')] }, include: withRemedies })
  return file?.procedure ? { ...file, procedure: file.procedure } : must(refuse('notFound'))
}

/** The remedy with its case, when the actor may take `step` in it. Refuses `notFound`, `wrongState`, `samePerson`, `changedMeanwhile`. */
async function takeRemedyStep(context: Context, name: RemedyStep, { caseId, version, remedyId }: Input) {
  const step = remedySteps[name]
  const file = await findAppealed(context, step.by, caseId)
  const remedy = file.remedies.find(({ id }) => id === remedyId) ?? must(refuse('notFound'))
  must(takeStep(step, { ...file, state: remedy.state }, context.actor))
  await moveOn(context, file, version, {})
  return { file, remedy, step }
}
type Input = { caseId: string; version: number; remedyId: string }

/**
 * Records that a party had the decision looked at again (行政复议、行政诉讼): the bureau's time to answer runs from the day on which it was told.
 * The decision goes on being carried out, unless that was stayed.
 *
 * Refuses `notFound`, `wrongState`, `decisionNotServed`, `remedyOpen`, `alreadyExists`, `dateInFuture`, `dateBeforeAct`, `changedMeanwhile`.
 * Commits together: the remedy with its files, its clocks (the bureau's to answer, the body's to decide), the audit entry.
 */
export const receiveRemedy = command(
  'case.receiveRemedy',
  receiveRemedyInput,
  async (context, { caseId, version, proofFileIds, ...given }) => {
    const { tx, actor, now } = context
    const file = await findAppealed(context, remedySteps.answer.by, caseId)
    const party = file.parties.find(({ id }) => id === given.partyId) ?? must(refuse('notFound'))
    const services = file.services.map((one) => ({ ...one, servedOn: fromDateColumn(one.servedOn) }))
    must(mayReceive({ ...file, closingKind: file.procedure.closingKind, state: file.procedure.stage, services }, given))
    const servedOn = decisionServedOn({ services }, party.id)
    const at = actAt(context, given.receivedOn, servedOn ? toDateColumn(servedOn) : file.procedure.servedOn)

    await moveOn(context, file, version, {})
    const seq = 1 + (await tx.caseRemedy.count({ where: { caseId } }))
    const { id } = await tx.caseRemedy.create({
      data: {
        ...given,
        ...{ caseId, seq, receivedOn: toDateColumn(given.receivedOn) },
        ...{ receivedById: actor.userId, receivedByName: actor.name, receivedAt: now },
      },
    })
    await startTimes(context, file, { id, kind: given.kind, at, answered: false })
    if (given.stayed) await stayStoppages(context, file, { id, partyId: party.id }, given.receivedOn)
    await attachFiles(context, { type: 'case', id: caseId }, file, 'remedy', proofFileIds)
    await recordInTrail(context, caseId, 'receiveRemedy', {
      ...{ remedy: [null, given.kind], party: [null, party.seq], body: [null, given.body], receivedOn: [null, given.receivedOn] },
      ...(given.stayed ? { stayed: [null, 'on'] } : {}),
    })
  },
)

type Told = { id: string; kind: RemedyKind; at: Date; answered: boolean }

/** The times that run while an appeal is looked at, from the day on which the bureau was told. */
export async function startTimes(context: Context, file: Clocked, { id, kind, at, answered }: Told): Promise<void> {
  for (const rule of timesOfRemedy({ kind, answered }))
    await startClocks(context, clockSubject(file), [rule], { ...clockSidesFor(rule, file), at, objectId: id })
}

/** Records the bureau's answer to it. Refuses `notFound`, `wrongState`, `dateInFuture`, `dateBeforeAct`, `changedMeanwhile`. */
export const answerRemedy = command(
  'case.answerRemedy',
  answerRemedyInput,
  async (context, { answeredOn, stayed, proofFileIds, ...input }) => {
    const { file, remedy, step } = await takeRemedyStep(context, 'answer', input)
    const at = actAt(context, answeredOn, remedy.receivedOn)
    await context.tx.caseRemedy.update({
      where: { id: remedy.id },
      data: { state: step.to, answeredOn: toDateColumn(answeredOn), stayed: remedy.stayed || stayed },
    })
    await stopClocks(context, clockSubject(file), step.stops ?? [], { at, objectId: remedy.id })
    if (stayed && !remedy.stayed) await stayStoppages(context, file, remedy, answeredOn)
    await attachFiles(context, { type: 'case', id: file.id }, file, 'remedy', proofFileIds)
    await recordInTrail(context, file.id, 'answerRemedy', {
      ...{ remedy: [remedy.seq, remedy.seq], answeredOn: [null, answeredOn] },
      ...(stayed && !remedy.stayed ? { stayed: [null, 'on'] } : {}),
    })
  },
)

/**
 * Records what came of it. By a changed decision the party owes from now on what was said, and never more than before; a revoked one is carried
 * out no further and is to be taken back, or where it is on others too, goes on for them alone; what it stopped lasts as long as was left of it.
 * Of either what was published is to be taken off
 * (CK23). Where the body above let it stand, the party's time to sue runs from that day.
 *
 * Refuses `notFound`, `wrongState`, `samePerson`, `aboveDecision`, `monthsLeftMissing`, `stoppageLonger`, `dateInFuture`, `dateBeforeAct`,
 * `changedMeanwhile`.
 */
export const concludeRemedy = command('case.concludeRemedy', concludeRemedyInput, async (context, input) => {
  const { tx, actor, now } = context
  const { outcome, concludedOn, conclusion, refund, fine, monthsLeft, proofFileIds } = input
  const { file, remedy, step } = await takeRemedyStep(context, 'conclude', input)
  const at = actAt(context, concludedOn, remedy.answeredOn ?? remedy.receivedOn)
  const changed = outcome === 'changed' ? { refundFen: refund ?? 0n, fineFen: fine ?? 0n } : null
  // Revoked as a whole it is taken back by its own step; for one of several parties nothing is left of that one's part.
  const left = outcome === 'revoked' && !isOnAlone(file, remedy.partyId) ? { refundFen: 0n, fineFen: 0n } : changed
  const before = { refundFen: file.procedure.decidedRefundFen ?? 0n, fineFen: file.procedure.decidedFineFen ?? 0n }
  const owed = left && must(owedAfter({ ...file, ...before }, remedy.partyId, left))
  await tx.caseRemedy.update({
    where: { id: remedy.id },
    data: {
      ...{ state: step.to, outcome, conclusion, concludedOn: toDateColumn(concludedOn) },
      ...{ refundFen: changed?.refundFen ?? null, fineFen: changed?.fineFen ?? null },
      ...{ concludedById: actor.userId, concludedByName: actor.name, concludedAt: now },
    },
  })
  await stopClocks(context, clockSubject(file), step.stops ?? [], { at, objectId: remedy.id, lapses: lapsingRules })
  if (owed) await changeDecided(context, file, owed, concludedOn)
  await concludeStoppages(context, file, remedy, { outcome, monthsLeft, concludedOn })
  if (remedy.kind === 'reconsideration' && outcome !== 'revoked')
    await startClocks(context, clockSubject(file), ['CK81'], { ...clockSidesFor('CK81', file), at, objectId: remedy.id })
  if (outcome !== 'maintained')
    await startClocks(context, clockSubject(file), ['CK23'], { ...clockSidesFor('CK23', file), at, objectId: remedy.id })
  await attachFiles(context, { type: 'case', id: file.id }, file, 'remedy', proofFileIds)
  await recordInTrail(context, file.id, 'concludeRemedy', {
    ...{ remedy: [remedy.seq, remedy.seq], outcome: [null, outcome], concludedOn: [null, concludedOn], conclusion: [null, conclusion] },
    ...(owed ? { demanded: [before.refundFen, owed.refundFen], fined: [before.fineFen, owed.fineFen] } : {}),
  })
})

/** Records that the party took it back and the body or the court let it. Refuses `notFound`, `wrongState`, `samePerson`, `dateInFuture`, `dateBeforeAct`, `changedMeanwhile`. */
export const withdrawRemedy = command('case.withdrawRemedy', withdrawRemedyInput, async (context, input) => {
  const { withdrawnOn, reason, proofFileIds } = input
  const { file, remedy, step } = await takeRemedyStep(context, 'withdraw', input)
  const at = actAt(context, withdrawnOn, remedy.answeredOn ?? remedy.receivedOn)
  await context.tx.caseRemedy.update({
    where: { id: remedy.id },
    data: { state: step.to, concludedOn: toDateColumn(withdrawnOn), conclusion: reason },
  })
  await stopClocks(context, clockSubject(file), step.stops ?? [], { at, objectId: remedy.id })
  await goOnWithStoppages(context, file, remedy.id, withdrawnOn)
  await attachFiles(context, { type: 'case', id: file.id }, file, 'remedy', proofFileIds)
  const kept = fromDateColumn(remedy.receivedOn)
  await recordInTrail(context, file.id, 'withdrawRemedy', { remedy: [remedy.seq, null], receivedOn: [kept, kept], reason: [null, reason] })
})
