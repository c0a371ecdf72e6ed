import { Card } from '#components/ui/card'
import { aboveCapacity, type PlaceLoad } from '#domain/screening/issuing'
import { backTestText as test } from '#messages/zh/back-test'
import { PlainTable } from '../../plain-table'

/** What verifying everything that is not yet issued would take beside what is open, and who is there. */
export function PlaceTable({ places }: { places: readonly PlaceLoad[] }) {
  if (places.length === 0) return null
  return (
    <Card title={test.places} flush>
      <PlainTable
        caption={test.places}
        heads={[
          { label: test.place },
          { label: test.left, figure: true },
          { label: test.open, figure: true },
          { label: test.hours, figure: true },
          { label: test.staff, figure: true },
          { label: test.available, figure: true },
          { label: test.enough },
        ]}
        rows={places.map((place) => ({
          id: String(place.regionNo),
          cells: [
            place.region || String(place.regionNo),
            ...[place.leads, place.open, place.hours, place.staff, place.available].map((figure) => figure.toLocaleString('zh-CN')),
            aboveCapacity(place) ? test.tooMuch : test.within,
          ],
        }))}
      />
      <p className="text-hint px-3 py-2">{test.effort}</p>
    </Card>
  )
}
