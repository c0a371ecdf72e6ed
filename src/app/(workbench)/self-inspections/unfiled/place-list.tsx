import Link from 'next/link'
import { Card } from '#components/ui/card'
import { unfiledText } from '#messages/zh/unfiled'
import type { Place } from '#server/self-inspection/unfiled'

/** The places with how many have not filed, cities with their counties beside them: one press leads to any. */
export function PlaceList({ campaignId, top, chosen }: { campaignId: string; top: Place; chosen?: number }) {
  const hasCities = top.below.some(({ below }) => below.length > 0)
  return (
    <Card title={unfiledText.places}>
      <ul className={hasCities ? 'space-y-1' : 'grid gap-x-6 gap-y-0.5 tablet:grid-cols-3'}>
        {top.below.map((place) => (
          <li key={place.regionNo} className="flex flex-wrap items-baseline gap-x-4">
            <PlaceLink campaignId={campaignId} place={place} chosen={chosen} />
            {place.below.map((county) => (
              <PlaceLink key={county.regionNo} campaignId={campaignId} place={county} chosen={chosen} />
            ))}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function PlaceLink({ campaignId, place, chosen }: { campaignId: string; place: Place; chosen?: number }) {
  return (
    <span className="whitespace-nowrap">
      <Link
        href={`/self-inspections/unfiled?${new URLSearchParams({ campaign: campaignId, region: String(place.regionNo) })}`}
        prefetch={false}
        className="link inline-block min-h-6"
        aria-current={place.regionNo === chosen ? 'true' : undefined}
      >
        {place.name}
      </Link>{' '}
      <span className="tabular">{place.unfiled}</span>{' '}
      {place.overdue > 0 && <span className="text-danger">{unfiledText.overdueOf(place.overdue)}</span>}
    </span>
  )
}
