import { beijingMinute } from '#domain/kernel/civil-date'
import type { ReportPage, ShownFigure } from '#server/summary/queries'
import { unitOfKey } from '#server/summary/report-figures'

/** Where the rows of a figure are opened: those that were frozen with it, or in a draft those of this moment. */
export function figureHref(report: ReportPage, { key, metricId }: Pick<ShownFigure, 'key' | 'metricId'>): string {
  if (report.state !== 'draft') return `/summaries/${report.id}/figures/${key}`
  const unit = unitOfKey(key)
  const ownLevel = unit === report.regionNo ? '&own=1' : ''
  return `/numbers/${metricId}?campaign=${report.campaignId}&region=${unit ?? report.regionNo}${ownLevel}`
}

/** What a figure shows of itself. */
export const figureProps = (report: ReportPage, figure: ShownFigure) => ({
  metricId: figure.metricId,
  value: figure.value,
  href: figureHref(report, figure),
  definition: figure.wording,
  asOf: beijingMinute(report.asOf),
})
