import { ChartCard } from '#components/chart-card'
import { outlineChart, outlineChartTitle } from '#domain/summary/outline'
import { unitWords } from '#domain/summary/units'
import { summaryText } from '#messages/zh/summary'
import type { ReportPage } from '#server/summary/queries'
import { figureHref } from './figure-links'

/** How each unit's leads came out. Units without leads are left out; every mark opens its rows. */
export function UnitChart({ report }: { report: ReportPage }) {
  const figures = new Map(report.figures.map((figure) => [figure.key, figure]))
  const points = report.frame.units.map((unit) => {
    const own = outlineChart.flatMap(({ metric }) => figures.get(`${metric}:${unit.regionNo}`) ?? [])
    return {
      id: String(unit.regionNo),
      label: unit.name,
      values: Object.fromEntries(own.map((figure) => [figure.metricId, Number(figure.value)])),
      hrefs: Object.fromEntries(own.map((figure) => [figure.metricId, figureHref(report, figure)])),
    }
  })
  return (
    <ChartCard
      kind="stackedBar"
      title={outlineChartTitle}
      note={summaryText.chartNote}
      unit={unitWords.lead}
      series={outlineChart.map(({ metric, label }) => ({ id: metric, label }))}
      points={points.filter(({ values }) => Object.values(values).some((value) => value > 0))}
    />
  )
}
