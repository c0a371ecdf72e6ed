import Link from 'next/link'
import { printFigure } from '#components/figure-value'
import { ScrollRegion } from '#components/ui/scroll-region'
import { metrics } from '#domain/summary/metrics'
import { outlineTable } from '#domain/summary/outline'
import { summaryText, unitWord } from '#messages/zh/summary'
import type { ReportPage } from '#server/summary/queries'
import { figureHref } from './figure-links'

/** One line for each reporting unit; the lines sum to the whole. */
export function UnitTable({ report }: { report: ReportPage }) {
  const figures = new Map(report.figures.map((figure) => [figure.key, figure]))
  return (
    <ScrollRegion label={summaryText.byUnit} className="overflow-x-auto">
      <table className="w-full">
        <caption className="mb-1 text-start font-semibold">{summaryText.byUnit}</caption>
        <thead className="bg-header-row">
          <tr>
            <th scope="col" className="px-2 py-1 text-start whitespace-nowrap">
              {summaryText.unitName}
            </th>
            {outlineTable.map(({ metric, heading }) => (
              <th key={metric} scope="col" title={metrics[metric].wording} className="px-2 py-1 text-end">
                <span className="whitespace-nowrap">{heading}</span>{' '}
                <span className="text-hint font-normal">（{unitWord(metrics[metric].unit)}）</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.frame.units.map((unit) => (
            <tr key={unit.regionNo} className="border-divider border-b">
              <th scope="row" className="px-2 py-1 text-start font-normal whitespace-nowrap">
                {unit.name}
              </th>
              {outlineTable.map(({ metric }) => {
                const figure = figures.get(`${metric}:${unit.regionNo}`)
                return (
                  <td key={metric} className="tabular px-2 py-1 text-end whitespace-nowrap">
                    {figure && (
                      <Link href={figureHref(report, figure)} prefetch={false} className="link">
                        {printFigure(metric, figure.value)}
                      </Link>
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
