import { Card } from '#components/ui/card'
import { sightingText } from '#messages/zh/lead-import'
import type { getLead } from '#server/lead/queries'

type Lead = NonNullable<Awaited<ReturnType<typeof getLead>>>

/** The other lists that name this lead too, each with its row. */
export function Sightings({ sightings }: { sightings: Lead['sightings'] }) {
  return (
    <Card title={sightingText.title}>
      <p className="text-hint mb-2">{sightingText.note}</p>
      <ul className="space-y-1">
        {sightings.map(({ id, listName, batchNumber, sheet, sheetRow, sourceNumber, note }) => (
          <li key={id}>
            {sightingText.at(listName, batchNumber, sheet, sheetRow, sourceNumber)}
            {note && <span className="text-hint">　{note}</span>}
          </li>
        ))}
      </ul>
    </Card>
  )
}
