import 'server-only'
import { z } from 'zod'
import { institutionKinds } from '#domain/institution/kinds'
import type { Actor } from '#domain/kernel/access'
import { beijingDay } from '#domain/kernel/civil-date'
import { type FilingState, filingStates } from '#domain/self-inspection/steps'
import { currentTime } from '#platform/time'
import { hotQuery } from '../query'
import { endedTallySql, unfiledTallySql } from './expected'

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
  to_char(f.due_on, 'YYYY-MM-DD') AS "dueOn", to_char(f.submitted_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS "submittedOn",
  page.findings, page.fund_loss_fen::text AS "fundLossFen"`
const suspected = `SELECT count(*)::int AS leads, coalesce(sum(amount_fen), 0)::text AS "leadFen" FROM lead WHERE institution_id = f.institution_id`

/**
 * One page of the filings, due soonest first, by keyset; the count is exact. Both go over the tallies, and only what is shown is looked up.
 * Beside what an institution says of itself stands what leads say of it. Runs under the actor's row policies; the region is asked for besides.
 */
export async function listFilings(actor: Actor, filter: FilingFilter): Promise<{ rows: FilingRow[]; count: number; next: string | null }> {
  const { conditions, values, from } = conditionsOf(actor, filter)
  const position = keysetOf(filter.after)
  const paged = position ? [...conditions, `(t.due_on, t.id) > ($${values.length + 1}::date, $${values.length + 2}::uuid)`] : conditions
  const page = `WITH page AS (SELECT t.id, t.due_on, t.findings, t.fund_loss_fen FROM ${from} WHERE ${paged.join(' AND ')}
    ORDER BY t.due_on, t.id LIMIT ${filingPageSize + 1})
    SELECT ${columns}, suspected.* FROM page JOIN filing f ON f.id = page.id JOIN institution i ON i.id = f.institution_id
      JOIN region r ON r.region_no = f.region_no, LATERAL (${suspected}) AS suspected
    ORDER BY page.due_on, page.id`

  return hotQuery(actor, async (client) => {
    const found = await client.query<FilingRow>(page, position ? [...values, ...position] : values)
    const total = await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${from} WHERE ${conditions.join(' AND ')}`, values)
    const rows = found.rows.slice(0, filingPageSize)
    const last = rows.at(-1)
    return { rows, count: total.rows[0]?.n ?? 0, next: found.rows.length > filingPageSize && last ? `${last.dueOn}~${last.id}` : null }
  })
}

/**
 * A region's filings. `ended`: had not filed when they closed or were taken over; in none of the states and not in `total`, `asked` and
 * `answered`. What was found and what money came of it counts for every filing of the region, as its list shows it.
 */
export type RegionProgress = {
  regionNo: number
  regionName: string
  counts: Record<FilingState, number>
  overdue: number
  ended: number
  total: number
  asked: number
  answered: number
  findings: number
  fundLossFen: bigint
  refundedFen: bigint
  recoveredFen: bigint
  checks: number
  discrepancies: number
}

type Share = Omit<Record<keyof RegionProgress, number>, 'regionName' | 'counts' | 'fundLossFen' | 'refundedFen' | 'recoveredFen'> & {
  regionName: string
  state: FilingState
  fundLossFen: string
  refundedFen: string
  recoveredFen: string
}

/** The tallies of a region in one state. */
const shares = (where: string, today: string) => `SELECT share.*, r.short_name AS "regionName" FROM (
    SELECT t.region_no AS "regionNo", t.state::text, count(*)::int AS total, (count(*) FILTER (WHERE ${endedTallySql('t')}))::int AS ended,
      (count(*) FILTER (WHERE t.due_on < ${today}::date AND ${unfiledTallySql('t')}))::int AS overdue,
      coalesce(sum(t.asked) FILTER (WHERE NOT ${endedTallySql('t')}), 0)::int AS asked,
      coalesce(sum(t.answered) FILTER (WHERE NOT ${endedTallySql('t')}), 0)::int AS answered,
      sum(t.findings)::int AS findings, sum(t.fund_loss_fen)::text AS "fundLossFen", sum(t.refunded_fen)::text AS "refundedFen",
      sum(t.recovered_fen)::text AS "recoveredFen", sum(t.checks)::int AS checks, sum(t.discrepancies)::int AS discrepancies
    FROM filing_tally t WHERE ${where} GROUP BY t.region_no, t.state
  ) AS share JOIN region r ON r.region_no = share."regionNo" ORDER BY share."regionNo"`

/**
 * Who has filed and what came of it, region by region: how many filings stand in each state, how many are late, how far they have come. A sum
 * of one row for each filing that the actor may see, never of the answers under it.
 */
export async function filingProgress(actor: Actor, campaignId?: string): Promise<RegionProgress[]> {
  const { conditions, values } = conditionsOf(actor, { campaign: campaignId })
  const text = shares(conditions.join(' AND '), `$${values.length + 1}`)
  const rows = await hotQuery(actor, async (client) => (await client.query<Share>(text, [...values, beijingDay(currentTime())])).rows)
  return [...new Set(rows.map(({ regionNo }) => regionNo))].map((regionNo) =>
    progressOfRegion(rows.filter((row) => row.regionNo === regionNo)),
  )
}

function progressOfRegion(own: readonly Share[]): RegionProgress {
  const sum = (of: (share: Share) => number) => own.reduce((total, share) => total + of(share), 0)
  const fen = (of: (share: Share) => string) => own.reduce((total, share) => total + BigInt(of(share)), 0n)
  // What was taken back is asked of nobody.
  const standing = (of: (share: Share) => number) => sum((share) => (share.state === 'recalled' ? 0 : of(share)))
  const count = (state: FilingState) => sum((share) => (share.state === state ? share.total - share.ended : 0))
  return {
    regionNo: own[0]?.regionNo ?? 0,
    regionName: own[0]?.regionName ?? '',
    counts: Object.fromEntries(filingStates.map((state) => [state, count(state)])) as Record<FilingState, number>, // every state is a key
    overdue: sum(({ overdue }) => overdue),
    ended: sum(({ ended }) => ended),
    total: standing(({ total, ended }) => total - ended),
    asked: standing(({ asked }) => asked),
    answered: standing(({ answered }) => answered),
    findings: sum(({ findings }) => findings),
    fundLossFen: fen(({ fundLossFen }) => fundLossFen),
    refundedFen: fen(({ refundedFen }) => refundedFen),
    recoveredFen: fen(({ recoveredFen }) => recoveredFen),
    checks: sum(({ checks }) => checks),
    discrepancies: sum(({ discrepancies }) => discrepancies),
  }
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
