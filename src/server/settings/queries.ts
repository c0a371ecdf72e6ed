import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { whereReadable } from '../access'
import { query } from '../query'

const listed = 200

/** The newest lines of the trail, for the audit administrator. `null` for everybody else. Each reading is itself seen: the page view is logged. */
export async function listTrail(actor: Actor, filter: { action?: string; person?: string }) {
  if (!actor.roles.includes('auditAdmin')) return null
  return query(actor, (tx) =>
    tx.auditEntry.findMany({
      where: {
        AND: [
          whereReadable(actor, 'auditEntry'),
          filter.action ? { action: { startsWith: filter.action } } : {},
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
      take: listed,
    }),
  )
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
