import Link from 'next/link'
import { FigureValue, printFigure } from '#components/figure-value'
import { type StatusKind, StatusTag } from '#components/status-tag'
import { Card } from '#components/ui/card'
import { metricsCited, type OutlineSection } from '#domain/summary/outline'
import { summaryText } from '#messages/zh/summary'
import type { ReportPage, ShownFigure } from '#server/summary/queries'
import { figureHref, figureProps } from './figure-links'

/** Beside the document: what became of the rows since, the numbers of the section in hand, who below has reported. */
export function Inspector({ report, section }: { report: ReportPage; section: OutlineSection }) {
  return (
    <div className="space-y-4">
      {report.state !== 'draft' && <Differences report={report} />}
      <SectionNumbers report={report} section={section} />
      {report.unitsBelow.length > 0 && <UnitsBelow report={report} />}
    </div>
  )
}

const isOfWhole = ({ key }: ShownFigure) => !key.includes(':')

function Differences({ report }: { report: ReportPage }) {
  const moved = report.figures.filter(isOfWhole).filter(({ difference }) => difference !== null)
  return (
    <Card title={summaryText.differencesTitle}>
      <p role="status">{moved.length === 0 ? summaryText.noDifferences : summaryText.differences(moved.length)}</p>
      {moved.length > 0 && (
        <ul className="mt-2 space-y-1">
          {moved.map((figure) =>
            figure.difference ? (
              <li key={figure.key}>
                <Link href={figureHref(report, figure)} prefetch={false} className="link">
                  {figure.name}
                </Link>
                <p className="tabular-nums">
                  {summaryText.differenceOf(
                    printFigure(figure.metricId, figure.difference.was),
                    printFigure(figure.metricId, figure.difference.now),
                    figure.difference.added,
                    figure.difference.removed,
                    figure.difference.changed,
                  )}
                </p>
              </li>
            ) : null,
          )}
        </ul>
      )}
    </Card>
  )
}

function SectionNumbers({ report, section }: { report: ReportPage; section: OutlineSection }) {
  const cited = metricsCited(section)
  const figures = report.figures.filter(isOfWhole).filter(({ metricId }) => cited.includes(metricId))
  return (
    <Card title={summaryText.sectionNumbers}>
      {figures.length === 0 && <p className="text-hint">{summaryText.noNumbers}</p>}
      <dl>
        {figures.map((figure) => (
          <div
            key={figure.key}
            className="border-divider flex flex-wrap items-baseline justify-between gap-x-3 border-b py-1 last:border-b-0"
          >
            <dt>{figure.name}</dt>
            <dd className="text-end">
              <FigureValue {...figureProps(report, figure)} />
              <span className="text-hint ms-2">{summaryText.rowsOf(figure.rowCount)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}

const unitLooks = { missing: 'notStarted', draft: 'open', frozen: 'waiting', signed: 'done' } satisfies Record<string, StatusKind>

function UnitsBelow({ report }: { report: ReportPage }) {
  const stateOf = (unit: ReportPage['unitsBelow'][number]) => unit.report?.state ?? 'missing'
  const signed = report.unitsBelow.filter((unit) => stateOf(unit) === 'signed').length
  return (
    <Card title={summaryText.unitsBelow}>
      <p>{summaryText.unitsReported(signed, report.unitsBelow.length)}</p>
      <ul className="mt-2">
        {report.unitsBelow.map((unit) => (
          <li key={unit.regionNo} className="flex items-center justify-between gap-2 py-0.5">
            {unit.report ? (
              <Link href={`/summaries/${unit.report.id}`} prefetch={false} className="link">
                {unit.name}
              </Link>
            ) : (
              <span>{unit.name}</span>
            )}
            <StatusTag kind={unitLooks[stateOf(unit)]} label={summaryText.unitStates[stateOf(unit)]} />
          </li>
        ))}
      </ul>
    </Card>
  )
}
