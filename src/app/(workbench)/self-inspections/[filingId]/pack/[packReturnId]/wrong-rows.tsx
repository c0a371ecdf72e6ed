import type { ReactNode } from 'react'
import { Card } from '#components/ui/card'
import type { FaultyRow } from '#domain/self-inspection/pack/compare'
import { packText } from '#messages/zh/offline-pack'

/** The rows that cannot be taken over, each with every reason. */
export function WrongRows({ faulty, download }: { faulty: readonly FaultyRow[]; download?: ReactNode }) {
  return (
    <Card title={packText.faulty} actions={download}>
      <p className="text-ink-2 mb-2">{packText.faultyHelp}</p>
      <ul className="space-y-1">
        {faulty.map(({ key, sheet, row, code, faults }) => (
          <li key={key} className="text-danger">
            <span className="font-semibold">
              {packText.placeOf(sheet, row)} <span className="font-mono">{code}</span>
            </span>{' '}
            {faults.map(({ reason }) => reason).join('')}
          </li>
        ))}
      </ul>
    </Card>
  )
}
