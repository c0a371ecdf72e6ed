import 'server-only'
import { byOfficer } from '#domain/case/grants'
import { afterItWentOn, lastHalted } from '#domain/case/tracks/suspension'
import { mayRunAgain, mayStandStill, standsFrom, standsSince } from '#domain/clock/exclusion'
import { type ExclusionGround, exclusionGround } from '#domain/clock/exclusion-grounds'
import { closeExclusionInput, openExclusionInput } from '#domain/clock/inputs'
import { isClockRuleId, runningRule } from '#domain/clock/rules'
import { beijingDay, beijingMidnight, type CivilDate, fromDateColumn, toDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { whereMay, whereReadable } from '../access'
import { type Context, command } from '../command'
import { must } from '../refused'
import { notOwnWork } from './extend-clock'
import {
  attachProof,
  extendedBy,
  findClockFor,
  keptExclusions,
  moveClock,
  movedDue,
  recordOfClock,
  runningClocks,
  type SeenClock,
} from './move-clock'

/** A period as a step of a procedure brings it about: why, of what, from or until which day, and the file that proves that day. */
export type Period = { ground: ExclusionGround; on: CivilDate; fileId: string }
type Subject = { type: SeenClock['subjectType']; id: string }

/**
 * For the steps of a procedure: from this day on, the days do not count on the running clocks of a matter whose rule knows the ground (a case
 * that is suspended, a hearing); on one that began later, from its first day. The file is one that stands with the matter. Clocks of other rules
 * run on, and what was over by then stays so. Refuses `dateInFuture`, `changedMeanwhile`.
 */
export async function standStill(context: Context, subject: Subject, period: Period & { note: string }): Promise<void> {
  for (const clock of await runningClocks(context, subject)) {
    const on = standsFrom({ ...clock, excludes: excludesOf(clock) }, keptExclusions(clock), period.ground, period.on)
    if (on !== null) await open(context, clock, { ...period, on })
  }
}

/** The same for the period's end: what stood still on this ground runs again, its last day moved by the days that it took, one at least. */
export async function runAgain(context: Context, subject: Subject, period: Period): Promise<void> {
  for (const clock of await runningClocks(context, subject)) {
    const opened = keptExclusions(clock).find(({ ground, toOn }) => ground === period.ground && toOn === null)
    if (opened) await close(context, clock, opened.id, { ...period, on: period.on < opened.fromOn ? opened.fromOn : period.on })
  }
}

/** The officers of the case; of any other matter, who works on it at the agency that must act. */
export const byWhoActs = [
  { role: 'handler', as: 'responsibleAgency' },
  { role: 'reviewer', as: 'responsibleAgency' },
] as const

/** Of a clock that is late already it is the head's word: it takes back that somebody was late. */
export const byWhoHeads = [{ role: 'approver', as: 'responsibleAgency' }] as const

/** The clock, when the actor may enter that days of it do not count. Refuses `notFound`, and of a clock that is late `lateNeedsHead`, `samePerson`. */
async function findClockToHalt(context: Context, clockId: string): Promise<SeenClock> {
  const { tx, actor, now } = context
  const late = { id: clockId, stoppedAt: null, pausedAt: null, dueAt: { lte: now } }
  const found = await tx.statutoryClock.findFirst({
    where: { AND: [late, whereReadable(actor, 'statutoryClock')] },
    select: { dueAt: true },
  })
  if (!found) return findClockInHand(context, clockId)
  const heads = await tx.statutoryClock.count({ where: { AND: [{ id: clockId }, whereMay(actor, byWhoHeads, 'statutoryClock')] } })
  if (heads === 0) {
    await findClockInHand(context, clockId)
    return must(refuse('lateNeedsHead', { day: beijingDay(new Date(found.dueAt.getTime() - 1)) }))
  }
  const clock = await findClockFor(context, byWhoHeads, clockId)
  return (await notOwnWork(tx, actor, clock)) ? clock : must(refuse('samePerson'))
}

async function findClockInHand(context: Context, clockId: string): Promise<SeenClock> {
  const clock = await findClockFor(context, byWhoActs, clockId)
  if (clock.subjectType !== 'case') return clock
  const own = await context.tx.case.count({ where: { AND: [{ id: clock.subjectId }, whereMay(context.actor, byOfficer, 'case')] } })
  return own > 0 ? clock : must(refuse('notFound'))
}

/**
 * Enters that from a day on the days of a clock do not count (扣除期间), on a ground that its rule knows, with what proves the first day. Until
 * the end is entered the clock stands still: nobody is late by it. Of a clock that is late already the head enters it.
 *
 * Refuses `notFound`, `lateNeedsHead`, `samePerson`, `clockStopped`, `groundUnfit`, `exclusionOpen`, `dateInFuture`, `dateBeforeAct`, `clockRanOut` where its time was over by that day.
 */
export const openExclusion = command('clock.openExclusion', openExclusionInput, async (context, { clockId, fromOn, ...given }) => {
  const clock = await findClockToHalt(context, clockId)
  if (isOfProcedure(given.ground)) must(refuse('groundUnfit', { ground: exclusionGround(given.ground).name }))
  await attachProof(context, clock, given.fileId)
  await open(context, clock, { ...given, on: fromOn })
})

/**
 * Enters the last day of such a period, with what proves it: first and last day are days that do not count, and the clock's last day moves
 * by as many as count for it. The day before and after are kept.
 *
 * That of a suspension is entered so where the procedure went on without its proof, and for no later day.
 *
 * Refuses `notFound`, `clockStopped`, `wrongState` where it has ended, `dateInFuture`, `dateBeforeAct`, `invalidInput`, `changedMeanwhile`.
 */
export const closeExclusion = command(
  'clock.closeExclusion',
  closeExclusionInput,
  async (context, { clockId, exclusionId, toOn, fileId }) => {
    const clock = await findClockInHand(context, clockId)
    const halted = clock.exclusions.find(({ id, ground }) => id === exclusionId && isOfProcedure(ground))
    if (halted) await mayProveEnd(context, clock, fromDateColumn(halted.fromOn), toOn)
    await attachProof(context, clock, fileId)
    await close(context, clock, exclusionId, { on: toOn, fileId })
  },
)

/** A procedure is suspended as a whole, and its clocks with it: nobody halts or starts one alone. */
export const isOfProcedure = (ground: ExclusionGround): boolean => ground === 'suspension'

/** A suspension ends with its own step. Where it went on without what proves that, the proof comes later. Refuses `notFound`, `invalidInput`. */
async function mayProveEnd({ tx }: Context, { subjectId }: SeenClock, fromOn: CivilDate, toOn: CivilDate): Promise<void> {
  const last = await tx.caseSuspension.findFirst({ where: { caseId: subjectId }, orderBy: { seq: 'desc' } })
  if (!last?.resumedOn) return must(refuse('notFound'))
  const until = lastHalted(fromOn, fromDateColumn(last.resumedOn))
  if (toOn > until) must(refuse('invalidInput', { fields: ['toOn'], messages: [afterItWentOn] }))
}

const excludesOf = ({ ruleId }: SeenClock) => (isClockRuleId(ruleId) ? runningRule(ruleId)?.excludes : undefined) ?? []

async function open(context: Context, clock: SeenClock, { ground, on, fileId, note }: Period & { note: string }): Promise<void> {
  const { tx, actor, now } = context
  const kept = keptExclusions(clock)
  must(mayStandStill({ ...clock, excludes: excludesOf(clock) }, kept, ground, on, beijingDay(now)))
  const since = standsSince([...kept, { ground, fromOn: on, toOn: null }]) ?? on
  const stood = await tx.statutoryClock.updateMany({
    where: { id: clock.id, stoppedAt: null, dueAt: clock.dueAt, pausedAt: clock.pausedAt },
    data: { pausedAt: beijingMidnight(since) },
  })
  if (stood.count === 0) must(refuse('changedMeanwhile'))
  await tx.clockExclusion.create({
    data: {
      ...{ clockId: clock.id, ground, note, fromOn: toDateColumn(on), fromFileId: fileId },
      ...{ openedById: actor.userId, openedByName: actor.name, openedAt: now },
    },
  })
  await recordOfClock(context, clock, 'clock.openExclusion', { ground: [null, ground], from: [null, on], note: [null, note] })
}

async function close(context: Context, clock: SeenClock, exclusionId: string, { on, fileId }: Omit<Period, 'ground'>): Promise<void> {
  const { tx, actor, now } = context
  const kept = keptExclusions(clock)
  const ending = kept.find(({ id }) => id === exclusionId) ?? must(refuse('notFound'))
  must(mayRunAgain(clock, ending, on, beijingDay(now)))
  const after = kept.map((one) => (one.id === exclusionId ? { ...one, toOn: on } : one))
  const ended = await tx.clockExclusion.updateMany({
    where: { id: exclusionId, toOn: null },
    data: { toOn: toDateColumn(on), toFileId: fileId, closedById: actor.userId, closedByName: actor.name, closedAt: now },
  })
  if (ended.count === 0) must(refuse('changedMeanwhile'))
  const since = standsSince(after)
  const due = movedDue(context, clock, after, extendedBy(clock))
  const { note = '' } = clock.exclusions.find(({ id }) => id === exclusionId) ?? {}
  await moveClock(context, clock, due, since === null ? null : beijingMidnight(since), {
    cause: 'exclusion',
    reason: note,
    exclusionId,
    fileId,
  })
}
