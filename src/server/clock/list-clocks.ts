import 'server-only'
import { z } from 'zod'
import { clockSubjects, soonUntil, type WorkCalendar } from '#domain/clock/clock'
import { clockPartyNames } from '#domain/clock/clock-rule'
import { type Due, dueOf } from '#domain/clock/due'
import { type ClockScope, type ClockStanding, clockScopes, clockStandings } from '#domain/clock/register'
import { clockRule, isClockRuleId, lapsingRules } from '#domain/clock/rules'
import type { Actor } from '#domain/kernel/access'
import { addDays, beijingDay, beijingMidnight } from '#domain/kernel/civil-date'
import { readableSql } from '../access'
import { listQuery } from '../query'
import { loadCalendar } from './calendar'
import { matterPage } from './watch-clocks'

/** What the list may be asked. Read from the URL; anything else in it is left alone. */
export const clockFilter = z.object({
  scope: z.enum(clockScopes).optional().catch(undefined),
  state: z.enum(clockStandings).optional().catch(undefined),
  of: z.enum(clockSubjects).optional().catch(undefined),
  rule: z.string().refine(isClockRuleId).optional().catch(undefined),
  agency: z.uuid().optional().catch(undefined),
  after: z.string().max(80).optional().catch(undefined),
})
export type ClockFilter = z.infer<typeof clockFilter>

export const clockPageSize = 50
/** Counts stop here: past it, the number itself helps nobody. */
const countCap = 10_000

export type ListedClockRow = { id: string; due: Due; name: string; number: string; title: string; side: string; href: string }

type Row = {
  id: string
  ruleId: string
  subjectType: (typeof clockSubjects)[number]
  subjectId: string
  number: string
  title: string
  dueAt: Date
  pausedAt: Date | null
  agencyName: string | null
}

/** Time that a party may let pass is on no list of what is late. */
const runs = `statutory_clock.stopped_at IS NULL AND statutory_clock.rule_id NOT IN (${lapsingRules.map((rule) => `'${rule}'`).join()})
  AND ${readableSql('statutoryClock')}`
const late = (now: string) => `statutory_clock.paused_at IS NULL AND statutory_clock.due_at <= ${now}::timestamptz`

/** Types the three values, so that a statement that uses only some of them still knows what each is. */
const parameters = 'WITH given AS (SELECT $1::uuid, $2::"Department", $3::int)'

/** $1 agency, $2 department, $3 region. What names no agency is of the bureau of its department and region. */
const ofOwn = `(statutory_clock.responsible_agency_id = $1::uuid OR statutory_clock.responsible_agency_id IS NULL
  AND statutory_clock.responsible_department = $2::"Department" AND statutory_clock.responsible_region_no = $3::int
  AND (SELECT ctx_text('app.agency_kind')) = 'bureau')`
const scopes: Record<ClockScope, string> = {
  own: ofOwn,
  below: `statutory_clock.responsible_department = $2::"Department" AND NOT coalesce(${ofOwn}, false)`,
  waiting: `statutory_clock.responsible_department IS DISTINCT FROM $2::"Department" AND statutory_clock.other_department = $2::"Department"`,
}

/**
 * One page of the clocks that run for the own agency, for those below it, or for others whom it waits for: what runs out first, first. Which of
 * them the actor sees the row policies say, and the same condition besides; `late` counts what is over in each scope.
 */
