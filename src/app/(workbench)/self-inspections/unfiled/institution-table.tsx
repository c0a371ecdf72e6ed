import Link from 'next/link'
import { CommandForm } from '#components/command-form'
import { StatusTag } from '#components/status-tag'
import { Card } from '#components/ui/card'
import { ScrollRegion } from '#components/ui/scroll-region'
import { beijingMinute } from '#domain/kernel/civil-date'
import { filingText } from '#messages/zh/self-inspection'
import { unfiledText } from '#messages/zh/unfiled'
import { type Place, type UnfiledInstitution, unfiledPage } from '#server/self-inspection/unfiled'
import { filingStatuses } from '../section-name'
import { escalate, remind } from './actions'

/** Those of one place who have not filed: whom to ask, under which number; and the two things that can be done about all of them. */
export function InstitutionTable({
  campaignId,
  place,
  institutions,
  page,
}: {
  campaignId: string
  place: Place
  institutions: readonly UnfiledInstitution[]
  page: number
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
      {place.unfiled > unfiledPage && <Pages campaignId={campaignId} place={place} page={page} shown={institutions.length} />}
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

function Pages({ campaignId, place, page, shown }: { campaignId: string; place: Place; page: number; shown: number }) {
  const before = (page - 1) * unfiledPage
  const hrefOf = (to: number) => `/self-inspections/unfiled?campaign=${campaignId}&region=${place.regionNo}&page=${to}`
  return (
    <nav aria-label={unfiledText.pages} className="flex flex-wrap gap-x-4 px-4 pb-2">
      <span className="text-hint">{unfiledText.listed(before + 1, before + shown, place.unfiled)}</span>
      {page > 1 && (
        <Link href={hrefOf(page - 1)} prefetch={false} className="link">
          {unfiledText.before}
        </Link>
      )}
      {before + shown < place.unfiled && (
        <Link href={hrefOf(page + 1)} prefetch={false} className="link">
          {unfiledText.after}
        </Link>
      )}
    </nav>
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
