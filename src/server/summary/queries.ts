import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { isUuid } from '#domain/kernel/uuid'
import { takeStep } from '#domain/kernel/workflow'
import { differenceOf, type FigureDifference, readCountedRows } from '#domain/summary/difference'
import { isMetricId } from '#domain/summary/metrics'
import { readSections, sectionOf } from '#domain/summary/sections'
import { reportingDepartments, reportStepNames, reportSteps } from '#domain/summary/steps'
import { currentTime } from '#platform/time'
import { may, whereReadable } from '../access'
import { query } from '../query'
import { bureauView, frameOf, frozenFrame, type Reporter, type ReportFrame } from './frame'
import type { Scope } from './measure'
import { countFigures, type Figure, figuresNow } from './report-figures'
import { reportsBelow } from './units-below'

/** Whether this person drafts reports at all: a handler of an agency that reports. */
export const mayDraftReports = (actor: Actor): boolean =>
  actor.department !== null && reportingDepartments.includes(actor.department) && may(actor, reportSteps.edit.by, 'summaryReport', actor)

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
        agency: { select: { name: true } },
        draftedByName: true,
        signedByName: true,
      },
      orderBy: { draftedAt: 'desc' },
      take: 100,
    }),
  )

/** What a section says now, and the version of the report that says it. `null` when it does not exist for this person. */
export const getWords = (actor: Actor, id: string, section: string) =>
  query(actor, async (tx) => {
    if (!isUuid(id)) return null
    const report = await tx.summaryReport.findFirst({
      where: { AND: [{ id }, whereReadable(actor, 'summaryReport')] },
      select: { version: true, blocks: true },
    })
    return report ? { version: report.version, own: sectionOf(readSections(report.blocks), section).own } : null
  })

export type ShownFigure = Figure & { difference: FigureDifference | null; rowSetHash: string | null }

/**
 * A report as its page shows it. A draft carries the figures of this moment; a frozen or signed one its frozen figures, and beside
 * each what has become of its rows since. `null` when it does not exist for this person.
 */
export async function getReport(actor: Actor, id: string, now = currentTime()) {
  if (!isUuid(id)) return null
  const found = await query(actor, async (tx) => {
    const report = await tx.summaryReport.findFirst({
      where: { AND: [{ id }, whereReadable(actor, 'summaryReport')] },
      include: { campaign: { select: { name: true, number: true } }, figures: true },
    })
    if (!report) return null
    const { lo, hi, ...frame } = await frameOf(tx, report)
    return { report, frame, range: { lo, hi }, below: await reportsBelow(tx, actor, report, frame.units) }
  })
  if (!found) return null

  const { report, range, below } = found
  const frame: ReportFrame = report.state === 'draft' ? found.frame : frozenFrame(report.frame)
  const scope: Scope = { campaignId: report.campaignId, regionLo: range.lo, regionHi: range.hi }
  const { figures: stored, blocks, ...rest } = report
  return {
    ...rest,
    asOf: report.state === 'draft' ? now : report.asOf,
    frame,
    sections: readSections(blocks),
    figures: await figuresOf(report, stored, scope, { range, frame }),
    unitsBelow: frame.units.slice(1).map((unit) => ({ ...unit, report: below.get(unit.regionNo) ?? null })),
    steps: stepsOf(actor, report),
  }
}

export type ReportPage = NonNullable<Awaited<ReturnType<typeof getReport>>>

type Stored = { key: string; metricId: string; metricVersion: number; name: string; wording: string; value: bigint } & {
  rowCount: number
  rowSetHash: string
  rowIds: unknown
}

async function figuresOf(
  report: Reporter & { state: string },
  stored: readonly Stored[],
  scope: Scope,
  { range, frame }: { range: { lo: number; hi: number }; frame: ReportFrame },
): Promise<ShownFigure[]> {
  const reader = bureauView(report, range)
  if (report.state === 'draft') {
    const figures = await figuresNow(reader, scope, frame.units)
    return figures.map((figure) => ({ ...figure, difference: null, rowSetHash: null }))
  }
  const now = new Map((await countFigures(reader, scope, frame.units)).map((figure) => [figure.key, figure]))
  return stored.flatMap(({ metricId, rowIds, ...figure }) => {
    if (!isMetricId(metricId)) return []
    const current = now.get(figure.key)
    if (current?.rowSetHash === figure.rowSetHash) return [{ ...figure, metricId, difference: null }]
    const rows = current?.rows.map((row) => [row.id, row.value.toString()] as const) ?? []
    return [{ ...figure, metricId, difference: differenceOf(readCountedRows(rowIds), rows) }]
  })
}

/** The steps this person may take on it now, each with what stands in the way. */
function stepsOf(actor: Actor, report: Reporter & { state: 'draft' | 'frozen' | 'signed'; frozenById: string | null }) {
  return reportStepNames
    .filter((name) => may(actor, reportSteps[name].by, 'summaryReport', report))
    .map((name) => ({ name, taken: takeStep(reportSteps[name], report, actor) }))
    .filter(({ taken }) => taken.ok || taken.refusal.code !== 'wrongState')
    .map(({ name, taken }) => ({ name, shut: taken.ok ? null : taken.refusal }))
}
