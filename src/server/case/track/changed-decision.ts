import 'server-only'
import { planCutTo } from '#domain/case/tracks/paid-parts'
import { changedByRemedy } from '#domain/case/tracks/remedies'
import { type CivilDate, toDateColumn } from '#domain/kernel/civil-date'
import { formatYuan } from '#domain/kernel/money'
import { refuse } from '#domain/kernel/result'
import { stopClocks } from '../../clock/turn-clocks'
import type { Context } from '../../command'
import { must } from '../../refused'
import { clockSubject, type SeenCase } from '../take-step'
import { stopPaidClocks } from './performance'

type Decided = SeenCase & { procedure: NonNullable<SeenCase['procedure']> }

/**
 * What a decision owes is another amount from this day on, never a higher one (不得加重). What was posted with the decision no longer counts,
 * what has been paid does, and a plan to pay it in parts ends earlier. Refuses `aboveDecision`.
 */
export async function changeDecided(
  context: Context,
  file: Decided,
  { refundFen, fineFen }: { refundFen: bigint; fineFen: bigint },
  changedOn: CivilDate,
): Promise<void> {
  const { tx, actor, now } = context
  const { decidedRefundFen, decidedFineFen } = file.procedure
  const [refundBefore, fineBefore] = [decidedRefundFen ?? 0n, decidedFineFen ?? 0n]
  if (refundFen > refundBefore || fineFen > fineBefore)
    must(refuse('aboveDecision', { refund: formatYuan(refundBefore), fine: formatYuan(fineBefore) }))
  await tx.caseProcedure.update({
    where: { caseId: file.id },
    data: { decidedRefundFen: refundFen, decidedFineFen: fineFen, version: { increment: 1 } },
  })
  await tx.caseMoney.updateMany({
    where: { caseId: file.id, kind: { in: ['demanded', 'fined'] }, rejectedAt: null },
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
  // What had come in before may be all that is owed now.
  await stopPaidClocks(context, file.id, await tx.caseMoney.findMany({ where: { caseId: file.id } }))
}

/** Where the fine was spread over instalments, they are together what it is now. No time runs for a part of which nothing is left. */
async function cutPlan(context: Context, file: Decided, fineFen: bigint): Promise<void> {
  const plan = await context.tx.caseInstalment.findMany({ where: { caseId: file.id }, orderBy: { seq: 'asc' } })
  for (const [place, { id, amountFen }] of planCutTo(plan, fineFen).entries()) {
    const before = plan[place]
    if (!before || before.amountFen === amountFen) continue
    await context.tx.caseInstalment.update({ where: { id }, data: { amountFen, agreedFen: before.agreedFen ?? before.amountFen } })
    if (amountFen === 0n) await stopClocks(context, clockSubject(file), ['CK16'], { objectId: id })
  }
}
