import 'server-only'
import { courtInput, reasonedStepInput, serveInput } from '#domain/case/tracks/inputs'
import { overturned } from '#domain/case/tracks/remedies'
import { beijingDay } from '#domain/kernel/civil-date'
import { command } from '../../command'
import { keepService } from './defence'
import { liftStoppages } from './lift-stoppages'
import { postSurcharge } from './surcharge'
import { endSuspension } from './suspension'
import { actAt, afterPapers, findProcedureFor, takeProcedureStep } from './take-procedure-step'

/**
 * Records that the party was urged to pay what is overdue (催告): ten working days run from that day (CK18), and what the fine has grown by until
 * then (加处罚款) is posted.
 *
 * Refuses `notFound`, `wrongState`, `notOverdue`, `dateInFuture`, `dateBeforeAct`, `changedMeanwhile`.
 */
export const demand = command('case.demand', serveInput, async (context, { caseId, version, ...served }) => {
  const seen = await findProcedureFor(context, 'demand', caseId)
  const at = actAt(context, served.servedOn, afterPapers(seen, 'demand', seen.file.procedure.servedOn))
  await takeProcedureStep(context, 'demand', { ...seen, procedure: { ...seen.procedure, asOf: at } }, version, {
    at,
    change: { servedOn: [null, served.servedOn], method: [null, served.method], receiver: [null, served.receiver] },
  })
  await keepService(context, seen, 'demand', served)
  await postSurcharge(context, caseId, seen.file.money, served.servedOn)
})

/**
 * Records that the court was asked to enforce the decision (申请人民法院强制执行).
 *
 * Refuses `notFound`, `wrongState`, `samePerson`, `demandRuns`, `remedyRuns`, `courtTooLate`, `dateInFuture`, `dateBeforeAct`, `changedMeanwhile`.
 */
export const applyToCourt = command('case.applyToCourt', courtInput, async (context, { caseId, version, appliedOn, court }) => {
  const seen = await findProcedureFor(context, 'applyToCourt', caseId)
  const at = actAt(context, appliedOn, seen.file.procedure.servedOn)
  await takeProcedureStep(context, 'applyToCourt', { ...seen, procedure: { ...seen.procedure, asOf: at } }, version, {
    at,
    change: { appliedOn: [null, appliedOn], court: [null, court] },
  })
})

/** Ends an investigation that cannot or need not go on (终止调查). Refuses `notFound`, `wrongState`, `samePerson`, `changedMeanwhile`. */
export const terminate = command('case.terminate', reasonedStepInput, async (context, { caseId, version, reason }) => {
  const seen = await findProcedureFor(context, 'terminate', caseId)
  await takeProcedureStep(context, 'terminate', seen, version, { set: { outcomeReason: reason }, change: { reason: [null, reason] } })
  if (seen.file.procedure.suspendedAt) await endSuspension(context, caseId, beijingDay(context.now), reason)
})

/**
 * Takes a decision back that was wrong (撤销决定): nothing of it is owed or stopped any more. What has been paid stays in the accounts, to be
 * returned; what was published is taken off within three working days (CK23). A case that was closed before its decision was revoked from
 * outside is open again until it is closed on that.
 *
 * Refuses `notFound`, `wrongState`, `samePerson`, `changedMeanwhile`.
 */
export const revoke = command('case.revoke', reasonedStepInput, async (context, { caseId, version, reason }) => {
  const { tx, now } = context
  const seen = await findProcedureFor(context, 'revoke', caseId)
  await takeProcedureStep(context, 'revoke', seen, version, {
    set: { outcomeReason: reason, closingKind: null },
    setCase: { closedAt: null, closingReason: null },
    change: { reason: [null, reason] },
    // Nothing is published of what nobody was served with; and where it was overturned from outside, the time began with that.
    without: seen.procedure.state === 'decided' || overturned(seen.procedure) ? ['CK23'] : [],
  })
  await tx.caseMoney.updateMany({
    where: { caseId, kind: { in: ['demanded', 'fined', 'surcharged'] }, rejectedAt: null },
    data: { rejectedAt: now, rejectionReason: reason },
  })
  await liftStoppages(context, seen.file, {}, beijingDay(now))
})
