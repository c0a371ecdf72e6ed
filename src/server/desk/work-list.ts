import 'server-only'
import { type Due, dueOf } from '#domain/clock/due'
import { clockRule, isClockRuleId } from '#domain/clock/rules'
import { type WorkKind, workFor, workKinds } from '#domain/desk/work'
import type { Actor } from '#domain/kernel/access'
import { currentTime } from '#platform/time'
import { loadCalendar } from '../clock/calendar'
import { shortQuery, statementName } from '../query'
import { workSources } from './work-sources'

export type WorkItem = {
  id: string
  kind: WorkKind
  number: string
  title: string
  href: string
  clockName: string | null
  due: Due | null
  dueAtMs: number
}
export type WorkCentre = { items: WorkItem[]; counts: Partial<Record<WorkKind, number>>; late: number; today: number; soon: number }

/** Per kind: the first few by deadline; the counts are of all. */
const itemsPerKind = 12

type Row = {
  id: string
  rule: string | null
  kind: WorkKind
  number: string
  title: string
  href: string
  due_at: Date | null
  n: number
  late: number
}

const noPlace = '00000000-0000-0000-0000-000000000000'

/** What waits for this person, most urgent first, over every area. A kind that is not theirs is not asked for. */
export async function getWorkCentre(actor: Actor, now = currentTime()): Promise<WorkCentre> {
  const kinds = workFor(actor)
  if (kinds.length === 0) return { items: [], counts: {}, late: 0, today: 0, soon: 0 }

  const calendar = await loadCalendar()
  const rows = await shortQuery(actor, async (client) => {
    const sql = kinds.map(sourceSql).join('\nUNION ALL\n')
    const { agencyId, userId, institutionId, regionLo, regionHi, department } = actor
    const found = await client.query<Row>({
      name: statementName(sql),
      text: `${parameters} ${sql}`,
      values: [agencyId ?? noPlace, userId, institutionId ?? noPlace, regionLo ?? 1, regionHi ?? 0, department ?? '', now],
    })
    return found.rows
  })
  const items = rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    number: row.number,
    title: row.title,
    href: row.href,
    clockName: row.rule && isClockRuleId(row.rule) ? clockRule(row.rule).name : null,
    due: row.due_at === null ? null : dueOf({ dueAt: row.due_at }, now, calendar),
    dueAtMs: row.due_at?.getTime() ?? Number.MAX_SAFE_INTEGER,
  }))
  items.sort((one, other) => one.dueAtMs - other.dueAtMs || workKinds.indexOf(one.kind) - workKinds.indexOf(other.kind))
  const counts = Object.fromEntries(rows.map((row) => [row.kind, row.n]))
  const lateByKind = Object.fromEntries(rows.map((row) => [row.kind, row.late]))
  return {
    items,
    counts,
    late: Object.values(lateByKind).reduce((sum, late) => sum + late, 0),
    today: items.filter((item) => item.due?.state === 'today').length,
    soon: items.filter((item) => item.due?.state === 'soon').length,
  }
}

/** Types the seven values, so that a statement that uses only some of them still knows what each is. */
const parameters = 'WITH given AS (SELECT $1::uuid, $2::uuid, $3::uuid, $4::int, $5::int, $6::text, $7::timestamptz)'

function sourceSql(kind: WorkKind): string {
  const { from, id, number, title, rule = 'NULL', dueAt, href, where } = workSources[kind]
  return `(SELECT ${id}::text AS id, '${kind}' AS kind, ${number} AS number, ${title} AS title, ${rule}::text AS rule, ${href} AS href, ${dueAt} AS due_at,
    (count(*) OVER ())::int AS n, (count(*) FILTER (WHERE ${dueAt} < $7::timestamptz) OVER ())::int AS late
    FROM ${from} WHERE ${where} ORDER BY due_at NULLS LAST LIMIT ${itemsPerKind})`
}
