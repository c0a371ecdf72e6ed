import { FigureValue } from '#components/figure-value'
import { ScrollRegion } from '#components/ui/scroll-region'
import { outlineTable } from '#domain/summary/outline'
import { summaryText } from '#messages/zh/summary'
import type { ShownFigure } from '#server/summary/queries'
import type { ReportingUnit } from '#server/summary/reporting-units'

/** One line for each reporting unit; the lines sum to the whole. */
export function UnitTable({
  units,
  figures,
  campaignId,
  asOf,
}: {
  units: readonly ReportingUnit[]
  figures: readonly ShownFigure[]
  campaignId: string
  asOf: string
}) {
  const known = new Map(figures.map((figure) => [figure.key, figure]))
  return (
    <ScrollRegion label={summaryText.byUnit} className="mt-4">
      <table className="w-full">
        <caption className="mb-1 text-start font-semibold">{summaryText.byUnit}</caption>
        <thead className="bg-header-row">
          <tr>
            <th scope="col" className="px-2 py-1 text-start">
              {summaryText.unitName}
            </th>
            {outlineTable.map(({ metric, heading }) => (
              <th key={metric} scope="col" className="px-2 py-1 text-end">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {units.map((unit) => (
            <tr key={unit.regionNo} className="border-divider border-b">
              <th scope="row" className="px-2 py-1 text-start font-normal">
                {unit.name}
              </th>
              {outlineTable.map(({ metric }) => {
                const figure = known.get(`${metric}:${unit.regionNo}`)
                return (
                  <td key={metric} className="tabular px-2 py-1 text-end">
                    {figure && (
                      <FigureValue metricId={metric} value={figure.value} campaignId={campaignId} regionNo={unit.regionNo} asOf={asOf} />
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
