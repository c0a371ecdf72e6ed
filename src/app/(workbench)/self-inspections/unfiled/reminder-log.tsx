import { Card } from '#components/ui/card'
import { beijingMinute } from '#domain/kernel/civil-date'
import { unfiledText } from '#messages/zh/unfiled'
import type { ReminderLine } from '#server/self-inspection/unfiled'

/** Who told how many of which place when. */
export function ReminderLog({ log }: { log: readonly ReminderLine[] }) {
  return (
    <Card title={unfiledText.remindNote}>
      <ul aria-label={unfiledText.remindNote} className="space-y-0.5">
        {log.map(({ id, at, by, agency, place, count, kind }) => (
          <li key={id}>
            {kind === 'remind'
              ? unfiledText.remindLine(beijingMinute(at), by, agency, place, count)
              : unfiledText.escalateLine(beijingMinute(at), by, agency, place, count)}
          </li>
        ))}
      </ul>
    </Card>
  )
}
