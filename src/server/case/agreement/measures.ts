import 'server-only'
import { byOperator } from '#domain/case/grants'
import { measureDone } from '#domain/case/tracks/agreement'
import { measureRules } from '#domain/case/tracks/agreement-measures'
import { performMeasureInput, planMeasureInput, withdrawMeasureInput } from '#domain/case/tracks/inputs-of-agreement'
import { toDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { stopClocks } from '../../clock/turn-clocks'
import { type Context, command } from '../../command'
import { attachFiles } from '../../file/attach'
import { must } from '../../refused'
import { clockSubject, moveOn, recordInTrail } from '../take-step'
import { actAt } from '../track/take-procedure-step'
import { findAgreement, type SeenAgreement } from './take-agreement-step'

/** The case moves on, and whoever works on its agreement is kept, so that they do not decide. */
async function work(context: Context, { file, agreement }: SeenAgreement, version: number): Promise<string> {
  await moveOn(context, file, version, {})
  const workerIds = [...new Set([...agreement.workerIds, context.actor.userId])]
  const { id } = await context.tx.caseAgreement.update({ where: { caseId: file.id }, data: { workerIds }, select: { id: true } })
  return id
}

async function findWhilePlanned(context: Context, caseId: string): Promise<SeenAgreement> {
  const seen = await findAgreement(context, byOperator, caseId)
  if (seen.agreement.state !== 'stated') must(refuse('wrongState', { state: seen.agreement.state }))
  return seen
}

/** Plans a measure with its clause, one of each kind. Refuses `notFound`, `wrongState`, `alreadyExists`, `changedMeanwhile`. */
export const planMeasure = command('case.planMeasure', planMeasureInput, async (context, { caseId, version, amount, ...planned }) => {
  const { tx, actor, now } = context
  const seen = await findWhilePlanned(context, caseId)
  if (seen.agreement.measures.some(({ kind }) => kind === planned.kind)) must(refuse('alreadyExists'))
  const agreementId = await work(context, seen, version)
  const by = { plannedById: actor.userId, plannedAt: now }
  await tx.caseAgreementMeasure.create({
    data: { ...planned, ...by, caseId, agreementId, seq: seen.file.measures.length + 1, amountFen: amount },
  })
  await recordInTrail(context, caseId, 'planMeasure', {
    ...{ measure: [null, planned.kind], clause: [null, planned.clause] },
    ...(amount === null ? {} : { amount: [null, amount] }),
    ...(planned.days === null ? {} : { days: [null, planned.days] }),
    ...(planned.months === null ? {} : { months: [null, planned.months] }),
  })
})

/** Takes a planned measure back. Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const withdrawMeasure = command('case.withdrawMeasure', withdrawMeasureInput, async (context, { caseId, version, measureId }) => {
  const seen = await findWhilePlanned(context, caseId)
  const measure = seen.agreement.measures.find(({ id }) => id === measureId) ?? must(refuse('notFound'))
  await work(context, seen, version)
  await context.tx.caseAgreementMeasure.update({ where: { id: measure.id }, data: { withdrawnAt: context.now } })
  await recordInTrail(context, caseId, 'withdrawMeasure', { measure: [measure.kind, null] })
})

/**
 * Keeps that a measure was carried out, with what came of it; a halted agreement runs again, and its clock stops.
 * Refuses `notFound`, `wrongState`, `samePerson`, `dateInFuture`, `dateBeforeAct`, `suspensionRuns`, `agreementUnpaid`, `changedMeanwhile`.
 */
export const performMeasure = command(
  'case.performMeasure',
  performMeasureInput,
  async (context, { caseId, version, measureId, performedOn, result, proofFileIds }) => {
    const seen = await findAgreement(context, byOperator, caseId)
    const { file, agreement } = seen
    if (agreement.decidedById === context.actor.userId) must(refuse('samePerson'))
    const measure = agreement.measures.find(({ id }) => id === measureId) ?? must(refuse('notFound'))
    must(measureDone(agreement, measure, performedOn))
    const at = actAt(context, performedOn, null)
    await work(context, seen, version)
    await context.tx.caseAgreementMeasure.update({ where: { id: measure.id }, data: { performedOn: toDateColumn(performedOn), result } })
    if (measureRules[measure.kind].clock === 'CK42') await stopClocks(context, clockSubject(file), ['CK42'], { at, objectId: measure.id })
    await attachFiles(context, { type: 'case', id: caseId }, file, 'agreement', proofFileIds)
    await recordInTrail(context, caseId, 'performMeasure', {
      ...{ measure: [measure.kind, measure.kind], performedOn: [null, performedOn], outcome: [null, result] },
    })
  },
)
