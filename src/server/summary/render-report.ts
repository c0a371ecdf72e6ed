import 'server-only'
import { type SummaryReport, summaryReport } from '#documents/templates/summary-report'
import { beijingDay } from '#domain/kernel/civil-date'
import { type MetricId, metrics } from '#domain/summary/metrics'
import { emptySection, type OutlineRun, outlineTable, outlineTableTitle, outlineUnitHeading, reportOutline } from '#domain/summary/outline'
import { unitWords } from '#domain/summary/units'
import type { ReportingUnit } from './reporting-units'
import type { ReportTexts } from './write-report'

/** As much of a figure as the paper needs. */
export type PrintedFigure = { key: string; metricId: MetricId; metricVersion: number; value: bigint; rowCount: number; rowSetHash: string }

export type PrintedReport = {
  title: string
  agencyName: string
  addressee: string
  texts: ReportTexts
  figures: readonly PrintedFigure[]
  units: readonly ReportingUnit[]
  asOf: Date
  signed: { documentNumber: string; signerName: string; signedAt: Date } | null
}

/** The report as .docx in official layout; a draft says so on every page. The same report gives the same bytes. */
export const renderReport = (report: PrintedReport): Promise<Uint8Array> => summaryReport.render(paperOf(report))

function paperOf({ title, agencyName, addressee, texts, figures, units, asOf, signed }: PrintedReport): SummaryReport {
  return {
    title: [title],
    organs: [agencyName],
    addressee,
    sections: reportOutline.map((section) => ({
      title: section.title,
      blocks: [
        ...section.sentences.map((runs) => ({ kind: 'paragraph' as const, runs: runs.map(printedRun) })),
        ...written(texts[section.key] ?? (section.sentences.length === 0 ? emptySection : '')),
        ...(section.key === 'results' ? [unitTable(units)] : []),
      ],
    })),
    figures: figures.map((figure) => printedFigure(figure, asOf)),
    signed: signed && { documentNumber: signed.documentNumber, signerName: signed.signerName, signedOn: beijingDay(signed.signedAt) },
    datedOn: beijingDay(asOf),
  }
}

const printedRun = (run: OutlineRun) => (typeof run === 'string' ? { text: run } : { figure: run.metric as string })

/** What people wrote, a paragraph a line. */
function written(text: string) {
  const paragraphs = text.split('\n').filter((line) => line.trim() !== '')
  return paragraphs.map((line) => ({ kind: 'paragraph' as const, runs: [{ text: line.trim() }] }))
}

function unitTable(units: readonly ReportingUnit[]) {
  return {
    kind: 'table' as const,
    title: outlineTableTitle,
    columns: [
      { title: outlineUnitHeading, share: 2 },
      ...outlineTable.map(({ metric, heading }) => ({
        title: `${heading}（${unitWords[metrics[metric].unit]}）`,
        align: 'right' as const,
      })),
    ],
    rows: units.map((unit) => [
      [{ text: unit.name }],
      ...outlineTable.map(({ metric }) => [{ figure: `${metric}:${unit.regionNo}`, digits: true }]),
    ]),
  }
}

function printedFigure(
  { key, metricId, metricVersion, value, rowCount, rowSetHash }: PrintedFigure,
  asOf: Date,
): SummaryReport['figures'][number] {
  const { name, wording, unit } = metrics[metricId]
  return {
    key,
    metricId,
    metricVersion,
    name,
    wording,
    value: value.toString(),
    format: unit === 'fen' ? 'fen' : 'count',
    unit: unitWords[unit],
    asOf: asOf.toISOString(),
    rowCount,
    rowSetHash,
  }
}
