import { partText } from '#messages/zh/display-parts'

/** One thing done: when (Beijing, `YYYY-MM-DD HH:MM`), by whom, what, and what it changed. */
export type TrailEntry = {
  id: string
  at: string
  who: string
  action: string
  reason?: string | null
  basis?: string | null
  changes?: readonly { field: string; from: string | null; to: string | null }[]
}

/** What was done to a record, newest first. */
export function AuditTrail({ entries }: { entries: readonly TrailEntry[] }) {
  return (
    <ol aria-label={partText.trail} className="border-divider space-y-3 border-s-2 ps-4">
      {entries.map((entry) => (
        <li key={entry.id} className="relative">
          <span aria-hidden="true" className="bg-control absolute -start-[1.3125rem] top-2 size-2 rounded-full" />
          <p>
            <time className="text-ink-2 tabular-nums">{entry.at}</time> <span>{entry.who}</span>{' '}
            <span className="font-semibold">{entry.action}</span>
          </p>
          {entry.reason && <p className="text-ink-2">{entry.reason}</p>}
          {entry.changes && entry.changes.length > 0 && (
            <ul className="text-ink-2">
              {entry.changes.map((change) => (
                <li key={change.field}>
                  {partText.changed(change.field, change.from ?? partText.emptyValue, change.to ?? partText.emptyValue)}
                </li>
              ))}
            </ul>
          )}
          {entry.basis && <p className="text-hint">{entry.basis}</p>}
        </li>
      ))}
    </ol>
  )
}
