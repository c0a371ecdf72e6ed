import Link from 'next/link'
import { Card } from '#components/ui/card'
import type { MetricId } from '#domain/summary/metrics'
import { shareBasisPoints } from '#domain/summary/metrics'
import { cockpitText } from '#messages/zh/campaign'
import { unitText } from '#messages/zh/units'
import type { UnitFigures } from '#server/campaign/numbers'

/** Whoever has filed the least comes first: a unit without any filings to make is last. */
const behind = ({ filingsSubmitted, filingsIssued }: UnitFigures) => shareBasisPoints(filingsSubmitted, filingsIssued) ?? 10_001

const percent = (part: bigint, whole: bigint): string => {
  const share = shareBasisPoints(part, whole)
  return share === null ? unitText.none : `${(share / 100).toFixed(1)}%`
}

/** The reporting units, slowest first, with what is open and what is late in each. */
export function LagTable({
  units,
  late,
  hrefOf,
}: {
  units: readonly UnitFigures[]
  late: ReadonlyMap<number, number>
  hrefOf: (metricId: MetricId, regionNo: number, ownLevel?: boolean) => string
}) {
  const { name, filed, filings, leads, leadsOpen, late: lateWord } = cockpitText.lagColumns
  const number = (metricId: MetricId, { regionNo, ownLevel }: UnitFigures, value: bigint) => (
    <Link href={hrefOf(metricId, regionNo, ownLevel)} prefetch={false} className="link">
      {value.toLocaleString('zh-CN')}
    </Link>
  )
  return (
    <Card title={cockpitText.lag} flush>
      <table className="w-full border-collapse">
        <caption className="sr-only">{cockpitText.lagCaption}</caption>
        <thead>
          <tr className="bg-header-row text-ink-2">
            {[name, filed, filings, leads, leadsOpen, lateWord].map((heading, place) => (
              <th
                key={heading}
                scope="col"
                className={`border-divider border-b px-3 py-1 font-semibold ${place === 0 ? 'text-start' : 'text-end'}`}
              >
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...units]
            .sort((one, other) => behind(one) - behind(other))
            .map((unit) => (
              <tr key={`${unit.regionNo}${unit.ownLevel}`}>
                <th scope="row" className="border-divider border-b px-3 py-0.5 text-start font-normal">
                  {unit.name}
                </th>
                <td className="border-divider tabular border-b px-3 py-0.5">{percent(unit.filingsSubmitted, unit.filingsIssued)}</td>
                <td className="border-divider tabular border-b px-3 py-0.5">
                  {number('filingsSubmitted', unit, unit.filingsSubmitted)}/{number('filingsIssued', unit, unit.filingsIssued)}
                </td>
                <td className="border-divider tabular border-b px-3 py-0.5">
                  {percent(unit.leadsIssued - unit.leadsOpen, unit.leadsIssued)}
                </td>
                <td className="border-divider tabular border-b px-3 py-0.5">{number('leadsOpen', unit, unit.leadsOpen)}</td>
                <td className={`border-divider tabular border-b px-3 py-0.5 ${late.get(unit.regionNo) ? 'text-danger font-semibold' : ''}`}>
                  {late.get(unit.regionNo) ?? 0}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </Card>
  )
}
