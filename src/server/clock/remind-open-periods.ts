import 'server-only'
import { clockRule, isClockRuleId } from '#domain/clock/rules'
import { beijingDay, DAY_MS } from '#domain/kernel/civil-date'
import { prisma } from '#platform/db'
import { notifyAll } from '../notification/notify'
import { loadBureaus } from './bureaus'
import { addresseesOf, matterPage } from './watch-clocks'

/** A clock that stands still so long is asked after, and again after as long: no law says how often. */
const askedAfterDays = 30
const clocksPerTurn = 1_000

/**
 * Reminds whoever must act by a clock that days of it have not counted for long, and nobody has said until when: it stands on no list of what is
 * late. Each day as the worker's role; told once for each span, however often it runs. Commits together, turn by turn: the notices.
 */
export async function remindOpenPeriods(now: Date, perTurn = clocksPerTurn): Promise<{ reminded: number }> {
  let reminded = 0
  for (let after: string | undefined; ; ) {
    const ids = await remindSome(now, after, perTurn)
    reminded += ids.length
    if (ids.length < perTurn) return { reminded }
    after = ids.at(-1)
  }
}

function remindSome(now: Date, after: string | undefined, perTurn: number): Promise<string[]> {
  return prisma.$transaction(async (tx) => {
    const clocks = await tx.statutoryClock.findMany({
      where: {
        stoppedAt: null,
        pausedAt: { lte: new Date(now.getTime() - askedAfterDays * DAY_MS) },
        ...(after === undefined ? {} : { id: { gt: after } }),
      },
      orderBy: { id: 'asc' },
      take: perTurn,
    })
    const bureaus = await loadBureaus(tx)
    await notifyAll(
      { tx, now },
      clocks.flatMap((clock) => {
        const [since, days] = [beijingDay(clock.pausedAt ?? now), Math.floor((now.getTime() - (clock.pausedAt ?? now).getTime()) / DAY_MS)]
        const name = isClockRuleId(clock.ruleId) ? clockRule(clock.ruleId).name : clock.ruleId
        const dedupeKey = `clockStandsLong:${clock.id}:${since}:${Math.floor(days / askedAfterDays)}`
        const detail = { number: clock.subjectNumber, name, since, days }
        const notice = { kind: 'clockStandsLong', detail, link: matterPage(clock), dedupeKey } as const
        return addresseesOf(clock, bureaus)
          .slice(0, 1)
          .map((to) => ({ to, notice }))
      }),
    )
    return clocks.map(({ id }) => id)
  })
}
