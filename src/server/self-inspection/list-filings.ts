import 'server-only'
import { z } from 'zod'
import { institutionKinds } from '#domain/institution/kinds'
import type { Actor } from '#domain/kernel/access'
import { beijingDay } from '#domain/kernel/civil-date'
import { type FilingState, filingStates } from '#domain/self-inspection/steps'
import { currentTime } from '#platform/time'
import { hotQuery } from '../query'
import { endedSql, unfiledSql } from './expected'

/** What the list may be asked. Read from the URL; anything else in it is left alone. `unfiled`: nothing filed, or not again; `ended`: nor expected. */
export const filingFilter = z.object({
  campaign: z.uuid().optional().catch(undefined),
  state: z
    .enum([...filingStates, 'unfiled', 'ended'])
    .optional()
    .catch(undefined),
  region: z.coerce.number().int().min(100_000).max(999_999).optional().catch(undefined),
  kind: z.enum(institutionKinds).optional().catch(undefined),
  overdue: z.literal('1').optional().catch(undefined),
  q: z.string().trim().max(60).optional().catch(undefined),
  after: z.string().max(80).optional().catch(undefined),
})
export type FilingFilter = z.infer<typeof filingFilter>

export const filingPageSize = 50

export type FilingRow = {
  id: string
  number: string
  institutionName: string
  kind: string
  regionName: string
  state: FilingState
  dueOn: string
  submittedOn: string | null
  findings: number
  fundLossFen: string
  leads: number
  leadFen: string
}

const columns = `f.id, f.number, f.institution_name AS "institutionName", i.kind::text, r.short_name AS "regionName", f.state::text,
  to_char(f.due_on, 'YYYY-MM-DD') AS "dueOn", to_char(f.submitted_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS "submittedOn"`
const reported = `SELECT count(*)::int AS findings, coalesce(sum(fund_loss_fen), 0)::text AS "fundLossFen" FROM finding WHERE filing_id = page.id`
const suspected = `SELECT count(*)::int AS leads, coalesce(sum(amount_fen), 0)::text AS "leadFen" FROM lead WHERE institution_id = page.institution_id`

/**
 * One page of the filings, due soonest first, by keyset; the count is exact. Beside what an institution says of itself stands what
 * leads say of it. Runs under the actor's row policies; the region is asked for besides.
 */
