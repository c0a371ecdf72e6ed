import 'server-only'
import { stoppageClocks } from '#domain/case/tracks/stoppages'
import { beijingMidnight, type CivilDate, fromDateColumn, toDateColumn } from '#domain/kernel/civil-date'
import { startClocks, stopClocks } from '../../clock/turn-clocks'
import type { Context } from '../../command'
import { clockSides, clockSubject, recordInTrail, type SeenCase } from '../take-step'
import { tellOperator, tellToCarryOut } from './tell-operator'

/** The appeal by which the decision on one party was revoked; nothing where the office takes back the whole decision. */
type By = { id?: string; partyId?: string }

/** The decision was revoked: what it stopped goes on from that day, and the operating agency is told. */
export async function liftStoppages(context: Context, file: SeenCase, { id: remedyId, partyId }: By, endedOn: CivilDate): Promise<void> {
  const { tx, actor } = context
  const open = await tx.caseStoppage.findMany({ where: { caseId: file.id, endedOn: null, ...(partyId ? { partyId } : {}) } })
  for (const { id, kind, fromOn } of open) {
    const day = endedOn < fromDateColumn(fromOn) ? fromOn : toDateColumn(endedOn)
    await tx.caseStoppage.update({
      where: { id },
      data: { endedOn: day, endWhy: 'revoked', endedById: actor.userId, endedByName: actor.name, remedyId: remedyId ?? null },
    })
    await stopClocks(context, clockSubject(file), [stoppageClocks[kind]], { objectId: id })
    await tellOperator(context, file, id, fromDateColumn(day))
    await recordInTrail(context, file.id, 'liftStoppage', { stoppage: [kind, kind], endedOn: [null, fromDateColumn(day)] })
  }
}

/** That it was revoked had been recorded wrongly: what the decision stops stands still again, to the same last day, and the operating agency is told. */
export async function stopAgain(context: Context, file: SeenCase, remedyId: string): Promise<void> {
  const { tx } = context
  const lifted = await tx.caseStoppage.findMany({ where: { caseId: file.id, remedyId, endWhy: 'revoked' } })
  for (const { id, kind, fromOn, toOn, endedOn } of lifted) {
    const running = { endedOn: null, endWhy: null, endedById: null, endedByName: null, remedyId: null }
    await tx.caseStoppage.update({ where: { id }, data: running })
    const from = beijingMidnight(fromDateColumn(fromOn))
    const sides = { ...clockSides(file), at: from, agreedOn: fromDateColumn(toOn), objectId: id }
    await startClocks(context, clockSubject(file), [stoppageClocks[kind]], sides)
    await tellToCarryOut(context, file, id, fromDateColumn(toOn))
    await recordInTrail(context, file.id, 'stopAgain', { stoppage: [kind, kind], endedOn: [fromDateColumn(endedOn ?? toOn), null] })
  }
}
