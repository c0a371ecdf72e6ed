import 'server-only'
import { reportFigure } from '#documents/figure'
import { type SummaryReport, summaryReport } from '#documents/templates/summary-report'
import { beijingDay } from '#domain/kernel/civil-date'
import { metrics } from '#domain/summary/metrics'
import {
  type OutlineRun,
  outlineTable,
  outlineTableTitle,
  outlineUnitHeading,
  outlineUnitShare,
  reportOutline,
  unwrittenSection,
} from '#domain/summary/outline'
import { passagesOf, type ReportSections, sectionOf } from '#domain/summary/sections'
import { reportUnitWords } from '#domain/summary/units'
import type { ReportFrame, ReportingUnit } from './frame'
import { type Figure, figureKey, unitOfKey } from './report-figures'

export type PrintedReport = {
  title: string
  frame: ReportFrame
  sections: ReportSections
  figures: readonly (Figure & { rowSetHash: string })[]
  asOf: Date
  signed: { documentNumber: string; signerName: string; signedAt: Date } | null
}

/** The report as .docx in official layout; a draft says so on every page. The same report gives the same bytes. */
export const renderReport = (report: PrintedReport): Promise<Uint8Array> => summaryReport.render(paperOf(report))

function paperOf({ title, frame, sections, figures, asOf, signed }: PrintedReport): SummaryReport {
  return {
    title: [title],
    organs: [frame.agencyName],
    addressee: frame.addressee,
    sections: reportOutline.map((section) => ({
      title: section.title,
      blocks: [
        ...section.sentences.map((runs) => ({ kind: 'paragraph' as const, runs: runs.map(printedRun) })),
        ...paragraphs(passagesOf(sectionOf(sections, section.key)), section.sentences.length === 0),
        ...(section.key === 'results' ? [unitTable(frame.units)] : []),
      ],
    })),
    figures: figures.map((figure) => printedFigure(figure, frame.units, asOf)),
    signed: signed && { documentNumber: signed.documentNumber, signerName: signed.signerName, signedOn: beijingDay(signed.signedAt) },
    datedOn: beijingDay(asOf),
  }
}

/** In the annex a unit's figure says whose it is. */
function printedFigure(figure: PrintedReport['figures'][number], units: readonly ReportingUnit[], asOf: Date) {
  const { key, metricId, metricVersion, name, wording, value, rowCount, rowSetHash } = figure
  const unit = units.find(({ regionNo }) => regionNo === unitOfKey(key))
  const metric = { ...metrics[metricId], version: metricVersion, name: unit ? `${name}（${unit.name}）` : name, wording }
  return reportFigure(metric, { key, value, asOf, rowCount, rowSetHash })
}

const printedRun = (run: OutlineRun) => (typeof run === 'string' ? { text: run } : { figure: run.metric as string })

/** What people wrote, a paragraph a line. `mayNotBeEmpty` where nothing else stands in the section. */
function paragraphs(passages: readonly string[], mayNotBeEmpty: boolean) {
  const lines = passages.flatMap((passage) => passage.split('\n')).filter((line) => line.trim() !== '')
  const printed = lines.length === 0 && mayNotBeEmpty ? [unwrittenSection] : lines
  return printed.map((line) => ({ kind: 'paragraph' as const, runs: runsOf(line.trim()) }))
}

/** The template takes runs of limited length; a paragraph may be longer. */
const runsOf = (line: string) => Array.from(line.match(/.{1,4000}/gsu) ?? [], (text) => ({ text }))

function unitTable(units: readonly ReportingUnit[]) {
  return {
    kind: 'table' as const,
    title: outlineTableTitle,
    columns: [
      { title: outlineUnitHeading, share: outlineUnitShare },
      ...outlineTable.map(({ metric, heading, share }) => ({
        title: `${heading}（${reportUnitWords[metrics[metric].unit]}）`,
        share,
        align: 'right' as const,
      })),
    ],
    rows: units.map((unit) => [
      [{ text: unit.name }],
      ...outlineTable.map(({ metric }) => [{ figure: figureKey(metric, unit.regionNo), digits: true }]),
    ]),
  }
}
