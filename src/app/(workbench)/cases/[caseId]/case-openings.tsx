import { Card } from '#components/ui/card'
import { beijingMinute } from '#domain/kernel/civil-date'
import { openingText } from '#messages/zh/case-opening'
import { type CaseOpenings, openingsListed } from '#server/case/opening-queries'

/** Who has read this case by a reason, and why. */
export function CaseOpeningsCard({ openings }: { openings: CaseOpenings }) {
  if (openings.length === 0) return null
  return (
    <Card title={openingText.of}>
      <ul className="space-y-2">
        {openings.map(({ id, agencyName, userName, reason, openedAt, until }) => (
          <li key={id}>
            <p>{openingText.line(agencyName, userName)}</p>
            <p className="text-ink-2">{reason}</p>
            {until && <p className="text-hint">{openingText.time(beijingMinute(openedAt), beijingMinute(until))}</p>}
          </li>
        ))}
      </ul>
      {openings.length === openingsListed && <p className="text-hint mt-2">{openingText.newest(openings.length)}</p>}
    </Card>
  )
}
