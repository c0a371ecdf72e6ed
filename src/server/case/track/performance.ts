import 'server-only'
import { nothingHeld } from '#domain/case/acts/holds'
import { limitedCameBack } from '#domain/case/limitation'
import type { Posting } from '#domain/case/money'
import { moneySettled } from '#domain/case/steps'
import { closeInput, instalmentsInput, plainStepInput } from '#domain/case/tracks/inputs'
import { paidParts } from '#domain/case/tracks/paid-parts'
import { closingKindOf } from '#domain/case/tracks/procedure'
import { standingClosings } from '#domain/case/tracks/stages'
import { stoppagesBegun } from '#domain/case/tracks/stoppages'
import { clockRuleIds, lapsingRules, outlastingRules } from '#domain/clock/rules'
import { beijingDay, beijingMidnight, fromDateColumn, toDateColumn } from '#domain/kernel/civil-date'
import { formatYuan } from '#domain/kernel/money'
import { refuse } from '#domain/kernel/result'
import { startClocks, stopClocks } from '../../clock/turn-clocks'
import { type Context, command } from '../../command'
import { must } from '../../refused'
import { clockSidesFor, clockSubject } from '../take-step'
import { findProcedureFor, takeProcedureStep } from './take-procedure-step'

/**
 * Lets the party pay the fine in parts (分期缴纳): each has its own day and its own clock. Together they are the fine.
 *
 * Refuses `notFound`, `wrongState`, `samePerson`, `nothingToSpread`, `planDiffers` with the fine, `dateBeforeAct`, `changedMeanwhile`.
 */
export const allowInstalments = command('case.allowInstalments', instalmentsInput, async (context, { caseId, version, plan, reason }) => {
  const { tx, now } = context
  const seen = await findProcedureFor(context, 'allowInstalments', caseId)
  const { file } = seen
  const fineFen = file.procedure.decidedFineFen ?? 0n
  await takeProcedureStep(context, 'allowInstalments', seen, version, {
    change: { reason: [null, reason], instalments: [null, plan.length] },
  })
  if (plan.reduce((sum, { amountFen }) => sum + amountFen, 0n) !== fineFen) must(refuse('planDiffers', { fine: formatYuan(fineFen) }))
  const days = plan.map(({ dueOn }) => dueOn)
  const rising = days.every((day, place) => day > (days[place - 1] ?? beijingDay(now)))
  if (!rising) must(refuse('dateBeforeAct', { day: beijingDay(now) }))
  for (const [place, { amountFen, dueOn }] of plan.entries()) {
    const { id } = await tx.caseInstalment.create({ data: { caseId, seq: place + 1, amountFen, dueOn: toDateColumn(dueOn) } })
    await startClocks(context, clockSubject(file), ['CK16'], { ...clockSidesFor('CK16', file), agreedOn: dueOn, objectId: id })
  }
})

type Kept = Posting & { occurredOn: Date }

/** Stops the clock of the fine, or of each instalment of it, that what has come in covers, on the day on which it was covered. */
export async function stopPaidClocks(context: Context, caseId: string, money: readonly Kept[]): Promise<void> {
  const parts = await context.tx.caseInstalment.findMany({ where: { caseId }, orderBy: { seq: 'asc' } })
  const postings = money.map((posting) => ({ ...posting, occurredOn: fromDateColumn(posting.occurredOn) }))
  for (const { id, coveredOn } of paidParts(parts, postings)) {
    const start = beijingMidnight(coveredOn)
    const at = start > context.now ? context.now : start
    await stopClocks(context, { type: 'case', id: caseId }, ['CK16'], { at, objectId: id })
  }
}

/** All that was demanded and fined has come in (履行完毕). Refuses `notFound`, `wrongState`, `stoppageNotBegun`, `moneyUnconfirmed`, `moneyOutstanding`, `changedMeanwhile`. */
export const perform = command('case.perform', plainStepInput, async (context, { caseId, version }) => {
  const seen = await findProcedureFor(context, 'perform', caseId)
  await takeProcedureStep(context, 'perform', seen, version, { set: { performedAt: context.now } })
})

/**
 * Closes a case whose other tracks and police referrals have all come to an end and whose money has come in, or says why it is closed
 * without, also where what was decided to be stopped never stood still (结案). No clock of it runs on.
 *
 * Refuses `notFound`, `wrongState`, `samePerson`, `tracksRunning`, `referralOpen`, `moneyUnconfirmed`, `decisionUnserved`, `stoppageNotBegun`, `moneyOutstanding`,
 * `limitedOutstanding`, `changedMeanwhile`.
 */
export const closeCase = command('case.close', closeInput, async (context, { caseId, version, reason }) => {
  const seen = await findProcedureFor(context, 'close', caseId)
  const { file, procedure } = seen
  const closingKind = closingKindOf(procedure)
  must(nothingHeld(await context.tx.caseHold.findMany({ where: { caseId } })))
  await takeProcedureStep(context, 'close', seen, version, {
    set: { closingKind },
    setCase: { closedAt: context.now, closingReason: reason || null },
    change: reason ? { closingReason: [null, reason] } : {},
  })
  if (reason === '') must(stoppagesBegun(procedure))
  must(moneySettled(file, reason))
  if (reason === '' && standingClosings.some((kind) => kind === closingKind)) must(limitedCameBack(file))
  const ended = clockRuleIds.filter((id) => !outlastingRules.some((rule) => rule === id))
  await stopClocks(context, clockSubject(file), ended, { lapses: lapsingRules })
})
