import { Card } from '#components/ui/card'
import { beijingMinute } from '#domain/kernel/civil-date'
import type { ReferralStep } from '#domain/referral/steps'
import { referralText } from '#messages/zh/referral'
import type { ReferralView } from '#server/referral/queries'

/** What the sides have said to one another, in its order; each reads what was said to it and by it. */
export function Words({ words }: { words: ReferralView['words'] }) {
  if (words.length === 0) return null
  return (
    <Card title={referralText.words}>
      <ul className="space-y-2">
        {words.map(({ id, step, text, byAgencyName, byName, at }) => (
          <li key={id}>
            <span className="font-semibold">{referralText.steps[step as ReferralStep] ?? step}</span>{' '}
            <span className="text-hint">
              {byAgencyName} {byName} {beijingMinute(at)}
            </span>
            <p className="whitespace-pre-line">{text}</p>
          </li>
        ))}
      </ul>
    </Card>
  )
}
