import { Card } from '#components/ui/card'
import { Tag } from '#components/ui/tag'
import type { Hint } from '#domain/self-inspection/hints'
import { hintText } from '#messages/zh/review-queue'

/** What rules find odd about the filing, each with its rows. Beside the figures, and deciding nothing. */
export function HintsCard({ hints }: { hints: readonly Hint[] }) {
  if (hints.length === 0) return null
  return (
    <Card title={hintText.title}>
      <p className="text-hint mb-2">{hintText.lead}</p>
      <ul className="space-y-1">
        {hints.map(({ name, count, rows }) => (
          <li key={name}>
            <Tag tone="warning">{hintText.short[name]}</Tag> {hintText.why[name](count)}{' '}
            {rows.length > 0 && (
              <span className="text-ink-2">
                {hintText.rows} <span className="font-mono">{rows.join('、')}</span>
                {count > rows.length ? ' …' : ''}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
