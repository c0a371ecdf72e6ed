import 'server-only'
import { z } from 'zod'
import { soonUntil } from '#domain/clock/clock'
import { type Due, dueOf } from '#domain/clock/due'
import { clockRule, isClockRuleId } from '#domain/clock/rules'
import { type WorkKind, workFor, workKinds } from '#domain/desk/work'
import type { Actor } from '#domain/kernel/access'
import { addDays, beijingDay, beijingMidnight } from '#domain/kernel/civil-date'
import type { QueryResultRow } from '#platform/pg'
import { currentTime } from '#platform/time'
import { loadCalendar } from '../clock/calendar'
import { plannedOnce, shortQuery, statementName } from '../query'
import { workSources } from './work-sources'

export const dueWindows = ['late', 'today', 'soon'] as const
export type DueWindow = (typeof dueWindows)[number]

/** What the desk may be asked. Read from the URL; anything else in it is left alone. */
export const deskFilter = z.object({
  due: z.enum(dueWindows).optional().catch(undefined),
  kind: z.enum(workKinds).optional().catch(undefined),
  after: z.string().max(120).optional().catch(undefined),
})
export type DeskFilter = z.infer<typeof deskFilter>

export const deskPageSize = 50

export type WorkItem = {
  id: string
  kind: WorkKind
  number: string
  title: string
  href: string
  clockName: string | null
  due: Due | null
}

export type WorkCentre = {
  /** One page of what matches the filter, most urgent first; `count` is of all that match. */
  items: WorkItem[]
  count: number
  next: string | null
  /** Of all that waits, whatever the filter. */
  counts: Partial<Record<WorkKind, number>>
} & Record<DueWindow, number>

type Row = {
  id: string
  rule: string | null
  kind: WorkKind
  rank: number
  number: string
  title: string
  href: string
  due_at: Date | null
}
type Tally = { kind: WorkKind; n: number } & Record<DueWindow, number>

const nothing: WorkCentre = { items: [], count: 0, next: null, counts: {}, late: 0, today: 0, soon: 0 }
const noPlace = '00000000-0000-0000-0000-000000000000'

/**
 * What waits for this person over every area, most urgent first, a page at a time. A kind that is not theirs is not asked for.
 * Every number is of all rows, not of those on the page.
 */
export async function getWorkCentre(actor: Actor, filter: DeskFilter = {}, now = currentTime()): Promise<WorkCentre> {
  const kinds = workFor(actor)
  if (kinds.length === 0) return nothing

  const calendar = await loadCalendar()
  const { agencyId, userId, institutionId, regionLo, regionHi, department } = actor
  const place = [agencyId ?? noPlace, userId, institutionId ?? noPlace, regionLo ?? 1, regionHi ?? 0, department ?? '']
  const given = [...place, now, beijingMidnight(addDays(beijingDay(now), 1)), soonUntil(now, calendar)]
  const position = positionOf(filter.after)
  const asked = kinds.filter((kind) => filter.kind === undefined || filter.kind === kind)

  const [tallies, rows] = await shortQuery(actor, async (client) => {
    const ask = async <Found extends QueryResultRow>(texts: readonly string[], values: readonly unknown[]): Promise<Found[]> => {
      const asked = () => Promise.all(texts.map((text) => client.query<Found>({ name: statementName(text), text, values: [...values] })))
      return (await plannedOnce(client, asked)).flatMap((answer) => answer.rows)
    }
    const others = kinds.filter((kind) => kind !== 'clock')
    const counted = others.length > 0 ? await ask<Tally>([tallyOf(others, [])], given) : []
    const waits = (kind: WorkKind) => counted.some((tally) => tally.kind === kind && tally[filter.due ?? 'n'] > 0)
    // Where nothing waits that a clock runs for, no clock stands there as that.
    const covering = counted.some(({ kind, n }) => n > 0 && workSources[kind].clocks) ? others : []
    const pages = asked
      .filter((kind) => kind === 'clock' || waits(kind))
      .map((kind) => pageOf(kind, covering, filter.due, position !== null))
    const [clocks, found] = await Promise.all([
      kinds.includes('clock') ? ask<Tally>([tallyOf(['clock'], covering)], given) : [],
      pages.length > 0 ? ask<Row>(pages, [...given, ...(position ?? [])]) : [],
    ])
    return [[...clocks, ...counted], found.toSorted(mostUrgentFirst)]
  })

  const sum = (of: readonly Tally[], key: 'n' | DueWindow) => of.reduce((total, one) => total + one[key], 0)
  const shown = rows.slice(0, deskPageSize)
  const last = shown.at(-1)
  return {
    items: shown.map(({ rule, rank: _rank, due_at: dueAt, ...row }) => ({
      ...row,
      clockName: rule && isClockRuleId(rule) ? clockRule(rule).name : null,
      due: dueAt === null ? null : dueOf({ dueAt }, now, calendar),
    })),
    count: sum(
      tallies.filter(({ kind }) => asked.includes(kind)),
      filter.due ?? 'n',
    ),
    next: rows.length > deskPageSize && last ? `${last.due_at?.toISOString() ?? 'infinity'}~${last.kind}~${last.id}` : null,
    counts: Object.fromEntries(tallies.flatMap(({ kind, n }) => (n > 0 ? [[kind, n]] : []))),
    ...{ late: sum(tallies, 'late'), today: sum(tallies, 'today'), soon: sum(tallies, 'soon') },
  }
}

