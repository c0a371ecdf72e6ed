import 'server-only'
import { counts, moneyTotals, type Posting } from '#domain/case/money'
import { surchargeDue } from '#domain/case/surcharge'
import type { AdminStage } from '#domain/case/tracks/stages'
import { lastDayOf } from '#domain/clock/moved'
import { beijingDay, type CivilDate, fromDateColumn, toDateColumn } from '#domain/kernel/civil-date'
import type { Context } from '../../command'

/** The party was urged: from then on what a late fine grows by is asked for. */
const urgedStages: readonly AdminStage[] = ['demanded', 'enforcing']

/**
 * Posts what the fine of a case has grown by up to a day (加处罚款) beyond what was posted of it before: when the party is urged to pay, and when
 * it pays after that. Days on which the decision was looked at again are not counted. Nothing where the party was not urged yet, or owes no more of it.
 */
export async function postSurcharge(context: Context, caseId: string, money: readonly Paid[], on: CivilDate): Promise<void> {
  const { tx, actor, now } = context
  const file = await tx.case.findUniqueOrThrow({
    where: { id: caseId },
    include: { procedure: true, instalments: true, remedies: { select: { receivedOn: true, concludedOn: true } } },
  })
  if (!file.procedure || !urgedStages.includes(file.procedure.stage)) return
  const uncounted = file.remedies.map(({ receivedOn, concludedOn }) => ({
    from: fromDateColumn(receivedOn),
    to: concludedOn ? fromDateColumn(concludedOn) : beijingDay(now),
  }))
  const due = surchargeDue(await finesDue(context, caseId, file), paymentsOf(money), on, uncounted)
  const more = due - moneyTotals(money).treasury.surchargedFen
  if (more <= 0n) return
  await tx.caseMoney.create({
    data: {
      ...{ caseId, campaignId: file.campaignId, agencyId: file.agencyId, kind: 'surcharged', amountFen: more },
      ...{ occurredOn: toDateColumn(on), recordedById: actor.userId, recordedAt: now },
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
