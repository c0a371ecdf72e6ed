import 'server-only'
import type { KeptExclusion } from '#domain/clock/exclusion'
import { type ClockChangeCause, dueOfMoved, isEstimated } from '#domain/clock/moved'
import type { Grant } from '#domain/kernel/access'
import { fromDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { audit } from '#platform/audit'
import type { Prisma } from '#platform/prisma/client'
import { whereMay } from '../access'
import type { Context } from '../command'
import { attachFiles } from '../file/attach'
import { must } from '../refused'

export const movedParts = {
  exclusions: { orderBy: { openedAt: 'asc' } },
  changes: { where: { cause: 'extension', struckBy: { is: null } }, orderBy: { extensionNo: 'asc' } },
} satisfies Prisma.StatutoryClockInclude
/** A clock with what has moved it so far. */
export type SeenClock = Prisma.StatutoryClockGetPayload<{ include: typeof movedParts }>

/** The clock, when a grant lets the actor act on it. Refuses `notFound`, whether it is missing or out of reach. */
export async function findClockFor(
  { tx, actor }: Context,
  grants: readonly Grant<'responsibleAgency' | 'responsible'>[],
  id: string,
): Promise<SeenClock> {
  // Two who move one clock see each what the other did.
  await tx.$queryRaw`SELECT FROM statutory_clock WHERE id = ${id}::uuid FOR UPDATE`
  const clock = await tx.statutoryClock.findFirst({
    where: { AND: [{ id }, whereMay(actor, grants, 'statutoryClock')] },
    include: movedParts,
  })
  return clock ?? must(refuse('notFound'))
}

/** The running clocks of a matter, with what has moved them. */
export async function runningClocks({ tx }: Context, { type, id }: { type: SeenClock['subjectType']; id: string }): Promise<SeenClock[]> {
  await tx.$queryRaw`SELECT FROM statutory_clock
    WHERE subject_type = ${type}::"ClockSubject" AND subject_id = ${id}::uuid AND stopped_at IS NULL ORDER BY id FOR UPDATE`
  return tx.statutoryClock.findMany({ where: { subjectType: type, subjectId: id, stoppedAt: null }, include: movedParts })
}

/** The periods that count: those that were struck out do not. */
export const keptExclusions = (clock: Pick<SeenClock, 'exclusions'>): (KeptExclusion & { id: string })[] =>
  clock.exclusions.flatMap(({ id, ground, fromOn, toOn, struckAt }) =>
    struckAt === null ? [{ id, ground, fromOn: fromDateColumn(fromOn), toOn: toOn && fromDateColumn(toOn) }] : [],
  )

/** The lengths granted besides, as far as they were not struck out. */
export const extendedBy = ({ changes }: Pick<SeenClock, 'changes'>): number[] => changes.map(({ length }) => length ?? 0)

export type Move = {
  cause: ClockChangeCause
  reason: string
  exclusionId?: string
  extension?: { no: number; length: number }
  strikesId?: string
  fileId?: string
}

/** Whose word it is; nobody's, where the calendar or the law moves a clock. */
type Mover = Pick<Context, 'tx' | 'now' | 'calendar'> & { actor: Parameters<typeof audit>[1]['actor']; requestId?: string }

/**
 * The one way the last day of a running clock moves: the row, what it was and what it is now, and the trail, together or not at all. What was
 * told of the day before is told of the new one again, where that lies ahead. Refuses `changedMeanwhile`.
 */
export async function moveClock(context: Mover, clock: SeenClock, dueAfter: Date, pausedAt: Date | null, move: Move): Promise<void> {
  const { tx, actor, now, calendar } = context
  const ahead = dueAfter > now
  const done = await tx.statutoryClock.updateMany({
    where: { id: clock.id, stoppedAt: null, dueAt: clock.dueAt, pausedAt: clock.pausedAt },
    data: {
      ...{ dueAt: dueAfter, pausedAt, length: clock.length, localBasis: clock.localBasis },
      ...(ahead ? { warnedAt: null, overdueNotedAt: null } : {}),
      estimated: isEstimated({ ...clock, dueAt: dueAfter }, calendar),
    },
  })
  if (done.count === 0) must(refuse('changedMeanwhile'))
  const ofPerson = move.cause !== 'calendar' && move.cause !== 'law'
  await tx.clockChange.create({
    data: {
      ...{ clockId: clock.id, cause: move.cause, dueBefore: clock.dueAt, dueAfter, reason: move.reason },
      ...{ exclusionId: move.exclusionId ?? null, fileId: move.fileId ?? null, strikesId: move.strikesId ?? null },
      ...{ extensionNo: move.extension?.no ?? null, length: move.extension?.length ?? null },
      ...{ byId: ofPerson ? actor.userId : null, byName: actor.name, at: now },
    },
  })
  await recordOfClock(context, clock, 'clock.move', {
    cause: [null, move.cause],
    dueAt: [clock.dueAt.toISOString(), dueAfter.toISOString()],
    reason: [null, move.reason],
  })
}

/** A line in the clock's own trail: it is read by whoever reads the clock. */
export const recordOfClock = (
  { tx, actor, now, requestId }: Mover,
  clock: Pick<SeenClock, 'id' | 'ruleId' | 'subjectNumber'>,
  action: 'clock.move' | 'clock.openExclusion',
  change: Record<string, readonly [unknown, unknown]>,
): Promise<void> =>
  audit(tx, {
    at: now,
    actor,
    action,
    subject: { type: 'statutoryClock', id: clock.id },
    change: { rule: [null, clock.ruleId], subject: [null, clock.subjectNumber], ...change },
    requestId,
  })

/** When a clock runs out with these exclusions and extensions. A rule that does not run has no clock. */
export const movedDue = (
  { calendar }: Pick<Context, 'calendar'>,
  { ruleId, startedAt, length }: SeenClock,
  exclusions: readonly KeptExclusion[],
  extended: readonly number[],
): Date => dueOfMoved({ ruleId, startedAt, length, exclusions, extended }, calendar) ?? must(refuse('notFound'))

/** Puts what proves a day or a decision to the matter of the clock. Refuses `notFound` for a file that is none of the actor's. */
export const attachProof = (context: Context, clock: SeenClock, fileId: string) =>
  attachFiles(
    context,
    { type: clock.subjectType, id: clock.subjectId },
    { department: clock.responsibleDepartment, regionNo: clock.responsibleRegionNo, secrecy: clock.secrecy },
    'clockProof',
    [fileId],
  )
