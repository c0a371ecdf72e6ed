import { printFigure } from '#components/figure-value'
import { Card } from '#components/ui/card'
import { metrics } from '#domain/summary/metrics'
import { summaryText } from '#messages/zh/summary'
import type { ShownFigure } from '#server/summary/queries'

/** What became of the rows of a frozen report since: the frozen figures stand, the differences are shown beside them. */
export function FigureCheck({ figures }: { figures: readonly ShownFigure[] }) {
  const whole = figures.filter((figure) => !figure.key.includes(':'))
  const moved = whole.filter((figure) => figure.difference !== null)
  return (
    <Card title={summaryText.numbers} className="mb-4">
      <p role="status">{moved.length === 0 ? summaryText.noDifferences : summaryText.differences(moved.length)}</p>
      {moved.length > 0 && (
        <ul className="mt-2 list-disc space-y-1 ps-5">
          {moved.map(({ key, metricId, difference }) =>
            difference ? (
              <li key={key}>
                {metrics[metricId].name}：
                {summaryText.differenceOf(
                  printFigure(metricId, difference.was),
                  printFigure(metricId, difference.now),
                  difference.added,
                  difference.removed,
                  difference.changed,
                )}
              </li>
            ) : null,
          )}
        </ul>
      )}
    </Card>
  )
}
