import 'server-only'
import { z } from 'zod'
import { institutionKinds } from '#domain/institution/kinds'
import type { Actor } from '#domain/kernel/access'
import { beijingDay } from '#domain/kernel/civil-date'
import { type FilingState, filingStates } from '#domain/self-inspection/steps'
import { currentTime } from '#platform/time'
import { hotQuery } from '../query'
import { endedTallySql, unfiledTallySql } from './expected'
import { countIn, planForMany, type RegionProgress } from './filing-progress'

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

const columns = `f.id, f.number, f.institution_name AS "institutionName", i.kind, r.short_name AS "regionName", f.state::text,
  to_char(f.due_on, 'YYYY-MM-DD') AS "dueOn", to_char(f.submitted_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS "submittedOn",
  page.findings, page.fund_loss_fen::text AS "fundLossFen", suspected.*`

/** What is shown of each, looked up one by one: whatever the policies look like to it, the planner then reads no table whole for fifty rows. */
const shown = `LATERAL (SELECT * FROM filing WHERE filing.id = page.id LIMIT 1) AS f,
  LATERAL (SELECT kind::text FROM institution WHERE institution.id = f.institution_id LIMIT 1) AS i,
  LATERAL (SELECT short_name FROM region WHERE region.region_no = f.region_no LIMIT 1) AS r,
  LATERAL (SELECT count(*)::int AS leads, coalesce(sum(amount_fen), 0)::text AS "leadFen" FROM lead WHERE institution_id = f.institution_id) AS suspected`

type Told = Promise<readonly RegionProgress[]>

/**
 * One page of the filings, due soonest first, by keyset; the count is exact. Both go over the tallies, and only what is shown is looked up.
 * Beside what an institution says of itself stands what leads say of it. Runs under the actor's row policies; the region is asked for besides.
 *
 * `told`: the progress of the same campaign where it is asked for anyway; what it tells is not counted again.
 */
export async function listFilings(
  actor: Actor,
  filter: FilingFilter,
  told?: Told,
): Promise<{ rows: FilingRow[]; count: number; next: string | null }> {
  const [found, count] = await Promise.all([pageOf(actor, filter), countOf(actor, filter, told)])
  const rows = found.slice(0, filingPageSize)
  const last = rows.at(-1)
  return { rows, count, next: found.length > filingPageSize && last ? `${last.dueOn}~${last.id}` : null }
}

async function pageOf(actor: Actor, filter: FilingFilter): Promise<FilingRow[]> {
  const { conditions, values, from } = conditionsOf(actor, filter)
  const position = keysetOf(filter.after)
  const paged = position ? [...conditions, `(t.due_on, t.id) > ($${values.length + 1}::date, $${values.length + 2}::uuid)`] : conditions
  const text = `WITH page AS (SELECT t.id, t.due_on, t.findings, t.fund_loss_fen FROM ${from} WHERE ${paged.join(' AND ')}
    ORDER BY t.due_on, t.id LIMIT ${filingPageSize + 1}) SELECT ${columns} FROM page, ${shown} ORDER BY page.due_on, page.id`
  return hotQuery(actor, async (client) => {
    const planned = hasMany(actor, filter) ? client.query(planForMany) : null
    const [{ rows }] = await Promise.all([client.query<FilingRow>(text, position ? [...values, ...position] : values), planned])
    return rows
  })
}

/** A county has few of a campaign's filings, and finds them by its place; whoever has many reads them in the order of their days. */
const hasMany = ({ regionLo, regionHi }: Actor, { campaign, region }: FilingFilter) =>
  campaign !== undefined && region === undefined && regionLo !== regionHi

async function countOf(actor: Actor, filter: FilingFilter, told: Told | undefined): Promise<number> {
  const known = told && countIn(await told, filter)
  if (typeof known === 'number') return known
  const { conditions, values, from } = conditionsOf(actor, filter)
  const text = `SELECT count(*)::int AS n FROM ${from} WHERE ${conditions.join(' AND ')}`
  return hotQuery(actor, async (client) => (await client.query<{ n: number }>(text, values)).rows[0]?.n ?? 0)
}

/**
 * Every condition of the filter as SQL with numbered values, and the tables that it needs: what only the filing or the institution knows is asked
 * of them, everything else of the tally. No text of the person's goes into the SQL itself.
 */
function conditionsOf(actor: Actor, filter: FilingFilter): { conditions: string[]; values: unknown[]; from: string } {
  const values: unknown[] = []
  const conditions: string[] = []
  const ask = (condition: (at: string) => string, value: unknown) => {
    values.push(value)
    conditions.push(condition(`$${values.length}`))
  }
  ask((at) => `t.region_no >= ${at}`, actor.regionLo ?? 1)
  ask((at) => `t.region_no <= ${at}`, actor.regionHi ?? 0)
  if (filter.campaign) ask((at) => `t.campaign_id = ${at}`, filter.campaign)
  if (filter.state === 'unfiled') conditions.push(unfiledTallySql('t'))
  else if (filter.state === 'ended') conditions.push(endedTallySql('t'))
  else if (filter.state) ask((at) => `t.state = ${at}::"FilingState" AND NOT ${endedTallySql('t')}`, filter.state)
  if (filter.region) ask((at) => `t.region_no = ${at}`, filter.region)
  if (filter.kind) ask((at) => `i.kind = ${at}::"InstitutionKind"`, filter.kind)
  if (filter.overdue) {
    ask((at) => `t.due_on < ${at}::date`, beijingDay(currentTime()))
    conditions.push(unfiledTallySql('t'))
  }
  if (filter.q && /^[A-Z]{2}-/i.test(filter.q)) ask((at) => `f.number = ${at}`, filter.q.toUpperCase())
  else if (filter.q) ask((at) => `f.institution_name LIKE '%' || ${at} || '%'`, filter.q.replace(/[\\%_]/g, '\\$&'))
  const ofFiling = filter.q ? ' JOIN filing f ON f.id = t.id' : ''
  const ofInstitution = filter.kind ? ' JOIN institution i ON i.id = t.institution_id' : ''
  return { conditions, values, from: `filing_tally t${ofFiling}${ofInstitution}` }
}

/** `2024-05-31~0198…` → its parts; anything else is the first page. */
function keysetOf(after: string | undefined): [dueOn: string, id: string] | null {
  const [dueOn, id] = (after ?? '').split('~')
  return dueOn && id && z.iso.date().safeParse(dueOn).success && dueOn > '1900' && z.uuid().safeParse(id).success ? [dueOn, id] : null
}
