import 'server-only'
import { takenBack } from '#domain/case/tracks/agreement'
import { strikeRemedyInput } from '#domain/case/tracks/inputs-of-remedies'
import { isOnAlone, owedWithout } from '#domain/case/tracks/owed-by-party'
import { isAppealable, type RemedyOfCase } from '#domain/case/tracks/remedies'
import { isLastOf, mayDemandAgain, mayOweAgain, strikeStep } from '#domain/case/tracks/struck-remedies'
import { lapsingRules } from '#domain/clock/rules'
import { beijingDay, beijingMidnight, fromDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { takeStep } from '#domain/kernel/workflow'
import type { Prisma } from '#platform/prisma/client'
import { stopClocks } from '../../clock/turn-clocks'
import { type Context, command } from '../../command'
import { attachFiles } from '../../file/attach'
import { must } from '../../refused'
import { clockSubject, moveOn, recordInTrail } from '../take-step'
import { unconcludeStoppages } from './change-stoppages'
import { changeDecided } from './changed-decision'
import { payAgain } from './pay-again'
import { findAppealed, startTimes } from './remedies'

type File = Awaited<ReturnType<typeof findAppealed>>
type Remedy = Prisma.CaseRemedyGetPayload<object>

/**
 * Strikes out what was recorded wrongly as the end of an appeal: it stays in sight with who did so and why, what it changed is owed again as
 * before, and the appeal goes on in another row, received or answered as it was.
 *
 * Refuses `notFound`, `wrongState` also where something came of it meanwhile, `samePerson`, `strikeOwesAgain`, `refundBeyondAgreement`,
 * `changedMeanwhile`.
 * Commits together: both rows, the money, the clocks, the files, the audit entry.
 */
export const strikeRemedy = command('case.strikeRemedy', strikeRemedyInput, async (context, input) => {
  const { tx, actor, now } = context
  const { caseId, version, remedyId, reason, proofFileIds } = input
  const file = await findAppealed(context, strikeStep.by, caseId)
  const remedy = file.remedies.find(({ id }) => id === remedyId) ?? must(refuse('notFound'))
  must(takeStep(strikeStep, recordedOf(file, remedy), actor))
  await moveOn(context, file, version, {})
  await tx.caseRemedy.update({
    where: { id: remedy.id },
    data: { struckAt: now, struckById: actor.userId, struckByName: actor.name, struckReason: reason },
  })
  await stopClocks(context, clockSubject(file), ['CK23', 'CK81'], { objectId: remedy.id, lapses: lapsingRules })
  const next = await goesOn(context, file, remedy)
  if (remedy.outcome === 'changed' || (remedy.outcome === 'revoked' && !isOnAlone(file, remedy.partyId))) {
    const { decidedRefundFen, decidedFineFen } = file.procedure
    const decided = { refundFen: decidedRefundFen ?? 0n, fineFen: decidedFineFen ?? 0n, facts: file.facts }
    const others = file.remedies.filter(({ id }) => id !== remedy.id)
    const owed = owedWithout({ ...decided, remedies: others }, remedy)
    must(mayOweAgain(file.procedure, owed, file.money))
    must(mayDemandAgain({ facts: file.facts, byAgreementFen: await byAgreement(context, caseId) }, decided, owed))
    await changeDecided(context, file, owed, beijingDay(now))
    await payAgain(context, file)
  }
  await unconcludeStoppages(context, file, remedy, next)
  await attachFiles(context, { type: 'case', id: caseId }, file, 'remedy', proofFileIds)
  await recordInTrail(context, caseId, 'strikeRemedy', {
    ...{ remedy: [remedy.seq, remedy.seq], outcome: [remedy.outcome, null], reason: [null, reason] },
  })
})

/** What of the loss the operating agency has decided to take back meanwhile. */
async function byAgreement({ tx }: Context, caseId: string): Promise<bigint> {
  const agreement = await tx.caseAgreement.findUnique({ where: { caseId }, select: { stage: true } })
  const measures = await tx.caseAgreementMeasure.findMany({ where: { caseId, withdrawnAt: null }, select: { kind: true, amountFen: true } })
  return takenBack(agreement?.stage ?? 'asked', measures)
}

type Recordable = Omit<RemedyOfCase, 'state'> & {
  procedure: Pick<File['procedure'], 'stage' | 'closingKind'>
  services: readonly Pick<File['services'][number], 'paper' | 'partyId' | 'servedOn'>[]
  remedies: readonly Pick<Remedy, 'partyId' | 'seq' | 'state' | 'struckAt'>[]
}

/** A remedy with its case as its being struck out looks at it. */
export const recordedOf = (file: Recordable, remedy: Remedy) => ({
  ...file,
  state: remedy.state,
  concludedById: remedy.concludedById,
  isLast: isLastOf(file.remedies, remedy),
  stands: isAppealable({
    state: file.procedure.stage,
    closingKind: file.procedure.closingKind,
    services: file.services.map((one) => ({ ...one, servedOn: fromDateColumn(one.servedOn) })),
  }),
})

/** The appeal as it stood before its end was recorded: its times run on from its first day. */
async function goesOn(context: Context, file: File, remedy: Remedy): Promise<string> {
  const { tx } = context
  const { partyId, kind, body, docket, receivedOn, stayed, answeredOn, receivedById, receivedByName, receivedAt } = remedy
  const state = answeredOn === null ? 'received' : 'answered'
  const seq = 1 + (await tx.caseRemedy.count({ where: { caseId: file.id } }))
  const { id } = await tx.caseRemedy.create({
    data: {
      ...{ caseId: file.id, seq, partyId, kind, state, body, docket, receivedOn, stayed, answeredOn },
      ...{ receivedById, receivedByName, receivedAt },
    },
  })
  await startTimes(context, file, { id, kind, at: beijingMidnight(fromDateColumn(receivedOn)), answered: state === 'answered' })
  return id
}
