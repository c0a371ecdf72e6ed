import 'server-only'
import type { Owed } from '#domain/case/tracks/owed-by-party'
import { planCutTo } from '#domain/case/tracks/paid-parts'
import { changedByRemedy } from '#domain/case/tracks/remedies'
import { type CivilDate, fromDateColumn, toDateColumn } from '#domain/kernel/civil-date'
import type { Tx } from '#platform/db'
import { stopClocks } from '../../clock/turn-clocks'
import type { Context } from '../../command'
import { clockSubject, type SeenCase } from '../take-step'
import { stopPaidClocks } from './performance'
import { isCarriedOut, postSurcharge } from './surcharge'

export type Decided = SeenCase & { procedure: NonNullable<SeenCase['procedure']> }

/**
 * What a decision owes is another amount from this day on. What was posted with the decision no longer counts,
 * what has been paid does, and a plan to pay it in parts ends earlier.
 */
export async function changeDecided(context: Context, file: Decided, { refundFen, fineFen }: Owed, changedOn: CivilDate): Promise<void> {
  const { tx, actor, now } = context
  await tx.caseProcedure.update({
    where: { caseId: file.id },
    data: { decidedRefundFen: refundFen, decidedFineFen: fineFen, version: { increment: 1 } },
  })
  const reckonedOn = await latestOf(tx, file, changedOn)
  await tx.caseMoney.updateMany({
    where: { caseId: file.id, kind: { in: ['demanded', 'fined', 'surcharged'] }, rejectedAt: null },
    data: { rejectedAt: now, rejectionReason: changedByRemedy },
  })
  const posting = {
    ...{ caseId: file.id, campaignId: file.campaignId, agencyId: file.agencyId },
    ...{ occurredOn: toDateColumn(changedOn), recordedById: actor.userId, recordedAt: now },
  }
  const owed = [
    { ...posting, kind: 'demanded' as const, amountFen: refundFen },
    { ...posting, kind: 'fined' as const, amountFen: fineFen },
  ]
  await tx.caseMoney.createMany({ data: owed.filter(({ amountFen }) => amountFen > 0n) })
  if (fineFen === 0n) await stopClocks(context, clockSubject(file), ['CK16'])
  await cutPlan(context, file, fineFen)
  // What had come in before may be all that is owed now; and of what is left of the fine, what it had grown by is.
  const money = await tx.caseMoney.findMany({ where: { caseId: file.id } })
  await stopPaidClocks(context, file.id, money)
  await postSurcharge(context, file.id, money, reckonedOn)
}

/**
 * The last day up to which the fine's growth is known: it was asked for, or paid of the fine, after the decision changed. Of one that was carried out
 * it is the last day on which either was.
 */
async function latestOf(tx: Tx, { id: caseId, procedure }: Decided, changedOn: CivilDate): Promise<CivilDate> {
  const counted = [{ kind: 'surcharged' as const }, { kind: 'finePaid' as const, confirmedAt: { not: null } }]
  const where = { caseId, rejectedAt: null, OR: counted }
  const { _max: last } = await tx.caseMoney.aggregate({ where, _max: { occurredOn: true } })
  const day = last.occurredOn && fromDateColumn(last.occurredOn)
  return day && (day > changedOn || isCarriedOut(procedure)) ? day : changedOn
}

/** Where the fine was spread over instalments, they are together what it is now. No time runs for a part of which nothing is left. */
async function cutPlan(context: Context, file: Decided, fineFen: bigint): Promise<void> {
  const plan = await context.tx.caseInstalment.findMany({ where: { caseId: file.id }, orderBy: { seq: 'asc' } })
  const agreed = plan.map((part) => ({ ...part, left: part.amountFen, amountFen: part.agreedFen ?? part.amountFen }))
  for (const [place, { id, left, amountFen }] of planCutTo(agreed, fineFen).entries()) {
    const agreedFen = agreed[place]?.amountFen ?? amountFen
    if (left === amountFen) continue
    await context.tx.caseInstalment.update({ where: { id }, data: { amountFen, agreedFen: agreedFen === amountFen ? null : agreedFen } })
    if (amountFen === 0n) await stopClocks(context, clockSubject(file), ['CK16'], { objectId: id })
  }
}
