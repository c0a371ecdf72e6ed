import 'server-only'
import { notByOfficers } from '#domain/case/grants'
import { extendedByStep, mayExtend, nextExtension } from '#domain/clock/extension'
import { extendClockInput } from '#domain/clock/inputs'
import type { Actor } from '#domain/kernel/access'
import { refuse } from '#domain/kernel/result'
import type { Tx } from '#platform/db'
import { whereReadable } from '../access'
import { type Context, command } from '../command'
import { must } from '../refused'
import { attachProof, extendedBy, findClockFor, keptExclusions, moveClock, movedDue, type SeenClock } from './move-clock'

/**
 * Extends a clock (延长期限): the next extension that its rule knows, by whom the rule names, before its time is over. Whoever works on the case
 * does not extend its time. The day before and after are kept.
 *
 * Refuses `notFound`, `noExtension` where the rule knows none, none is left or it has a step of its own (a seal), `samePerson`, `clockStopped`, `exclusionOpen`, `clockRanOut`,
 * `extensionUnfit`, `minutesMissing`, `changedMeanwhile`.
 */
export const extendClock = command('clock.extend', extendClockInput, (context, input) => extendNow(context, input, false))

type Extension = { clockId: string; reason: string; length?: number; fileId?: string }

/** The extension itself, also as part of another act, where there is a step for it (`byStep`). Refuses as `extendClock` does. */
export async function extendNow(context: Context, { clockId, reason, length: asked, fileId }: Extension, byStep: boolean): Promise<void> {
  const { tx, actor, now } = context
  const where = { AND: [{ id: clockId }, whereReadable(actor, 'statutoryClock')] }
  const found = await tx.statutoryClock.findFirst({
    where,
    select: { ruleId: true, _count: { select: { changes: { where: { cause: 'extension', struckBy: { is: null } } } } } },
  })
  if (!found) return must(refuse('notFound'))
  const had = found._count.changes
  if (extendedByStep(found.ruleId) !== byStep) must(refuse('noExtension', { count: had }))
  const next = nextExtension(found.ruleId, had) ?? must(refuse('noExtension', { count: had }))
  const clock = await findClockFor(context, next.by, clockId)
  // Somebody else may have extended it before it was held.
  if (extendedBy(clock).length !== had) must(refuse('changedMeanwhile'))
  if (!(await notOwnWork(tx, actor, clock))) must(refuse('samePerson'))
  const { length } = must(mayExtend(clock, next, { length: asked, minutes: fileId !== undefined }, now))
  if (fileId) await attachProof(context, clock, fileId)
  const due = movedDue(context, clock, keptExclusions(clock), [...extendedBy(clock), length])
  // One that was struck out keeps its number.
  const no = 1 + (await tx.clockChange.count({ where: { clockId, cause: 'extension' } }))
  await moveClock(context, clock, due, null, { cause: 'extension', reason, extension: { no, length }, fileId })
}

/** Whether the actor has not worked on the case (经办、审批分离). */
export async function notOwnWork(tx: Tx, { userId }: Actor, { subjectType, subjectId }: Pick<SeenClock, 'subjectType' | 'subjectId'>) {
  if (subjectType !== 'case') return true
  const file = await tx.case.findFirst({
    where: { id: subjectId },
    select: { proposedById: true, officerAId: true, officerBId: true, writerIds: true },
  })
  return file === null || !notByOfficers.some((field) => [file[field]].flat().includes(userId))
}
