import 'server-only'
import { lapseStoppageInput, sendBackStoppageInput } from '#domain/case/tracks/inputs-of-stoppages'
import { stoppageClocks } from '#domain/case/tracks/stoppages'
import { lapsingRules } from '#domain/clock/rules'
import { beijingDay, beijingMidnight, fromDateColumn, toDateColumn } from '#domain/kernel/civil-date'
import { startClocks, stopClocks } from '../../clock/turn-clocks'
import { command } from '../../command'
import { clockSides, clockSubject, recordInTrail } from '../take-step'
import { takeStoppageStep } from './stoppages'
import { tellToCarryOut } from './tell-operator'

/**
 * Strikes out that it was begun, as it was entered wrongly: by another person of the operating agency, and what stood there stays in the trail.
 * Refuses `notFound`, `wrongState`, `samePerson`, `changedMeanwhile`.
 */
export const strikeBegun = command('case.strikeBegun', sendBackStoppageInput, async (context, { reason, ...input }) => {
  const { file, row } = await takeStoppageStep(context, 'strikeBegun', input, beijingDay(context.now), () => null)
  await context.tx.caseStoppage.update({
    where: { id: row.id },
    data: { scope: '', begunOn: null, begunById: null, begunByName: null },
  })
  await recordInTrail(context, file.id, 'strikeBegun', {
    ...{ stoppage: [row.kind, row.kind], begunOn: [row.begunOn && fromDateColumn(row.begunOn), null] },
    ...{ scope: [row.scope, null], reason: [null, reason] },
  })
})

/**
 * Strikes out that it goes on again, as it was entered wrongly, by another head: it stands still as before, and the operating agency is told.
 * Refuses `notFound`, `wrongState`, `samePerson`, `changedMeanwhile`.
 */
export const strikeEnded = command('case.strikeEnded', sendBackStoppageInput, async (context, { reason, ...input }) => {
  const { tx } = context
  const { file, row } = await takeStoppageStep(context, 'strikeEnded', input, beijingDay(context.now), () => null)
  await tx.caseStoppage.update({
    where: { id: row.id },
    data: { endedOn: null, endWhy: null, endReason: '', endedById: null, endedByName: null },
  })
  const [from, toOn] = [fromDateColumn(row.fromOn), fromDateColumn(row.toOn)]
  const sides = { ...clockSides(file), at: beijingMidnight(from), agreedOn: toOn, objectId: row.id }
  await startClocks(context, clockSubject(file), [stoppageClocks[row.kind]], sides)
  await tellToCarryOut(context, file, row.id, toOn)
  await recordInTrail(context, file.id, 'strikeEnded', {
    ...{ stoppage: [row.kind, row.kind], endedOn: [row.endedOn && fromDateColumn(row.endedOn), null], reason: [null, reason] },
  })
})

/**
 * Ends what was never carried out and whose last day is over: it is not made up for, and its case is not performed by that.
 * Refuses `notFound`, `wrongState`, `samePerson`, `stoppageRuns`, `changedMeanwhile`.
 */
export const lapseStoppage = command('case.lapseStoppage', lapseStoppageInput, async (context, { reason, ...input }) => {
  const { tx, actor, now } = context
  const today = beijingDay(now)
  const { file, row } = await takeStoppageStep(context, 'lapse', input, today, () => null)
  await tx.caseStoppage.update({
    where: { id: row.id },
    data: { endedOn: toDateColumn(today), endWhy: 'lapsed', endReason: reason, endedById: actor.userId, endedByName: actor.name },
  })
  await stopClocks(context, clockSubject(file), [stoppageClocks[row.kind]], { objectId: row.id, lapses: lapsingRules })
  await recordInTrail(context, file.id, 'lapseStoppage', { stoppage: [row.kind, row.kind], endedOn: [null, today], reason: [null, reason] })
})
