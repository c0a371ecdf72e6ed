import 'server-only'
import type { Actor } from '#domain/kernel/access'
import type { MetricId } from '#domain/summary/metrics'
import { outlineMetrics, outlineTable } from '#domain/summary/outline'
import { hotQuery } from '../query'
import { type Figure, type FigureRow, measureWithRows, rowSetHash, type Scope } from './measure'
import type { ReportingUnit } from './reporting-units'

export type ReportFigure = Figure & { key: string; regionNo: number | null; rows: readonly FigureRow[] }

/** A figure of the whole scope has the metric's id for its key; a reporting unit's adds `:` and its region. */
export const figureKey = (metricId: MetricId, regionNo: number | null) => (regionNo === null ? metricId : `${metricId}:${regionNo}`)

/**
 * Every figure of a report, each with the rows it counted, read in one transaction: they belong to one moment. The figures of the
 * reporting units are cut from the same rows, so the parts sum to the whole.
 */
export function reportFigures(actor: Actor, scope: Scope, units: readonly ReportingUnit[]): Promise<ReportFigure[]> {
  const ids = [...new Set([...outlineMetrics, ...outlineTable.map(({ metric }) => metric)])]
  return hotQuery(actor, async (client) => {
    const whole = await measureWithRows(client, ids, scope)
    return whole.flatMap((figure) => {
      const listed = outlineTable.some(({ metric }) => metric === figure.metricId)
      const parts = listed ? units.map((unit) => partOf(figure, unit)) : []
      return [{ ...figure, key: figureKey(figure.metricId, null), regionNo: null }, ...parts]
    })
  })
}

function partOf(figure: Figure & { rows: FigureRow[] }, { regionNo, lo, hi }: ReportingUnit): ReportFigure {
  const rows = figure.rows.filter((row) => lo <= row.regionNo && row.regionNo <= hi)
  return {
    ...figure,
    rows,
    key: figureKey(figure.metricId, regionNo),
    regionNo,
    value: rows.reduce((sum, row) => sum + row.value, 0n),
    rowCount: rows.length,
    rowSetHash: rowSetHash(rows),
  }
}
