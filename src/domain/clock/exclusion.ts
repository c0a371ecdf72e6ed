import { addDays, beijingDay, type CivilDate } from '../kernel/civil-date'
import { ok, type Result, refuse } from '../kernel/result'
import type { ExcludedPeriod } from './clock'
import { type ExclusionGround, exclusionGround } from './exclusion-grounds'

/** As much of a clock as decides whether days of it may not count. */
type Standing = { startedAt: Date; dueAt: Date; stoppedAt: Date | null; excludes: readonly ExclusionGround[] }
/** A period as it is kept: while `toOn` is null it is open, and the clock stands still. */
export type KeptExclusion = { ground: ExclusionGround; fromOn: CivilDate; toOn: CivilDate | null }

/**
 * Whether a period begins on `fromOn` (凭起始凭证). Refuses `clockStopped`, `groundUnfit` where the clock's rule does not know the ground,
 * `exclusionOpen` where one of this ground is open, `dateInFuture`, `dateBeforeAct` before the clock began, and `clockRanOut` with the last
 * day where its time was over by then, and was not standing still already.
 */
export function mayStandStill(
  clock: Standing,
  kept: readonly KeptExclusion[],
  ground: ExclusionGround,
  fromOn: CivilDate,
  today: CivilDate,
): Result<void> {
  if (clock.stoppedAt) return refuse('clockStopped')
  if (!clock.excludes.includes(ground)) return refuse('groundUnfit', { ground: exclusionGround(ground).name })
  if (kept.some((one) => one.ground === ground && one.toOn === null))
    return refuse('exclusionOpen', { ground: exclusionGround(ground).name })
  if (fromOn > today) return refuse('dateInFuture')
  const startedOn = beijingDay(clock.startedAt)
  if (fromOn < startedOn) return refuse('dateBeforeAct', { day: startedOn })
  const lastDay = lastDayOf(clock)
  return isOverBy(clock, kept, fromOn) ? refuse('clockRanOut', { day: lastDay }) : ok(undefined)
}

const lastDayOf = ({ dueAt }: Pick<Standing, 'dueAt'>): CivilDate => beijingDay(new Date(dueAt.getTime() - 1))
const isOverBy = (clock: Pick<Standing, 'dueAt'>, kept: readonly KeptExclusion[], day: CivilDate) =>
  day > lastDayOf(clock) && standsSince(kept) === null

/**
 * The day from which a clock stands still where its matter does as a whole from `fromOn`: its own first day, where it began later. `null` where
 * it does not: its rule does not know the ground, it stands on that already, or its time was over by then, which is no reason to halt nothing.
 */
export function standsFrom(clock: Standing, kept: readonly KeptExclusion[], ground: ExclusionGround, fromOn: CivilDate): CivilDate | null {
  const startedOn = beijingDay(clock.startedAt)
  const from = fromOn < startedOn ? startedOn : fromOn
  const stands = kept.some((one) => one.ground === ground && one.toOn === null)
  const left = clock.stoppedAt === null && clock.excludes.includes(ground) && !stands && !isOverBy(clock, kept, from)
  return left ? from : null
}

/** Whether an open period ends on `toOn` (凭截止凭证), its first and last day included. Refuses `clockStopped`, `wrongState` where it has ended, `dateInFuture`, `dateBeforeAct`. */
export function mayRunAgain(
  clock: Pick<Standing, 'stoppedAt'>,
  { fromOn, toOn: ended }: KeptExclusion,
  toOn: CivilDate,
  today: CivilDate,
): Result<void> {
  if (clock.stoppedAt) return refuse('clockStopped')
  if (ended !== null) return refuse('wrongState', { state: 'closed' })
  if (toOn > today) return refuse('dateInFuture')
  return toOn < fromOn ? refuse('dateBeforeAct', { day: fromOn }) : ok(undefined)
}

/** Who entered a period and its end, and whether it was struck out. */
type Entered = { openedById: string; closedById: string | null; struckAt: Date | null }

/**
 * Whether a period that was entered wrongly is struck out: as long as its clock runs, and by another person than those who entered it. Refuses
 * `clockStopped`, `wrongState` where it was struck out before, `samePerson`.
 */
export function mayStrike(clock: Pick<Standing, 'stoppedAt'>, { openedById, closedById, struckAt }: Entered, userId: string): Result<void> {
  if (clock.stoppedAt) return refuse('clockStopped')
  if (struckAt) return refuse('wrongState', { state: 'struck' })
  return userId === openedById || userId === closedById ? refuse('samePerson') : ok(undefined)
}

/** What has ended counts as the days it took; what is open does not count yet. */
export const excludedDays = (kept: readonly KeptExclusion[]): ExcludedPeriod[] =>
  kept.flatMap(({ fromOn, toOn }) => (toOn === null ? [] : [{ from: fromOn, to: toOn }]))

/** The day from which a clock stands still: the first of its open periods. `null` while it runs. */
export const standsSince = (kept: readonly KeptExclusion[]): CivilDate | null =>
  kept.flatMap(({ fromOn, toOn }) => (toOn === null ? [fromOn] : [])).sort()[0] ?? null

/** How many days a period took. */
export const daysOf = ({ from, to }: ExcludedPeriod): number => {
  let days = 1
  for (let day = from; day < to; day = addDays(day, 1)) days += 1
  return days
}