/** Types the nine values, so that a statement that uses only some of them still knows what each is. */
const parameters = `WITH given AS
  (SELECT $1::uuid, $2::uuid, $3::uuid, $4::int, $5::int, $6::text, $7::timestamptz, $8::timestamptz, $9::timestamptz)`

/** As `clockState` tells them apart: $7 is now, $8 the end of today, $9 the last instant that is soon. */
const windows: Record<DueWindow, (due: string) => string> = {
  late: (due) => `${due} <= $7::timestamptz`,
  today: (due) => `${due} > $7::timestamptz AND ${due} <= $8::timestamptz`,
  soon: (due) => `${due} > $8::timestamptz AND ${due} <= $9::timestamptz`,
}

/** The rows of a kind. A clock that runs for work that this person has on the desk stands there as that work. */
function whereOf(kind: WorkKind, covering: readonly WorkKind[]): string {
  const { where } = workSources[kind]
  if (kind !== 'clock') return where
  const covered = covering.flatMap((other) => {
    const { clocks, from, id, where: waits } = workSources[other]
    return clocks
      ? [
          `NOT (k.subject_type = '${clocks.of}' AND k.rule_id IN (${clocks.rules}) AND k.subject_id IN (SELECT ${id} FROM ${from} WHERE ${waits}${clocks.when ? ` AND ${clocks.when}` : ''}))`,
        ]
      : []
  })
  return [where, ...covered].join(' AND ')
}

/** How much of each kind waits. Each row's time is worked out once (OFFSET 0), not anew for every window that counts it. */
function tallyOf(kinds: readonly WorkKind[], covering: readonly WorkKind[]): string {
  const counts = dueWindows.map((window) => `count(*) FILTER (WHERE ${windows[window]('due')})::int AS ${window}`)
  const parts = kinds.map((kind) => {
    const { from, dueAt } = workSources[kind]
    return `(SELECT '${kind}' AS kind, count(*)::int AS n, ${counts.join(', ')}
    FROM (SELECT ${dueAt} AS due FROM ${from} WHERE ${whereOf(kind, covering)} OFFSET 0) AS waiting)`
  })
  return `${parameters} ${parts.join('\nUNION ALL\n')}`
}

/** One page of a kind: as many as the page of all kinds could hold. */
function pageOf(kind: WorkKind, covering: readonly WorkKind[], due: DueWindow | undefined, turned: boolean): string {
  const conditions = [
    ...(due ? [windows[due]('due_at')] : []),
    ...(turned ? [`(coalesce(due_at, 'infinity'), rank, id) > ($10::timestamptz, $11::int, $12::text)`] : []),
  ]
  const narrowed = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''
  const { from, id, number, title, rule = 'NULL', dueAt, href } = workSources[kind]
  return `${parameters} SELECT * FROM (SELECT ${id}::text AS id, '${kind}' AS kind, ${workKinds.indexOf(kind)} AS rank, ${number} AS number, ${title} AS title,
    ${rule}::text AS rule, ${href} AS href, ${dueAt} AS due_at FROM ${from} WHERE ${whereOf(kind, covering)}) AS waiting ${narrowed}
    ORDER BY coalesce(due_at, 'infinity'), rank, id LIMIT ${deskPageSize + 1}`
}

/** As the database orders each kind: what has no time of its own comes last. */
function mostUrgentFirst(one: Row, other: Row): number {
  const [due, otherDue] = [one, other].map(({ due_at: at }) => at?.getTime() ?? Number.MAX_SAFE_INTEGER)
  return (due ?? 0) - (otherDue ?? 0) || one.rank - other.rank || (one.id < other.id ? -1 : 1)
}

/** `2024-05-31T16:00:00.000Z~clock~0198…` → its parts; anything else is the first page. */
function positionOf(after: string | undefined): [place: string, rank: number, id: string] | null {
  const [place, kind, id] = (after ?? '').split('~')
  const isPlace = place === 'infinity' || (z.iso.datetime().safeParse(place).success && (place ?? '') > '1900')
  const rank = (workKinds as readonly (string | undefined)[]).indexOf(kind)
  return place && isPlace && rank >= 0 && z.uuid().safeParse(id).success && id ? [place, rank, id] : null
}

/** The list that holds exactly what a kind counts: where it is worked on in bulk, else the desk itself. */
export const listOfKind = (kind: WorkKind): string => bulkLists[kind] ?? `/desk?kind=${kind}`

const bulkLists: Partial<Record<WorkKind, string>> = {
  assignLead: '/leads?todo=assign',
  verifyLead: '/leads?todo=verify',
  reviewLead: '/leads?todo=review',
  receiveReferral: '/referrals?tab=toReceive&todo=1',
  answerReferral: '/referrals?tab=toAnswer&todo=1',
}
