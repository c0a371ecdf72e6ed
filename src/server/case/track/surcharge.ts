import 'server-only'
import { counts, moneyTotals, type Posting } from '#domain/case/money'
import { grownOf, reckonedAnew } from '#domain/case/surcharge'
import { type AdminStage, type ClosingKind, standingClosings } from '#domain/case/tracks/stages'
import { lastDayOf } from '#domain/clock/moved'
import { beijingDay, type CivilDate, fromDateColumn, toDateColumn } from '#domain/kernel/civil-date'
import type { Tx } from '#platform/db'
import type { Context } from '../../command'

/** The party was urged: from then on what a late fine grows by is asked for. */
const urgedStages: readonly AdminStage[] = ['demanded', 'enforcing']

type Urged = { stage: AdminStage; closingKind: ClosingKind | null }

/** Nothing more is asked for by itself, yet what is owed may still change, by an appeal. */
export const isCarriedOut = ({ stage, closingKind }: Urged): boolean =>
  stage === 'performed' || (stage === 'closed' && standingClosings.some((kind) => kind === closingKind))

/** Whether what the fine grew by is asked for: while it is urged, and after that where it once was. */
const isUrged = (procedure: Urged, demands: readonly object[]): boolean =>
  urgedStages.includes(procedure.stage) || (demands.length > 0 && isCarriedOut(procedure))

/**
 * Posts what the fine of a case has grown by up to a day (加处罚款) beyond what was posted of it before: when the party is urged to pay, when it
 * pays after that, and when another fine stands. Where a payment that came in earlier makes it less, what was posted counts no more and the whole
 * is posted anew. Days on which the decision was looked at again are not counted, and none that has not come. Nothing where the party was not
 * urged yet, or owes as much of it as was posted. What had been paid beyond it is to go back.
 */
export async function postSurcharge(context: Context, caseId: string, money: readonly Paid[], on: CivilDate): Promise<void> {
  const { tx, actor, now } = context
  const file = await tx.case.findUniqueOrThrow({
    where: { id: caseId },
    include: {
      procedure: true,
      instalments: true,
      services: { where: { paper: 'demand' }, select: { id: true }, take: 1 },
      remedies: { where: { struckAt: null }, select: { receivedOn: true, concludedOn: true } },
    },
  })
  if (!file.procedure || !isUrged(file.procedure, file.services)) return
  const asked = money
    .filter((posting) => posting.kind === 'surcharged' && counts(posting))
    .map(({ occurredOn }) => fromDateColumn(occurredOn))
  const latest = asked.reduce((late, day) => (day > late ? day : late), on)
  const today = beijingDay(now)
  const upTo = latest < today ? latest : today
  const { surchargedFen } = moneyTotals(money).treasury
  const dueFen = grownOf({ ...file, money, dueOn: await fineDueOn(tx, caseId) }, upTo)
  if (dueFen === surchargedFen) return
  // A payment that was confirmed later and came in earlier makes it less: then all of it is asked for anew.
  const anew = dueFen < surchargedFen
  if (anew)
    await tx.caseMoney.updateMany({
      where: { caseId, kind: 'surcharged', rejectedAt: null },
      data: { rejectedAt: now, rejectionReason: reckonedAnew },
    })
  if (dueFen === 0n) return
  await tx.caseMoney.create({
    data: {
      ...{ caseId, campaignId: file.campaignId, agencyId: file.agencyId, kind: 'surcharged' },
      ...{ amountFen: anew ? dueFen : dueFen - surchargedFen, occurredOn: toDateColumn(upTo), recordedById: actor.userId, recordedAt: now },
    },
  })
}

type Paid = Posting & { occurredOn: Date }

/** The last day on which the fine was to be paid at once; `null` where its time never ran. */
export async function fineDueOn(tx: Tx, caseId: string): Promise<CivilDate | null> {
  const clock = await tx.statutoryClock.findFirst({
    where: { subjectType: 'case', subjectId: caseId, ruleId: 'CK16' },
    orderBy: { dueAt: 'desc' },
    select: { dueAt: true },
  })
  return clock && lastDayOf(clock.dueAt)
}
