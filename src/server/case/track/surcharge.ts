import 'server-only'
import { counts, moneyTotals, type Posting } from '#domain/case/money'
import { reckonedAnew, surchargeDue } from '#domain/case/surcharge'
import type { AdminStage } from '#domain/case/tracks/stages'
import { lastDayOf } from '#domain/clock/moved'
import { beijingDay, type CivilDate, fromDateColumn, toDateColumn } from '#domain/kernel/civil-date'
import type { Context } from '../../command'

/** The party was urged: from then on what a late fine grows by is asked for. */
const urgedStages: readonly AdminStage[] = ['demanded', 'enforcing']

/**
 * Posts what the fine of a case has grown by up to a day (加处罚款) beyond what was posted of it before: when the party is urged to pay, and when
 * it pays after that. Where a payment that came in earlier makes it less, what was posted counts no more and the whole is posted anew. Days on which the decision was looked at again are not counted. Nothing where the party was not urged yet, or owes as much of it as was posted.
 */
export async function postSurcharge(context: Context, caseId: string, money: readonly Paid[], on: CivilDate): Promise<void> {
  const { tx, actor, now } = context
  const file = await tx.case.findUniqueOrThrow({
    where: { id: caseId },
    include: {
      procedure: true,
      instalments: true,
      remedies: { where: { struckAt: null }, select: { receivedOn: true, concludedOn: true } },
    },
  })
  if (!file.procedure || !urgedStages.includes(file.procedure.stage)) return
  const uncounted = file.remedies.map(({ receivedOn, concludedOn }) => ({
    from: fromDateColumn(receivedOn),
    to: concludedOn ? fromDateColumn(concludedOn) : beijingDay(now),
  }))
  const asked = money
    .filter((posting) => posting.kind === 'surcharged' && counts(posting))
    .map(({ occurredOn }) => fromDateColumn(occurredOn))
  const upTo = asked.reduce((latest, day) => (day > latest ? day : latest), on)
  const { surchargedFen, surchargePaidFen } = moneyTotals(money).treasury
  const grownFen = surchargeDue(await finesDue(context, caseId, file), paymentsOf(money), upTo, uncounted)
  const dueFen = grownFen > surchargePaidFen ? grownFen : surchargePaidFen
  if (dueFen === surchargedFen) return
  // A payment that was confirmed later and came in earlier makes it less: then all of it is asked for anew.
  const anew = dueFen < surchargedFen
  if (anew)
    await tx.caseMoney.updateMany({
      where: { caseId, kind: 'surcharged', rejectedAt: null },
      data: { rejectedAt: now, rejectionReason: reckonedAnew },
    })
  await tx.caseMoney.create({
    data: {
      ...{ caseId, campaignId: file.campaignId, agencyId: file.agencyId, kind: 'surcharged' },
      ...{ amountFen: anew ? dueFen : dueFen - surchargedFen, occurredOn: toDateColumn(upTo), recordedById: actor.userId, recordedAt: now },
    },
  })
}

type Paid = Posting & { occurredOn: Date }
type Fined = {
  procedure: { decidedFineFen: bigint | null } | null
  instalments: readonly { amountFen: bigint; dueOn: Date }[]
}

/** The fine by the day until which it was to be paid, or each part of it by its own. */
async function finesDue({ tx }: Context, caseId: string, { procedure, instalments }: Fined) {
  if (instalments.length > 0) return instalments.map(({ amountFen, dueOn }) => ({ amountFen, dueOn: fromDateColumn(dueOn) }))
  const clock = await tx.statutoryClock.findFirst({
    where: { subjectType: 'case', subjectId: caseId, ruleId: 'CK16' },
    orderBy: { dueAt: 'desc' },
    select: { dueAt: true },
  })
  return clock ? [{ amountFen: procedure?.decidedFineFen ?? 0n, dueOn: lastDayOf(clock.dueAt) }] : []
}

const paymentsOf = (money: readonly Paid[]) =>
  money
    .filter((posting) => posting.kind === 'finePaid' && counts(posting))
    .map(({ amountFen, occurredOn }) => ({ amountFen, paidOn: fromDateColumn(occurredOn) }))
