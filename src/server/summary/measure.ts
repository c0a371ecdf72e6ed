import 'server-only'
import { createHash } from 'node:crypto'
import type { Actor } from '#domain/kernel/access'
import { type MetricId, metrics } from '#domain/summary/metrics'
import type { PoolClient } from '#platform/pg'
import { hotQuery } from '../query'
import { type RowSource, rowSources } from './metric-rows'

/** What a number is asked of: a campaign, and a region with all below it. */
export type Scope = { campaignId: string; regionLo: number; regionHi: number }

export type Figure = { metricId: MetricId; metricVersion: number; value: bigint; rowCount: number; rowSetHash: string }
export type FigureRow = { id: string; label: string; regionNo: number; value: bigint; href: string }

const rowsSql = ({ from, id, label, region, value, where, page }: RowSource) =>
  `SELECT ${id}::text AS id, ${label} AS label, ${region} AS "regionNo", coalesce(${value}, 0)::text AS value, '${page.path}' || ${page.id} AS href FROM ${from}
   WHERE ${where} AND ${region} >= $2 AND ${region} <= $3`

const valuesOf = ({ campaignId, regionLo, regionHi }: Scope) => [campaignId, regionLo, regionHi]

/** SHA-256 over `id:value` of every row in the order of ids: the identity of what was counted. */
export function rowSetHash(rows: readonly { id: string; value: bigint }[]): string {
  const hash = createHash('sha256')
  for (const row of [...rows].sort((one, other) => (one.id < other.id ? -1 : 1))) hash.update(`${row.id}:${row.value}\n`)
  return hash.digest('hex')
}

async function rowsOf(client: PoolClient, metricId: MetricId, scope: Scope): Promise<FigureRow[]> {
  const found = await client.query<Omit<FigureRow, 'value'> & { value: string }>(rowsSql(rowSources[metricId]), valuesOf(scope))
  return found.rows.map((row) => ({ ...row, value: BigInt(row.value) }))
}

const figureOf = (metricId: MetricId, rows: readonly FigureRow[]): Figure => ({
  metricId,
  metricVersion: metrics[metricId].version,
  value: rows.reduce((sum, row) => sum + row.value, 0n),
  rowCount: rows.length,
  rowSetHash: rowSetHash(rows),
})

/** Numbers with the identity of their rows, for a report. The number is the sum of the rows by construction. */
export async function measureWithRows(
  client: PoolClient,
  ids: readonly MetricId[],
  scope: Scope,
): Promise<(Figure & { rows: FigureRow[] })[]> {
  const figures: (Figure & { rows: FigureRow[] })[] = []
  for (const id of ids) {
    const rows = await rowsOf(client, id, scope)
    figures.push({ ...figureOf(id, rows), rows })
  }
  return figures
}

/** Numbers alone, for tiles: summed by the database over the same rows. */
export function measure(actor: Actor, ids: readonly MetricId[], scope: Scope): Promise<Record<string, bigint>> {
  return hotQuery(actor, async (client) => {
    const values: Record<string, bigint> = {}
    const parts = ids.map(
      (id) => `SELECT '${id}' AS id, coalesce(sum(value::bigint), 0)::text AS value FROM (${rowsSql(rowSources[id])}) AS counted`,
    )
    const found = await client.query<{ id: string; value: string }>(parts.join(' UNION ALL '), valuesOf(scope))
    for (const row of found.rows) values[row.id] = BigInt(row.value)
    return values
  })
}

/** The same numbers for each region below, keyed by region. Regions without rows are absent. */
export function measureByRegion(actor: Actor, id: MetricId, scope: Scope): Promise<Map<number, bigint>> {
  return hotQuery(actor, async (client) => {
    const found = await client.query<{ regionNo: number; value: string }>(
      `SELECT "regionNo", sum(value::bigint)::text AS value FROM (${rowsSql(rowSources[id])}) AS counted GROUP BY 1`,
      valuesOf(scope),
    )
    return new Map(found.rows.map((row) => [row.regionNo, BigInt(row.value)]))
  })
}

const rowLimit = 500

/** The rows behind a number, as many as a page can show, and how many there are. */
export function openRows(actor: Actor, id: MetricId, scope: Scope): Promise<{ rows: FigureRow[]; rowCount: number; value: bigint }> {
  return hotQuery(actor, async (client) => {
    const rows = await rowsOf(client, id, scope)
    return {
      rows: [...rows].sort((one, other) => one.regionNo - other.regionNo || (one.label < other.label ? -1 : 1)).slice(0, rowLimit),
      rowCount: rows.length,
      value: rows.reduce((sum, row) => sum + row.value, 0n),
    }
  })
}
