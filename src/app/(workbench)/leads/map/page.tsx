import { notFound } from 'next/navigation'
import { ButtonLink } from '#components/ui/button'
import { PageHead } from '#components/ui/card'
import { EmptyState } from '#components/ui/empty-state'
import { leadText } from '#messages/zh/lead'
import { uncountedText } from '#messages/zh/uncounted'
import { unitMapText as text } from '#messages/zh/unit-map'
import { goesTo } from '#server/desk/navigation'
import { leadFilter } from '#server/lead/lead-filter'
import { leadsByPlace } from '#server/lead/leads-by-place'
import { requireActor } from '#server/session'
import { mapMeasureOf, UnitMap } from '../../unit-map'

export const metadata = { title: text.ofLeads }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** Where the leads of the queue lie, as it was narrowed; everything that is not concluded where it was not. */
export default async function LeadMapPage({ searchParams }: Props) {
  const actor = await requireActor()
  if (!goesTo(actor, 'leads')) notFound()
  const { by, ...asked } = await searchParams
  const { after: _after, ...given } = leadFilter.parse(asked)
  const filter = Object.values(given).some((value) => value !== undefined) ? given : ({ open: '1' } as const)
  const narrowed = Object.entries(filter).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as [string, string]],
  )
  const addressOf = (path: string, more: Record<string, string>) => `${path}?${new URLSearchParams([...narrowed, ...Object.entries(more)])}`
  // A bureau's own leads stand beside those of the units below it.
  const unitHref = (regionNo: number) =>
    `/leads?${new URLSearchParams([...narrowed.filter(([name]) => name !== 'region' && name !== 'own'), ['region', String(regionNo)], ['own', '1']])}`
  const units = await leadsByPlace(actor, filter)
  return (
    <>
      <PageHead
        title={text.ofLeads}
        lead={text.leadsLead}
        actions={
          <ButtonLink href={addressOf('/leads', {})} prefetch={false}>
            {text.toQueue}
          </ButtonLink>
        }
      />
      {units ? (
        <UnitMap
          title={text.title}
          units={units}
          kinds={leadText.origins}
          measure={mapMeasureOf(by)}
          hrefOf={unitHref}
          measureHref={(measure) => addressOf('/leads/map', { by: measure })}
        />
      ) : (
        <EmptyState title={uncountedText.title} next={uncountedText.map} />
      )}
    </>
  )
}