export async function listClocks(actor: Actor, filter: ClockFilter, now: Date) {
  const calendar = await loadCalendar()
  const values: unknown[] = [actor.agencyId, actor.department, actor.regionNo]
  const at = (value: unknown) => `$${values.push(value)}`
  const scope = filter.scope ?? 'own'
  const conditions = [runs, scopes[scope], ...asked(filter, at, now, calendar)].join(' AND ')
  const counted = `${parameters} SELECT count(*)::int AS n FROM (SELECT FROM statutory_clock WHERE ${conditions} LIMIT ${countCap + 1}) AS capped`
  const countValues = [...values]
  const position = positionOf(filter.after)
  const turned = position
    ? ` AND (statutory_clock.due_at, statutory_clock.id) > (${at(position.place)}::timestamptz, ${at(position.id)}::uuid)`
    : ''
  const page = `${parameters} SELECT statutory_clock.id, rule_id AS "ruleId", subject_type AS "subjectType", subject_id AS "subjectId", subject_number AS number,
      subject_title AS title, due_at AS "dueAt", paused_at AS "pausedAt", a.short_name AS "agencyName"
    FROM statutory_clock LEFT JOIN agency a ON a.id = statutory_clock.responsible_agency_id
    WHERE ${conditions}${turned} ORDER BY statutory_clock.due_at, statutory_clock.id LIMIT ${clockPageSize + 1}`
  const lateSql = clockScopes.map(
    (name) =>
      `(SELECT count(*)::int FROM (SELECT FROM statutory_clock WHERE ${runs} AND ${scopes[name]} AND ${late('$4')} LIMIT ${countCap}) AS over) AS ${name}`,
  )

  return listQuery(actor, async (client) => {
    const found = await client.query<Row>(page, values)
    const total = await client.query<{ n: number }>(counted, countValues)
    const over = await client.query<Record<ClockScope, number>>(`${parameters} SELECT ${lateSql.join(', ')}`, [...values.slice(0, 3), now])
    const rows = found.rows.slice(0, clockPageSize)
    const [count, last] = [total.rows[0]?.n ?? 0, rows.at(-1)]
    return {
      rows: rows.map((row) => viewRow(row, now, calendar)),
      count: Math.min(count, countCap),
      exact: count <= countCap,
      next: found.rows.length > clockPageSize && last ? `${last.dueAt.toISOString()}~${last.id}` : null,
      late: over.rows[0] ?? { own: 0, below: 0, waiting: 0 },
    }
  })
}

/** The agencies whose clocks stand in the list of those below. */
export const agenciesBelow = (actor: Actor): Promise<{ id: string; name: string }[]> =>
  listQuery(actor, async (client) => {
    const found = await client.query<{ id: string; name: string }>(
      `SELECT id, short_name AS name FROM agency WHERE department = $1::"Department" AND region_no BETWEEN $2::int AND $3::int AND id <> $4::uuid
       ORDER BY region_no, name LIMIT 500`,
      [actor.department, actor.regionLo ?? 1, actor.regionHi ?? 0, actor.agencyId],
    )
    return found.rows
  })

function asked(filter: ClockFilter, at: (value: unknown) => string, now: Date, calendar: WorkCalendar): string[] {
  const due = 'statutory_clock.due_at'
  const today = beijingMidnight(addDays(beijingDay(now), 1))
  const between = (from: Date, until: Date) =>
    `statutory_clock.paused_at IS NULL AND ${due} > ${at(from)}::timestamptz AND ${due} <= ${at(until)}::timestamptz`
  const standing: Record<ClockStanding, () => string> = {
    late: () => late(at(now)),
    today: () => between(now, today),
    soon: () => between(today, soonUntil(now, calendar)),
    paused: () => 'statutory_clock.paused_at IS NOT NULL',
  }
  return [
    ...(filter.state ? [standing[filter.state]()] : []),
    ...(filter.of ? [`statutory_clock.subject_type = ${at(filter.of)}::"ClockSubject"`] : []),
    ...(filter.rule ? [`statutory_clock.rule_id = ${at(filter.rule)}`] : []),
    ...(filter.agency ? [`statutory_clock.responsible_agency_id = ${at(filter.agency)}::uuid`] : []),
  ]
}

function viewRow({ id, ruleId, number, title, agencyName, ...row }: Row, now: Date, calendar: WorkCalendar): ListedClockRow {
  const rule = isClockRuleId(ruleId) ? clockRule(ruleId) : null
  const due = dueOf(row, now, calendar)
  return {
    ...{ id, number, title, due },
    name: rule?.name ?? ruleId,
    side: agencyName ?? (rule ? clockPartyNames[rule.side] : ''),
    href: matterPage(row),
  }
}

/** `2026-05-31T16:00:00.000Z~0198…` → its parts; anything else is the first page. */
function positionOf(after: string | undefined): { place: string; id: string } | null {
  const [place, id] = (after ?? '').split('~')
  return z.iso.datetime().safeParse(place).success && z.uuid().safeParse(id).success && place && id ? { place, id } : null
}
