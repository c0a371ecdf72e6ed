import 'server-only'
import { lengthForRunning } from '#domain/case/place-rules'
import type { WorkCalendar } from '#domain/clock/clock'
import { isEstimated, reckonedAnew, reckonedRules } from '#domain/clock/moved'
import { clockRule, isClockRuleId } from '#domain/clock/rules'
import { beijingDay, deadlineMinute } from '#domain/kernel/civil-date'
import { systemActor } from '#domain/kernel/system-actor'
import { prisma, type Tx } from '#platform/db'
import { localRules, rulesOfPlace } from '../case/local-rule/queries'
import { notify } from '../notification/notify'
import { type Bureaus, loadBureaus } from './bureaus'
import { loadCalendar } from './calendar'
import { extendedBy, keptExclusions, moveClock, movedParts, type SeenClock } from './move-clock'
import { addresseesOf, matterPage } from './watch-clocks'

/** Few enough to be done in seconds, so that no row is held long. */
const clocksPerTurn = 500

/**
 * Reckons anew when the running clocks end, by the calendar and the law as they are today: each day, and so on the day after the State Council
 * has published a year. Whose last day moves is kept with both days and the cause, and told to both sides. Runs as the worker's role.
 *
 * Whose day stays is told apart from what is only estimated all the same.
 *
 * Commits together, clock by clock: the new day, the day before, the trail and the notices. What a person holds at that moment is done the next day.
 */
export async function recomputeClocks(now: Date): Promise<{ moved: number }> {
  const calendar = await loadCalendar()
  const none = '00000000-0000-0000-0000-000000000000'
  for (let after = none, moved = 0; ; ) {
    const turn = await prisma.$transaction(
      async (tx) => {
        const found = await tx.$queryRaw<{ id: string }[]>`
          SELECT id::text FROM statutory_clock
          WHERE stopped_at IS NULL AND paused_at IS NULL AND length IS NOT NULL AND due_at > ${now}::timestamptz
            AND rule_id = ANY (${[...reckonedRules]}::text[]) AND id > ${after}::uuid
          ORDER BY id LIMIT ${clocksPerTurn} FOR UPDATE SKIP LOCKED`
        const clocks = await tx.statutoryClock.findMany({ where: { id: { in: found.map(({ id }) => id) } }, include: movedParts })
        const local = clocks.length > 0 ? await localRules(tx) : []
        let count = 0
        const unmoved: SeenClock[] = []
        let bureaus: Bureaus | null = null
        for (const clock of clocks) {
          const set = lengthForRunning(rulesOfPlace(local, clock.responsibleRegionNo), clock.ruleId, beijingDay(now), clock.length)
          const parts = { exclusions: keptExclusions(clock), extended: extendedBy(clock) }
          const anew = reckonedAnew({ ...clock, ...parts }, calendar, now, set?.length)
          if (anew === null) {
            unmoved.push(clock)
            continue
          }
          bureaus ??= await loadBureaus(tx)
          const actor = { ...systemActor, department: clock.responsibleDepartment, regionNo: clock.responsibleRegionNo }
          const byLaw = anew.cause === 'law' && set !== undefined
          const moved = { ...clock, length: anew.length, ...(byLaw ? { localBasis: set.basis } : {}) }
          await moveClock({ tx, now, calendar, actor }, moved, anew.dueAt, null, { cause: anew.cause, reason: byLaw ? set.basis : '' })
          await tell({ tx, now }, clock, anew.dueAt, bureaus)
          count += 1
        }
        await markEstimated(tx, unmoved, calendar)
        return { count, last: found.at(-1)?.id, full: found.length === clocksPerTurn }
      },
      { timeout: 60_000 },
    )
    moved += turn.count
    if (!turn.full || turn.last === undefined) return { moved }
    after = turn.last
  }
}

/** Whose last day stays may rest on announced holidays by now, or on such as were taken back. */
async function markEstimated(tx: Tx, clocks: readonly SeenClock[], calendar: WorkCalendar): Promise<void> {
  const changed = clocks.filter((clock) => clock.estimated !== isEstimated(clock, calendar))
  for (const estimated of [true, false]) {
    const ids = changed.flatMap((clock) => (clock.estimated === estimated ? [] : [clock.id]))
    if (ids.length > 0) await tx.statutoryClock.updateMany({ where: { id: { in: ids } }, data: { estimated } })
  }
}

async function tell(moment: Parameters<typeof notify>[0], clock: SeenClock, dueAt: Date, bureaus: Bureaus): Promise<void> {
  const detail = {
    number: clock.subjectNumber,
    name: isClockRuleId(clock.ruleId) ? clockRule(clock.ruleId).name : clock.ruleId,
    before: deadlineMinute(clock.dueAt),
    after: deadlineMinute(dueAt),
  }
  for (const to of addresseesOf(clock, bureaus)) {
    const whom = 'agencyId' in to ? to.agencyId : to.institutionId
    const dedupeKey = `clockMoved:${clock.id}:${whom}:${detail.after}`
    await notify(moment, to, { kind: 'clockMoved', detail, link: matterPage(clock), dedupeKey })
  }
}
