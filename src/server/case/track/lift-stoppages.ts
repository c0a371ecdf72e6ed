import 'server-only'
import { stoppageClocks } from '#domain/case/tracks/stoppages'
import { type CivilDate, fromDateColumn, toDateColumn } from '#domain/kernel/civil-date'
import { stopClocks } from '../../clock/turn-clocks'
import type { Context } from '../../command'
import { clockSubject, recordInTrail, type SeenCase } from '../take-step'
import { tellOperator } from './tell-operator'

/** The appeal by which it is not ordered any more, on one party or of it one alone; nothing where the office takes back the whole decision. */
type By = { id?: string; partyId?: string; stoppageId?: string }

/** What was stopped is not ordered any more: it goes on from that day, and the operating agency is told. */
export async function liftStoppages(context: Context, file: SeenCase, by: By, endedOn: CivilDate): Promise<void> {
  const { tx, actor } = context
  const which = { ...(by.partyId ? { partyId: by.partyId } : {}), ...(by.stoppageId ? { id: by.stoppageId } : {}) }
  const open = await tx.caseStoppage.findMany({ where: { caseId: file.id, endedOn: null, ...which } })
  for (const { id, kind, fromOn } of open) {
    const day = endedOn < fromDateColumn(fromOn) ? fromOn : toDateColumn(endedOn)
    await tx.caseStoppage.update({
      where: { id },
      data: { endedOn: day, endWhy: 'revoked', endedById: actor.userId, endedByName: actor.name, remedyId: by.id ?? null },
    })
    await stopClocks(context, clockSubject(file), [stoppageClocks[kind]], { objectId: id })
    await tellOperator(context, file, id, fromDateColumn(day))
    await recordInTrail(context, file.id, 'liftStoppage', { stoppage: [kind, kind], endedOn: [null, fromDateColumn(day)] })
  }
}

/** That it was not ordered any more had been recorded wrongly: it stands still again. Which they are. */
export async function stopAgain({ tx, ...context }: Context, file: SeenCase, remedyId: string): Promise<string[]> {
  const lifted = await tx.caseStoppage.findMany({ where: { caseId: file.id, remedyId, endWhy: 'revoked' } })
  for (const { id, kind, toOn, endedOn } of lifted) {
    const running = { endedOn: null, endWhy: null, endedById: null, endedByName: null, remedyId: null }
    await tx.caseStoppage.update({ where: { id }, data: running })
    await recordInTrail({ tx, ...context }, file.id, 'stopAgain', {
      stoppage: [kind, kind],
      endedOn: [fromDateColumn(endedOn ?? toOn), null],
    })
  }
  return lifted.map(({ id }) => id)
}
