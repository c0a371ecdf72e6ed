import Link from 'next/link'
import { Card } from '#components/ui/card'
import { campaignText } from '#messages/zh/campaign'
import { planText } from '#messages/zh/campaign-plan'
import type { Review } from './review'

/** What a careful reader would ask about: what the text does not say, what contradicts, what comes later than from above. */
export function Notices({ review }: { review: Review }) {
  const { missing, warnings, twins, later, parent, state } = review
  const isDraft = state === 'draft'
  const cites = review.plan.cited.some(({ documentNumber }) => documentNumber !== null)
  return (
    <Card title={planText.warnings}>
      <ul className="list-disc space-y-1 ps-5">
        {isDraft && missing.length > 0 && <li className="text-danger font-semibold">{planText.missing(missing)}</li>}
        {isDraft &&
          twins.map((twin) => (
            <li key={twin.id} className="text-danger">
              <Link href={`/campaigns/${twin.id}`} prefetch={false} className="link">
                {planText.twins(twin.name, campaignText.states[twin.state])}
              </Link>
            </li>
          ))}
        {later.map((stage) => (
          <li key={stage.index} className="text-warning font-semibold">
            {`${stage.title}：${planText.later(stage.dueOn, stage.parentDueOn, stage.daysLater)}`}
          </li>
        ))}
        {warnings.map((warning) => (
          <li key={warning}>{warning}</li>
        ))}
        {parent ? (
          <li>
            <Link href={`/campaigns/${parent.id}`} prefetch={false} className="link">
              {planText.parent(parent.name)}
            </Link>
          </li>
        ) : (
          cites && <li className="text-ink-2">{planText.noParent}</li>
        )}
      </ul>
    </Card>
  )
}
