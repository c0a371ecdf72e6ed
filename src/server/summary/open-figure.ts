import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { isUuid } from '#domain/kernel/uuid'
import { type CountedRows, type RowFate, readCountedRows, rowDifferences } from '#domain/summary/difference'
import { isMetricId, type MetricId } from '#domain/summary/metrics'
import { whereReadable } from '../access'
import { momentQuery, query } from '../query'
import { bureauView, frameOf, frozenFrame, type ReportingUnit } from './frame'
import { countedRows, namedRows, openedAtMost, type Scope } from './measure'
import { unitOfKey } from './report-figures'

export type OpenedRow = { id: string; label: string; regionNo: number; href: string; fate: RowFate; was: bigint | null; now: bigint | null }

/**
 * The rows that a figure of a frozen or signed report counted, each with what it added and what has become of it. Rows are named
 * under the person's own rights: of those they may not open, only the number is told. `null` when there is no such figure for them.
 */
export async function openFigure(actor: Actor, reportId: string, key: string, page = 1) {
  if (!isUuid(reportId)) return null
  const found = await query(actor, async (tx) => {
    const report = await tx.summaryReport.findFirst({ where: { AND: [{ id: reportId }, whereReadable(actor, 'summaryReport')] } })
    const figure = report && (await tx.summaryFigure.findUnique({ where: { reportId_key: { reportId, key } } }))
    if (!report || !figure || !isMetricId(figure.metricId)) return null
    const { lo, hi } = await frameOf(tx, report)
    return { report, figure, metricId: figure.metricId, range: { lo, hi } }
  })
  if (!found) return null

  const { report, figure, metricId, range } = found
  const unit = frozenFrame(report.frame).units.find(({ regionNo }) => regionNo === unitOfKey(key)) ?? null
  const frozen = readCountedRows(figure.rowIds)
  const current = await countedNow(bureauView(report, range), metricId, scopeOfFigure(report.campaignId, range, unit))
  const rows = rowDifferences(frozen, current)
  const names = await momentQuery(actor, (client) =>
    namedRows(
      client,
      metricId,
      rows.map((row) => row.id),
    ),
  )
  const named = new Map(names.map((row) => [row.id, row]))
  const opened = rows.flatMap((row): OpenedRow[] => {
    const name = named.get(row.id)
    return name ? [{ ...row, label: name.label, regionNo: name.regionNo, href: name.href }] : []
  })
  return {
    reportTitle: report.title,
    asOf: report.asOf,
    unitName: unit?.name ?? null,
    metricId,
    name: figure.name,
    wording: figure.wording,
    value: figure.value,
    rowCount: figure.rowCount,
    rowSetHash: figure.rowSetHash,
    regionNames: new Map(frozenFrame(report.frame).units.map((one) => [one.regionNo, one.name])),
    rows: opened.slice((page - 1) * openedAtMost, page * openedAtMost),
    openable: opened.length,
    hidden: rows.length - opened.length,
  }
}

const scopeOfFigure = (campaignId: string, range: { lo: number; hi: number }, unit: ReportingUnit | null): Scope => ({
  campaignId,
  regionLo: unit?.lo ?? range.lo,
  regionHi: unit?.hi ?? range.hi,
})

const countedNow = async (reader: Actor, metricId: MetricId, scope: Scope): Promise<CountedRows> =>
  (await momentQuery(reader, (client) => countedRows(client, metricId, scope))).map((row) => [row.id, row.value.toString()] as const)
