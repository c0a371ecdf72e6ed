import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { takeStep } from '#domain/kernel/workflow'
import { type CountedRows, differenceOf, type FigureDifference } from '#domain/summary/difference'
import { isMetricId, type MetricId } from '#domain/summary/metrics'
import { reportAddressee } from '#domain/summary/outline'
import { reportStepNames, reportSteps } from '#domain/summary/steps'
import { may, whereReadable } from '../access'
import { query } from '../query'
import type { Scope } from './measure'
import { renderReport } from './render-report'
import { reportFigures } from './report-figures'
import { type ReportingUnit, reportingUnits } from './reporting-units'
import { superiorOf } from './sign-report'
import type { ReportTexts } from './write-report'

/** The reports this person may see, newest first. */
export const listReports = (actor: Actor) =>
  query(actor, (tx) =>
    tx.summaryReport.findMany({
      where: whereReadable(actor, 'summaryReport'),
      select: {
        id: true,
        title: true,
        state: true,
        asOf: true,
        documentNumber: true,
        regionNo: true,
        agency: { select: { name: true } },
        draftedByName: true,
        signedByName: true,
      },
      orderBy: { draftedAt: 'desc' },
      take: 100,
    }),
  )

export type ShownFigure = {
  key: string
  metricId: MetricId
  value: bigint
  rowCount: number
  rowSetHash: string
  metricVersion: number
  difference: FigureDifference | null
}

/**
 * A report as its page shows it. A draft carries the figures of this moment; a frozen or signed one its frozen figures, and beside
 * each what has become of its rows since. `null` when it does not exist for this person.
 */
export async function getReport(actor: Actor, id: string) {
  const found = await query(actor, async (tx) => {
    const report = await tx.summaryReport.findFirst({
      where: { AND: [{ id }, whereReadable(actor, 'summaryReport')] },
      include: {
        campaign: { select: { id: true, name: true, number: true } },
        agency: { select: { name: true, regionNo: true } },
        figures: true,
      },
    })
    if (!report) return null
    const region = await tx.region.findUnique({ where: { regionNo: report.regionNo } })
    const units = await reportingUnits({ tx, actor: { ...actor, regionNo: report.regionNo } })
    return { report, units, superior: await superiorOf({ tx, actor: { ...actor, regionNo: report.regionNo } }), region }
  })
  if (!found) return null

  const { report, units, superior, region } = found
  const scope: Scope = { campaignId: report.campaignId, regionLo: region?.rangeLo ?? 1, regionHi: region?.rangeHi ?? 0 }
  const figures = await figuresOf(actor, report, scope, units)
  const steps = reportStepNames
    .filter((name) => may(actor, reportSteps[name].by, 'summaryReport', report))
    .map((name) => ({ name, taken: takeStep(reportSteps[name], report, actor) }))
    .filter(({ taken }) => taken.ok || taken.refusal.code !== 'wrongState')
    .map(({ name, taken }) => ({ name, shut: taken.ok ? null : taken.refusal }))
  return { ...report, texts: report.blocks as ReportTexts, figures, units, superior, scope, steps }
}

type WithFigures = {
  state: string
  figures: readonly {
    key: string
    metricId: string
    metricVersion: number
    value: bigint
    rowCount: number
    rowSetHash: string
    rowIds: unknown
  }[]
}

async function figuresOf(actor: Actor, report: WithFigures, scope: Scope, units: readonly ReportingUnit[]): Promise<ShownFigure[]> {
  const current = await reportFigures(actor, scope, units)
  if (report.state === 'draft') return current.map(({ rows: _rows, regionNo: _regionNo, ...figure }) => ({ ...figure, difference: null }))

  const now = new Map(current.map((figure) => [figure.key, figure]))
  return report.figures.flatMap(({ metricId, rowIds, ...figure }) => {
    if (!isMetricId(metricId)) return []
    const rows = now.get(figure.key)?.rows.map((row) => [row.id, row.value.toString()] as const) ?? []
    return [{ ...figure, metricId, difference: differenceOf(rowIds as CountedRows, rows) }] // written by freezeReport alone
  })
}

/** The paper of a report that is not signed yet, marked as a draft. `null` when it does not exist for this person. */
export async function previewReport(actor: Actor, id: string): Promise<{ title: string; bytes: Uint8Array } | null> {
  const report = await getReport(actor, id)
  if (!report) return null
  const bytes = await renderReport({
    title: report.title,
    agencyName: report.agency.name,
    addressee: reportAddressee(report.superior),
    texts: report.texts,
    figures: report.figures,
    units: report.units,
    asOf: report.asOf,
    signed: null,
  })
  return { title: report.title, bytes }
}
