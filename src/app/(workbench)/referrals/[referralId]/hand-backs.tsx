import Link from 'next/link'
import { StatusTag } from '#components/status-tag'
import { Card } from '#components/ui/card'
import { beijingDay } from '#domain/kernel/civil-date'
import { referralText } from '#messages/zh/referral'
import type { ReferralView } from '#server/referral/queries'
import { referralStatuses } from '../columns'

/** What came back to the bureau of this matter, as far as this person sees it. */
export function HandBacks({ handBacks }: { handBacks: ReferralView['handBacks'] }) {
  if (handBacks.length === 0) return null
  return (
    <Card title={referralText.handBacks}>
      <ul className="space-y-1.5">
        {handBacks.map(({ id, number, state, senderAgencyName, receiverAgencyName, deliveredAt }) => (
          <li key={id} className="flex flex-wrap items-baseline gap-x-3">
            <Link href={`/referrals/${id}`} prefetch={false} className="link font-mono">
              {number}
            </Link>
            <span>
              {senderAgencyName} → {receiverAgencyName}
            </span>
            <StatusTag kind={referralStatuses[state]} label={referralText.states[state]} />
            {deliveredAt && <time className="text-ink-2">{beijingDay(deliveredAt)}</time>}
          </li>
        ))}
      </ul>
    </Card>
  )
}
