import 'server-only'
import assert from 'node:assert'
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Actor } from '#domain/kernel/access'
import type { CivilDate } from '#domain/kernel/civil-date'
import type { MetricId } from '#domain/summary/metrics'
import type { SqlReader } from '#platform/db'
import type { PoolClient } from '#platform/pg'
import { hotQuery } from '../query'
import { rowSources } from './metric-rows'
import type { RowSource } from './row-source'

/** What a number is asked of: a campaign (its whole cascade counts), a range of regions, and of a flow the days of a period, both within. */
export type Scope = { campaignId: string; regionLo: number; regionHi: number; period?: { from: CivilDate; to: CivilDate } }

export type FigureRow = { id: string; label: string; regionNo: number; value: bigint; href: string }

const shown = ({ id, label, region, value, page }: RowSource) =>
  `${id}::text AS id, ${label} AS label, ${region} AS "regionNo", coalesce(${value}, 0)::text AS value, '${page.path}' || ${page.id} AS href`

/** Which rows count. What merely stands at the moment of counting has no days, so no period can be asked of it. */
function counted(source: RowSource, { period }: Scope): string {
  const { where, region, on } = source
  const within = `${where} AND ${region} >= $2 AND ${region} <= $3`
  if (!period) return within
  assert(on, 'a period is asked of a metric whose rows have no day')
  return `${within} AND ${on} BETWEEN $4 AND $5`
}

const rowsSql = (source: RowSource, scope: Scope) => `SELECT ${shown(source)} FROM ${source.from} WHERE ${counted(source, scope)}`
const amountsSql = (source: RowSource, scope: Scope) =>
  `SELECT ${source.region} AS region_no, coalesce(${source.value}, 0)::bigint AS value FROM ${source.from} WHERE ${counted(source, scope)}`

const valuesOf = ({ campaignId, regionLo, regionHi, period }: Scope) =>
  period ? [campaignId, regionLo, regionHi, period.from, period.to] : [campaignId, regionLo, regionHi]

type FoundRow = Omit<FigureRow, 'value'> & { value: string }
const asRow = ({ id, label, regionNo, value, href }: FoundRow): FigureRow => ({ id, label, regionNo, value: BigInt(value), href })

export const sumOf = (rows: readonly { value: bigint }[]): bigint => rows.reduce((sum, row) => sum + row.value, 0n)

/** SHA-256 over `id:value` of every row in the order of ids: the identity of what was counted. */
export function rowSetHash(rows: readonly { id: string; value: bigint }[]): string {
  const hash = createHash('sha256')
  for (const row of [...rows].sort((one, other) => (one.id < other.id ? -1 : 1))) hash.update(`${row.id}:${row.value}\n`)
  return hash.digest('hex')
}

/** The rows that a number counts. The number is their sum by construction. */
export async function countedRows(client: SqlReader, metricId: MetricId, scope: Scope): Promise<FigureRow[]> {
  const found = await client.query<FoundRow>(rowsSql(rowSources[metricId], scope), valuesOf(scope))
  return found.rows.map(asRow)
}

/** Rows by their ids, whether they count now or not, as far as the reader may see them. */
export async function namedRows(client: PoolClient, metricId: MetricId, ids: readonly string[]): Promise<FigureRow[]> {
  const source = rowSources[metricId]
  const found = await client.query<FoundRow>(`SELECT ${shown(source)} FROM ${source.from} WHERE ${source.id} = ANY ($1::uuid[])`, [ids])
  return found.rows.map(asRow)
}

/** Numbers alone, for tiles: summed by the database over the same rows. */
export function measure(actor: Actor, ids: readonly MetricId[], scope: Scope): Promise<Record<string, bigint>> {
  return hotQuery(actor, async (client) => {
    const values: Record<string, bigint> = {}
    if (ids.length === 0) return values
    const parts = ids.map(
      (id) => `SELECT '${id}' AS id, coalesce(sum(value), 0)::text AS value FROM (${amountsSql(rowSources[id], scope)}) AS counted`,
    )
    const found = await client.query<{ id: string; value: string }>(parts.join(' UNION ALL '), valuesOf(scope))
    for (const row of found.rows) values[row.id] = BigInt(row.value)
    return values
  })
}

/** The same numbers for each region below, keyed by region. Regions without rows are absent. */
export function measureByRegion(actor: Actor, id: MetricId, scope: Scope): Promise<Map<number, bigint>> {
  return hotQuery(actor, async (client) => {
    const parts = await partsOf(client, [id], scope)
    return new Map(parts.map((part) => [part.regionNo, part.value]))
  })
}

/** What each region adds to each number. */
export type Part = { metricId: string; regionNo: number; value: bigint; rowCount: number }

export async function partsOf(client: PoolClient, ids: readonly MetricId[], scope: Scope): Promise<Part[]> {
  const parts = ids.map(
    (id) =>
      `SELECT '${id}' AS "metricId", region_no AS "regionNo", sum(value)::text AS value, count(*)::int AS "rowCount"
       FROM (${amountsSql(rowSources[id], scope)}) AS counted GROUP BY region_no`,
  )
  const found = await client.query<Omit<Part, 'value'> & { value: string }>(parts.join(' UNION ALL '), valuesOf(scope))
  return found.rows.map((part) => ({ ...part, value: BigInt(part.value) }))
}

/** As many rows as a page shows. */
export const openedAtMost = 500

/** Which page of the rows is asked for, counted from 1, out of an address. */
export const pageNumber = z.coerce.number().int().min(1).max(2000).optional().catch(undefined)

/** The ways from one page of rows to those before and after it. */
export const pagesOf = (page: number, rowCount: number) => ({
  previous: page > 1 ? String(page - 1) : null,
  next: page * openedAtMost < rowCount ? String(page + 1) : null,
})

/** The rows behind a number: one page of them, `page` counted from 1, and how many and how much they are in all. */
export function openRows(
  actor: Actor,
  id: MetricId,
  scope: Scope,
  page = 1,
): Promise<{ rows: FigureRow[]; rowCount: number; value: bigint }> {
  return hotQuery(actor, async (client) => {
    const found = await client.query<FoundRow & { allCount: number; allValue: string }>(
      `SELECT *, count(*) OVER ()::int AS "allCount", (sum(value::bigint) OVER ())::text AS "allValue"
       FROM (${rowsSql(rowSources[id], scope)}) AS counted ORDER BY "regionNo", label, id LIMIT ${openedAtMost} OFFSET ${(page - 1) * openedAtMost}`,
      valuesOf(scope),
    )
    const [first] = found.rows
    return { rows: found.rows.map(asRow), rowCount: first?.allCount ?? 0, value: BigInt(first?.allValue ?? 0) }
  })
}
