import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

const DAY_MS = 86_400_000

/** Lets the served pages live so many days ahead. */
export const liveAhead = (days: number) => writeFileSync(join(process.env.DATA_DIR ?? '.data', 'days-ahead'), String(days))

/** The day in Beijing so many days from now. */
export const dayAhead = (days: number): string => new Date(Date.now() + 8 * 3_600_000 + days * DAY_MS).toISOString().slice(0, 10)

/** So many days from now, or the Monday after, where that is a weekend. */
export function workdayAhead(days: number): number {
  const weekday = new Date(`${dayAhead(days)}T00:00:00Z`).getUTCDay()
  return days + (weekday === 6 ? 2 : weekday === 0 ? 1 : 0)
}
