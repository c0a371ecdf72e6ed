import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { addDays, beijingMidnight } from '#domain/kernel/civil-date'
import { whereReadable } from '../access'
import { query } from '../query'

const listed = 200

/** `area`: the part of an action before the point. `onFrom`, `onTo`: civil dates in Beijing, both included. */
type TrailFilter = { area?: string; person?: string; onFrom?: string; onTo?: string }

/** The newest lines of the trail, for the audit administrator; `more` when there are older ones that fit. `null` for everybody else. */
export async function listTrail(actor: Actor, filter: TrailFilter) {
  if (!actor.roles.includes('auditAdmin')) return null
  const found = await query(actor, (tx) =>
    tx.auditEntry.findMany({
      where: {
        AND: [
          whereReadable(actor, 'auditEntry'),
          filter.area ? { action: { startsWith: `${filter.area}.` } } : {},
          filter.onFrom ? { at: { gte: beijingMidnight(filter.onFrom) } } : {},
          filter.onTo ? { at: { lt: beijingMidnight(addDays(filter.onTo, 1)) } } : {},
          filter.person ? { actorName: { contains: filter.person } } : {},
        ],
      },
      select: {
        id: true,
        at: true,
        actorName: true,
        department: true,
        regionNo: true,
        action: true,
        subjectType: true,
        subjectId: true,
        seq: true,
        hash: true,
      },
      orderBy: { at: 'desc' },
      take: listed + 1,
    }),
  )
  return { lines: found.slice(0, listed), more: found.length > listed }
}

/** The work calendar as it stands, for the system administrator. `null` for everybody else. */
export async function getCalendarYears(actor: Actor) {
  if (!actor.roles.includes('systemAdmin')) return null
  return query(actor, async (tx) => {
    const years = await tx.workCalendarYear.findMany({ orderBy: { year: 'desc' } })
    const days = await tx.workCalendarDay.findMany({ orderBy: { day: 'asc' } })
    return years.map((year) => ({
      ...year,
      holidays: days.filter(({ day, kind }) => day.getUTCFullYear() === year.year && kind === 'holiday').length,
      makeUps: days.filter(({ day, kind }) => day.getUTCFullYear() === year.year && kind === 'makeUp').length,
    }))
  })
}
