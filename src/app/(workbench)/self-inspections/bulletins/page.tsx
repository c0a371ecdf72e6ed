import Link from 'next/link'
import { notFound } from 'next/navigation'
import { StatusTag } from '#components/status-tag'
import { Card, PageHead } from '#components/ui/card'
import { EmptyState } from '#components/ui/empty-state'
import { ScrollRegion } from '#components/ui/scroll-region'
import { beijingDay } from '#domain/kernel/civil-date'
import { bulletinText } from '#messages/zh/bulletin'
import { listCampaignChoices } from '#server/campaign/choices'
import { currentTime } from '#server/clock/now'
import { goesTo } from '#server/desk/navigation'
import { listBulletins, listCandidates } from '#server/self-inspection/bulletin/bulletin-queries'
import { writesBulletins } from '#server/self-inspection/bulletin/draft-bulletin'
import { requireActor } from '#server/session'
import { DraftForm } from './draft-form'

export const metadata = { title: bulletinText.title }

const bulletinStatuses = { draft: 'waiting', issued: 'done', discarded: 'stopped' } as const

/** The bulletins of a region with who has signed for them, and the form for the next; to an institution, those that were sent to it. */
export default async function BulletinsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const actor = await requireActor()
  if (!goesTo(actor, 'selfInspections') && !goesTo(actor, 'filings')) notFound()
  const writes = writesBulletins(actor)
  const { campaign } = await searchParams
  const [bulletins, campaigns] = await Promise.all([listBulletins(actor), writes ? listCampaignChoices(actor) : []])
  const chosen = campaigns.find(({ id }) => id === campaign) ?? campaigns[0]
  return (
    <>
      <PageHead
        title={bulletinText.title}
        trail={
          <Link href="/self-inspections" prefetch={false} className="link">
            {bulletinText.back}
          </Link>
        }
        lead={actor.institutionId ? bulletinText.ownLead : bulletinText.lead}
      />
      <div className="space-y-4">
        {bulletins.length === 0 ? (
          <EmptyState title={bulletinText.empty} next={actor.institutionId ? bulletinText.ownEmptyNext : bulletinText.emptyNext} />
        ) : (
          <BulletinTable bulletins={bulletins} counts={!actor.institutionId} />
        )}
        {chosen && (
          <DraftForm
            key={chosen.id}
            campaigns={campaigns.map(({ id, name }) => ({ value: id, label: name }))}
            campaign={chosen}
            today={beijingDay(currentTime())}
            candidates={await listCandidates(actor, chosen.id)}
          />
        )}
      </div>
    </>
  )
}

function BulletinTable({ bulletins, counts }: { bulletins: Awaited<ReturnType<typeof listBulletins>>; counts: boolean }) {
  const { heads } = bulletinText
  const shown = [heads.title, heads.number, heads.state, ...(counts ? [heads.signed] : []), heads.day]
  return (
    <Card flush>
      <ScrollRegion label={bulletinText.title} className="overflow-x-auto">
        <table className="w-full">
          <caption className="sr-only">{bulletinText.title}</caption>
          <thead className="bg-header-row">
            <tr>
              {shown.map((head) => (
                <th key={head} scope="col" className="px-3 py-1 text-start font-semibold whitespace-nowrap">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {bulletins.map((one) => (
              <tr key={one.id} className="border-divider border-b last:border-b-0">
                <th scope="row" className="px-3 py-1 text-start font-normal">
                  <Link href={`/self-inspections/bulletins/${one.id}`} prefetch={false} className="link">
                    {one.title}
                  </Link>
                  <span className="text-ink-2 block text-xs">{one.agency.name}</span>
                </th>
                <td className="px-3 py-1 whitespace-nowrap">{one.documentNumber ?? '—'}</td>
                <td className="px-3 py-1">
                  <StatusTag kind={bulletinStatuses[one.state]} label={bulletinText.states[one.state]} />
                </td>
                {counts && (
                  <td className="px-3 py-1 whitespace-nowrap">
                    {one.state === 'issued' ? bulletinText.signed(one.signed, one.sentTo) : '—'}
                  </td>
                )}
                <td className="px-3 py-1 whitespace-nowrap">{beijingDay(one.issuedAt ?? one.draftedAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </Card>
  )
}
