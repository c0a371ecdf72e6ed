import { addDays, beijingDay, beijingMidnight, type CivilDate, daysBetween } from '#domain/kernel/civil-date'
import type { World } from './world'

const MINUTE_MS = 60_000
const apartMs = 5 * MINUTE_MS

/** An instant in office hours of that day in Beijing. */
export const inOfficeHours = (world: World, day: CivilDate): Date =>
  new Date(beijingMidnight(day).getTime() + world.random.whole(8 * 60 + 30, 17 * 60 + 30) * MINUTE_MS + world.random.whole(0, 59) * 1_000)

/** The working day on or before `day`, when there is one after `notBefore`. */
function workingDay(world: World, day: CivilDate, notBefore: CivilDate): CivilDate {
  let candidate = day
  while (!world.calendar.isWorkingDay(candidate) && candidate > notBefore) candidate = addDays(candidate, -1)
  return candidate
}

/**
 * When a thing's steps happened: one instant for each gap of days, in order, in office hours, all before now. Gaps are
 * shortened when they would reach into the future. With `after`, all of them come later than that instant.
 */
export function timeline(world: World, startsOn: CivilDate, gaps: readonly number[], after?: Date): Date[] {
  const room = Math.max(0, daysBetween(startsOn, world.today))
  const total = gaps.reduce((sum, gap) => sum + gap, 0)
  const factor = total > room ? room / total : 1
  let passed = 0
  const moments = gaps.map((gap) => {
    passed += gap * factor
    return inOfficeHours(world, workingDay(world, addDays(startsOn, Math.floor(passed)), startsOn)).getTime()
  })
  const later = after === undefined ? moments : moments.map((at, index) => Math.max(at, after.getTime() + (index + 1) * apartMs))
  return inOrder(later, world.now.getTime()).map((at) => new Date(at))
}

/** The same instants one after the other, at least five minutes apart, the last of them before `end`. */
function inOrder(moments: readonly number[], end: number): number[] {
  const ordered = [...moments].sort((one, other) => one - other)
  for (let index = ordered.length - 1, latest = end - apartMs; index >= 0; index -= 1, latest -= apartMs) {
    latest = Math.min(latest, ordered[index] ?? latest)
    ordered[index] = latest
  }
  return ordered
}

/** A day between two, both included. */
export const dayBetween = (world: World, from: CivilDate, to: CivilDate): CivilDate =>
  addDays(from, world.random.whole(0, Math.max(0, daysBetween(from, to))))

export const earlier = (one: CivilDate, other: CivilDate): CivilDate => (one < other ? one : other)

/** So many hours before now, to the second. */
export const hoursAgo = (world: World, hours: number): Date => new Date(world.now.getTime() - hours * 60 * MINUTE_MS)

/** Office hours of the day so many days ago; for today, an hour ago. */
export function daysAgo(world: World, days: number): Date {
  return days === 0 ? hoursAgo(world, 1) : inOfficeHours(world, addDays(world.today, -days))
}

export const dayOf = beijingDay
