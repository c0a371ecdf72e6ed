import { readFileSync } from 'node:fs'

/** By which sessions live: what is tried out days ahead signs nobody off. */
export const clockTime = (): Date => new Date()

/** The one place where the time is read. Everything else is given it. */
export const currentTime = (): Date => movedAhead(new Date())

/** What the database's clock says, as far ahead as the platform lives. */
export const movedAhead = (at: Date): Date => new Date(at.getTime() + daysAhead() * 86_400_000)

/**
 * A platform that is tried out may be told to live some days ahead, so that a hearing can be announced and held in one sitting: the file named
 * here holds how many, and where nothing is named, as in service, it is today.
 */
function daysAhead(): number {
  const { QINGYUAN_DAYS_AHEAD_FILE: file, QINGYUAN_LOOKBOOK } = process.env
  if (!file || QINGYUAN_LOOKBOOK !== '1') return 0 // a platform in service cannot be told another day
  try {
    return Number(readFileSync(/* turbopackIgnore: true */ file, 'utf8')) || 0
  } catch {
    return 0 // Nobody has gone ahead.
  }
}
