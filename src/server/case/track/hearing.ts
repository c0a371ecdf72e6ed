import 'server-only'
import { askHearingInput, holdHearingInput, opinionInput, setHearingInput } from '#domain/case/tracks/inputs'
import { lastDayBefore } from '#domain/clock/clock'
import { clockRules } from '#domain/clock/rules'
import { beijingDay, toDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { command } from '../../command'
import { recusedFrom, staffOf } from '../../identity/colleagues'
import { must } from '../../refused'
import { actAt, afterPapers, findProcedureFor, type SeenProcedure, takeProcedureStep } from './take-procedure-step'

/**
 * Records that the party asks for a hearing (要求听证) within its five working days.
 *
 * Refuses `notFound`, `wrongState`, `noHearingRight`, `hearingOver`, `dateInFuture`, `dateBeforeAct`, `changedMeanwhile`.
 */
export const askHearing = command('case.askHearing', askHearingInput, async (context, { caseId, version, askedOn }) => {
  const { tx } = context
  const { file, procedure } = await findProcedureFor(context, 'askHearing', caseId)
  const at = actAt(context, askedOn, file.procedure.noticeServedOn)
  // Asked in time is what counts, not entered in time.
  await takeProcedureStep(context, 'askHearing', { file, procedure: { ...procedure, asOf: at } }, version, {
    at,
    change: { askedOn: [null, askedOn] },
  })
  const seq = (await tx.caseHearing.count({ where: { caseId } })) + 1
  await tx.caseHearing.create({ data: { caseId, seq, askedOn: toDateColumn(askedOn) } })
})

/** The hearing that stands. */
const hearingOf = ({ file }: SeenProcedure) => file.hearings.find(({ withdrawnAt }) => withdrawnAt === null) ?? must(refuse('notFound'))

/**
 * Sets the hearing: its day, place and who leads it, and on which day the party was told (CK11: seven working days before). Whoever leads it has
 * not investigated or reviewed the case, and keeps away from nobody in it.
 *
 * Refuses `notFound`, `wrongState`, `samePerson`, `chairUnfit`, `hearingTooSoon` with the last day for telling, `dateInFuture`, `dateBeforeAct`, `changedMeanwhile`.
 */
export const setHearing = command('case.setHearing', setHearingInput, async (context, { caseId, version, ...input }) => {
  const { tx, now, calendar } = context
  const seen = await findProcedureFor(context, 'setHearing', caseId)
  const { file } = seen
  const hearing = hearingOf(seen)
  const at = actAt(context, input.notifiedOn, hearing.askedOn)
  const last = lastDayBefore(clockRules.CK11, input.hearingOn, calendar)
  if (input.notifiedOn > last) must(refuse('hearingTooSoon', { day: last }))
  const chair = (await staffOf(tx, file.agencyId, now)).find(({ id }) => id === input.chairId)
  const worked = [file.proposedById, file.officerAId, file.officerBId, ...file.reviewerIds, ...file.writerIds]
  const away = await recusedFrom(tx, caseId, [input.chairId])
  if (!chair || worked.includes(chair.id) || away.has(chair.id)) must(refuse('chairUnfit'))

  await takeProcedureStep(context, 'setHearing', seen, version, {
    at,
    change: { hearingOn: [null, input.hearingOn], chair: [null, chair?.name ?? ''], notifiedOn: [null, input.notifiedOn] },
  })
  await tx.caseHearing.update({
    where: { id: hearing.id },
    data: {
      ...{ notifiedOn: toDateColumn(input.notifiedOn), hearingOn: toDateColumn(input.hearingOn), place: input.place },
      ...{ chairId: input.chairId, chairName: chair?.name ?? '' },
    },
  })
})

/**
 * Records the hearing as it was held (听证笔录), by who led it. The seven working days (CK11) lie between it and its summons too, not only the day
 * that was written down for the telling.
 *
 * Refuses `notFound`, `wrongState`, `otherPerson`, `paperMissing`, `hearingTooSoon`, `dateInFuture`, `dateBeforeAct`, `changedMeanwhile`.
 */
export const holdHearing = command('case.holdHearing', holdHearingInput, async (context, { caseId, version, heldOn, minutes }) => {
  const seen = await findProcedureFor(context, 'holdHearing', caseId)
  const hearing = hearingOf(seen)
  const at = actAt(context, heldOn, hearing.hearingOn)
  const told = afterPapers(seen, 'holdHearing', null)
  const last = lastDayBefore(clockRules.CK11, heldOn, context.calendar)
  await takeProcedureStep(context, 'holdHearing', seen, version, {
    at,
    change: { heldOn: [null, heldOn] },
  })
  if (told !== null && beijingDay(told) > last) must(refuse('hearingTooSoon', { day: last }))
  await context.tx.caseHearing.update({ where: { id: hearing.id }, data: { heldOn: toDateColumn(heldOn), minutes } })
})

/** Hands in the report on the hearing (听证报告); the defence is over by it. Refuses `notFound`, `wrongState`, `otherPerson`, `changedMeanwhile`. */
export const reportHearing = command('case.reportHearing', opinionInput, async (context, { caseId, version, opinion }) => {
  const { tx, now } = context
  const seen = await findProcedureFor(context, 'reportHearing', caseId)
  await takeProcedureStep(context, 'reportHearing', seen, version, { set: { defenceEndedAt: now }, change: { opinion: [null, opinion] } })
  await tx.caseHearing.update({ where: { id: hearingOf(seen).id }, data: { opinion, reportedAt: now } })
})
