import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { type MetricId, metrics } from '#domain/summary/metrics'
import { outlineMetrics, unitMetrics } from '#domain/summary/outline'
import type { SqlReader } from '#platform/db'
import { hotQuery, momentQuery } from '../query'
import type { ReportingUnit } from './frame'
import { countedRows, type FigureRow, partsOf, rowSetHash, type Scope, sumOf } from './measure'

/** A number of a report: what it counts in words, and how much. */
export type Figure = {
  key: string
  metricId: MetricId
  metricVersion: number
  name: string
  wording: string
  value: bigint
  rowCount: number
}
export type CountedFigure = Figure & { rowSetHash: string; rows: readonly FigureRow[] }

/** A figure of the whole scope has the metric's id for its key; a reporting unit's adds `:` and its region. */
export const figureKey = (metricId: MetricId, regionNo: number | null) => (regionNo === null ? metricId : `${metricId}:${regionNo}`)

/** The metric and the unit that a key names; `null` for a key of no figure. */
export const unitOfKey = (key: string): number | null => (key.includes(':') ? Number(key.split(':')[1]) : null)

/** The key of every figure of a report. */
const keysOf = (units: readonly ReportingUnit[]): { metricId: MetricId; unit: ReportingUnit | null }[] =>
  outlineMetrics.flatMap((metricId) => [
    { metricId, unit: null },
    ...(unitMetrics.includes(metricId) ? units.map((unit) => ({ metricId, unit })) : []),
  ])

const within = (unit: ReportingUnit | null) => (row: { regionNo: number }) =>
  unit === null || (unit.lo <= row.regionNo && row.regionNo <= unit.hi)

const named = (metricId: MetricId, unit: ReportingUnit | null) => ({
  key: figureKey(metricId, unit?.regionNo ?? null),
  metricId,
  metricVersion: metrics[metricId].version,
  name: metrics[metricId].name,
  wording: metrics[metricId].wording,
})

/** Every figure of a report as it would be now. */
export async function figuresNow(reader: Actor, scope: Scope, units: readonly ReportingUnit[]): Promise<Figure[]> {
  const parts = await hotQuery(reader, (client) => partsOf(client, outlineMetrics, scope))
  return keysOf(units).map(({ metricId, unit }) => {
    const own = parts.filter((part) => part.metricId === metricId).filter(within(unit))
    return { ...named(metricId, unit), value: sumOf(own), rowCount: own.reduce((count, part) => count + part.rowCount, 0) }
  })
}

/**
 * Every figure of a report with the rows it counts, read at one moment. The figures of the reporting units are cut from the same rows,
 * so the parts sum to the whole.
 */
export function countFigures(reader: Actor, scope: Scope, units: readonly ReportingUnit[]): Promise<CountedFigure[]> {
  return momentQuery(reader, (client) => countFiguresWith(client, scope, units))
}

/** The same within a transaction that already sees one moment, and that reads as the reader. */
export async function countFiguresWith(client: SqlReader, scope: Scope, units: readonly ReportingUnit[]): Promise<CountedFigure[]> {
  const rows = new Map<MetricId, FigureRow[]>()
  for (const metricId of outlineMetrics) rows.set(metricId, await countedRows(client, metricId, scope))
  return keysOf(units).map(({ metricId, unit }) => {
    const own = (rows.get(metricId) ?? []).filter(within(unit))
    return { ...named(metricId, unit), value: sumOf(own), rowCount: own.length, rowSetHash: rowSetHash(own), rows: own }
  })
}