export async function listFilings(actor: Actor, filter: FilingFilter): Promise<{ rows: FilingRow[]; count: number; next: string | null }> {
  const { conditions, values } = conditionsOf(actor, filter)
  const position = keysetOf(filter.after)
  const paged = position ? [...conditions, `(f.due_on, f.id) > ($${values.length + 1}::date, $${values.length + 2}::uuid)`] : conditions
  const from = 'filing f JOIN institution i ON i.id = f.institution_id JOIN region r ON r.region_no = f.region_no'
  const page = `WITH page AS (SELECT ${columns}, f.institution_id FROM ${from} WHERE ${paged.join(' AND ')}
    ORDER BY f.due_on, f.id LIMIT ${filingPageSize + 1})
    SELECT page.*, reported.*, suspected.* FROM page, LATERAL (${reported}) AS reported, LATERAL (${suspected}) AS suspected
    ORDER BY page."dueOn", page.id`

  return hotQuery(actor, async (client) => {
    const found = await client.query<FilingRow>(page, position ? [...values, ...position] : values)
    const total = await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${from} WHERE ${conditions.join(' AND ')}`, values)
    const rows = found.rows.slice(0, filingPageSize)
    const last = rows.at(-1)
    return { rows, count: total.rows[0]?.n ?? 0, next: found.rows.length > filingPageSize && last ? `${last.dueOn}~${last.id}` : null }
  })
}

/** `ended`: had not filed when they closed or were taken over; in none of the other numbers. */
export type RegionProgress = {
  regionNo: number
  regionName: string
  counts: Record<FilingState, number>
  overdue: number
  ended: number
  total: number
}

/** Who has filed, region by region: how many filings stand in each state, and how many are late. */
export async function filingProgress(actor: Actor, campaignId?: string): Promise<RegionProgress[]> {
  const { conditions, values } = conditionsOf(actor, { campaign: campaignId })
  const late = `f.due_on < $${values.length + 1}::date AND ${unfiledSql('f', 'i')}`
  const ended = endedSql('f', 'i')
  const text = `SELECT f.region_no AS "regionNo", r.short_name AS "regionName", f.state::text, count(*)::int AS n,
      (count(*) FILTER (WHERE ${late}))::int AS overdue, (count(*) FILTER (WHERE ${ended}))::int AS ended
    FROM filing f JOIN institution i ON i.id = f.institution_id JOIN region r ON r.region_no = f.region_no WHERE ${conditions.join(' AND ')} GROUP BY 1, 2, 3 ORDER BY 1`
  type Row = { regionNo: number; regionName: string; state: FilingState; n: number; overdue: number; ended: number }
  const rows = await hotQuery(actor, async (client) => (await client.query<Row>(text, [...values, beijingDay(currentTime())])).rows)
  return [...new Set(rows.map(({ regionNo }) => regionNo))].map((regionNo) => {
    const own = rows.filter((row) => row.regionNo === regionNo)
    const count = (state: FilingState) => own.reduce((sum, row) => (row.state === state ? sum + row.n - row.ended : sum), 0)
    return {
      regionNo,
      regionName: own[0]?.regionName ?? '',
      counts: Object.fromEntries(filingStates.map((state) => [state, count(state)])) as Record<FilingState, number>,
      overdue: own.reduce((sum, row) => sum + row.overdue, 0),
      ended: own.reduce((sum, row) => sum + row.ended, 0),
      // What was taken back is asked of nobody.
      total: own.reduce((sum, row) => (row.state === 'recalled' ? sum : sum + row.n - row.ended), 0),
    }
  })
}

/** Every condition of the filter as SQL with numbered values. No text of the person's goes into the SQL itself. */
function conditionsOf(actor: Actor, filter: FilingFilter): { conditions: string[]; values: unknown[] } {
  const values: unknown[] = []
  const conditions: string[] = []
  const ask = (condition: (at: string) => string, value: unknown) => {
    values.push(value)
    conditions.push(condition(`$${values.length}`))
  }
  ask((at) => `f.region_no >= ${at}`, actor.regionLo ?? 1)
  ask((at) => `f.region_no <= ${at}`, actor.regionHi ?? 0)
  if (filter.campaign) ask((at) => `f.campaign_id = ${at}`, filter.campaign)
  if (filter.state === 'unfiled') conditions.push(unfiledSql('f', 'i'))
  else if (filter.state === 'ended') conditions.push(endedSql('f', 'i'))
  else if (filter.state) ask((at) => `f.state = ${at}::"FilingState" AND NOT ${endedSql('f', 'i')}`, filter.state)
  if (filter.region) ask((at) => `f.region_no = ${at}`, filter.region)
  if (filter.kind) ask((at) => `i.kind = ${at}::"InstitutionKind"`, filter.kind)
  if (filter.overdue) {
    ask((at) => `f.due_on < ${at}::date`, beijingDay(currentTime()))
    conditions.push(unfiledSql('f', 'i'))
  }
  if (filter.q && /^[A-Z]{2}-/i.test(filter.q)) ask((at) => `f.number = ${at}`, filter.q.toUpperCase())
  else if (filter.q) ask((at) => `f.institution_name LIKE '%' || ${at} || '%'`, filter.q.replace(/[\\%_]/g, '\\$&'))
  return { conditions, values }
}

/** `2024-05-31~0198…` → its parts; anything else is the first page. */
function keysetOf(after: string | undefined): [dueOn: string, id: string] | null {
  const [dueOn, id] = (after ?? '').split('~')
  return dueOn && id && z.iso.date().safeParse(dueOn).success && dueOn > '1900' && z.uuid().safeParse(id).success ? [dueOn, id] : null
}
