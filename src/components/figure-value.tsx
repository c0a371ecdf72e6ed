import { formatYuan } from '#domain/kernel/money'
import type { MetricId } from '#domain/summary/metrics'
import { metrics } from '#domain/summary/metrics'
import { unitWord } from '#messages/zh/summary'
import { DrillNumber } from './drill-number'

/** `value` as its metric prints it: 分 as 元 with two decimals, counts with thousands. */
export const printFigure = (metricId: MetricId, value: bigint): string =>
  metrics[metricId].unit === 'fen' ? formatYuan(value) : value.toLocaleString('zh-CN')

/** A metric's number: hover says what it counts and when it was taken, a click opens its rows. */
export function FigureValue({
  metricId,
  value,
  href,
  definition,
  asOf,
}: {
  metricId: MetricId
  value: bigint
  href: string
  definition: string
  asOf: string
}) {
  return (
    <DrillNumber
      value={printFigure(metricId, value)}
      unit={unitWord(metrics[metricId].unit)}
      href={href}
      definition={definition}
      asOf={asOf}
    />
  )
}
