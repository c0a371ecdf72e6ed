import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { beijingDay, beijingMidnight, type CivilDate, endOfWeek } from '#domain/kernel/civil-date'
import { stageOf } from '#domain/lead/stage'
import { type LeadOrigin, leadOrigins } from '#domain/lead/steps'
import { patientQuery } from '../query'
import { conditionsOf } from './lead-conditions'

export type PersonLoad = {
  handlerId: string
  handlerName: string
  agencyId: string
  agencyName: string
  /** 规定动作 and 自选动作 are never one figure: a person with both has a row for each. */
  origin: LeadOrigin
  open: number
  late: number
  dueThisWeek: number
  concluded: number
}
/** `people` is `null` where counting takes too long. */
export type Load = { people: PersonLoad[] | null; today: CivilDate; weekEnd: CivilDate; monthStart: CivilDate }

/** Those with the most that is late come first; who looks further narrows the queue. */
const mostPeople = 500
const mostRows = mostPeople * leadOrigins.length

/**
 * What each officer of the own agency and those below has in hand (人员负荷): open, late, due by the end of this week, concluded this month.
 * Each figure is that of the list behind it.
 */
export async function loadPerPerson(actor: Actor, now: Date): Promise<Load> {
  const today = beijingDay(now)
  const weekEnd = endOfWeek(today)
  const monthStart: CivilDate = `${today.slice(0, 8)}01`
  const people = await patientQuery(actor, async (client) => {
    const { conditions, values } = await conditionsOf(client, actor, {})
    const next = values.length
    const [lateBefore, soonUntil, since] = [`$${next + 1}::date`, `$${next + 2}::date`, `$${next + 3}::timestamptz`]
    const reached = `${conditions.join(' AND ')} AND l.handler_id IS NOT NULL`
    const { rows } = await client.query<PersonLoad>(
      `SELECT load.handler_id AS "handlerId", load.agency_id AS "agencyId", a.short_name AS "agencyName", load.origin::text AS origin, open, late, "dueThisWeek", concluded,
         (SELECT l.handler_name FROM lead l WHERE l.handler_id = load.handler_id LIMIT 1) AS "handlerName"
       FROM (SELECT handler_id, agency_id, origin, sum(open)::int AS open, sum(late)::int AS late, sum(soon)::int AS "dueThisWeek", sum(concluded)::int AS concluded
         FROM (
           SELECT l.handler_id, l.agency_id, l.origin, 1 AS open, (l.due_on < ${lateBefore})::int AS late, (l.due_on BETWEEN ${lateBefore} AND ${soonUntil})::int AS soon,
             0 AS concluded FROM lead l WHERE ${reached} AND l.stage < ${stageOf('concluded')}
           UNION ALL SELECT l.handler_id, l.agency_id, l.origin, 0, 0, 0, 1 FROM lead l WHERE ${reached} AND l.concluded_at >= ${since}
         ) AS each_lead GROUP BY handler_id, agency_id, origin) AS load
       JOIN agency a ON a.id = load.agency_id
       WINDOW person AS (PARTITION BY load.handler_id, load.agency_id)
       ORDER BY sum(late) OVER person DESC, sum(open) OVER person DESC, load.handler_id, load.agency_id, load.origin LIMIT ${mostRows}`,
      [...values, today, weekEnd, beijingMidnight(monthStart)],
    )
    return rows
  })
  return { people, today, weekEnd, monthStart }
}
