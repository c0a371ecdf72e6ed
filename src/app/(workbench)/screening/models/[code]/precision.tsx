import { Card } from '#components/ui/card'
import { modelText as text } from '#messages/zh/screening-models'
import type { ModelView } from '#server/screening/model-queries'
import { FactTable } from './table'

/** How the leads of the model were judged, by version and place. */
export function PrecisionCard({ view: { precision, misleads } }: { view: ModelView }) {
  if (!precision)
    return (
      <Card title={text.precision}>
        <p className="text-ink-2">{text.precisionNone}</p>
      </Card>
    )
  const rate = (row: typeof precision.precision) => (row ? text.rate(row) : text.none)
  return (
    <Card title={text.precision}>
      {misleads && <p className="text-danger">{text.misleadsHint}</p>}
      <p>
        {text.allVersions}：{rate(precision.precision)}
      </p>
      <FactTable
        caption={text.precision}
        heads={text.precisionHeads}
        rows={precision.rows.map(({ version, regionNo, region, counts, precision: own }) => ({
          key: `${version} ${regionNo}`,
          cells: [version || text.none, region, counts.substantiated, counts.partly, counts.unsubstantiated, counts.other, rate(own)],
        }))}
      />
      <p className="text-hint">{text.precisionHint}</p>
    </Card>
  )
}
