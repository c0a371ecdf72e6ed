import Link from 'next/link'
import { CommandForm } from '#components/command-form'
import { StatusTag } from '#components/status-tag'
import { Card } from '#components/ui/card'
import { ScrollRegion } from '#components/ui/scroll-region'
import { beijingMinute } from '#domain/kernel/civil-date'
import { filingText } from '#messages/zh/self-inspection'
import { unfiledText } from '#messages/zh/unfiled'
import type { Place, UnfiledInstitution } from '#server/self-inspection/unfiled'
import { filingStatuses } from '../section-name'
import { escalate, remind } from './actions'

/** Those of one place who have not filed: whom to ask, under which number; and the two things that can be done about all of them. */
export function InstitutionTable({
  campaignId,
  place,
  institutions,
}: {
  campaignId: string
  place: Place
  institutions: readonly UnfiledInstitution[]
}) {
  const title = unfiledText.institutions(place.name, place.unfiled)
  const head = 'bg-header-row px-3 py-1.5 text-start font-semibold whitespace-nowrap'
  const headings = [
    unfiledText.institution,
    filingText.region,
    unfiledText.officer,
    unfiledText.phone,
    unfiledText.state,
    unfiledText.due,
    unfiledText.reminded,
  ]
  return (
    <Card title={title} flush>
      <Acts campaignId={campaignId} place={place} />
      {place.unfiled > institutions.length && <p className="text-hint px-4 pb-2">{unfiledText.more(place.unfiled)}</p>}
      <ScrollRegion label={title} className="max-h-96 overflow-auto">
        <table className="w-full">
          <caption className="sr-only">{title}</caption>
          <thead className="sticky top-0">
            <tr>
              {headings.map((heading) => (
                <th key={heading} scope="col" className={head}>
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {institutions.map((one) => (
              <tr key={one.id} className="border-divider border-b last:border-b-0">
                <th scope="row" className="px-3 py-1 text-start font-normal">
                  <Link href={`/self-inspections/${one.id}`} prefetch={false} className="link">
                    {one.institutionName}
                  </Link>
                </th>
                <td className="px-3 py-1 whitespace-nowrap">{one.regionName}</td>
                <td className="px-3 py-1 whitespace-nowrap">{one.officer || unfiledText.noPhone}</td>
                <td className="px-3 py-1 tabular-nums whitespace-nowrap">{one.phone || unfiledText.noPhone}</td>
                <td className="px-3 py-1 whitespace-nowrap">
                  <StatusTag kind={filingStatuses[one.state]} label={filingText.states[one.state]} />
                </td>
                <td className="px-3 py-1 tabular-nums whitespace-nowrap">{one.dueOn}</td>
                <td className="px-3 py-1 tabular-nums whitespace-nowrap">
                  {one.remindedAt ? beijingMinute(one.remindedAt) : unfiledText.never}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </Card>
  )
}

/** Reminding all of them, and asking the bureau of a place below. */
function Acts({ campaignId, place }: { campaignId: string; place: Place }) {
  const fields = { campaignId, regionNo: place.regionNo }
  return (
    <div className="flex flex-wrap items-start gap-3 px-4 py-2">
      <CommandForm action={remind} submitLabel={unfiledText.remind(place.unfiled)} fields={fields} scope="remind" inline>
        {null}
      </CommandForm>
      {!place.isOwn && (
        <CommandForm action={escalate} submitLabel={unfiledText.escalate} submitVariant="outline" fields={fields} scope="escalate" inline>
          {null}
        </CommandForm>
      )}
    </div>
  )
}
