import Link from 'next/link'
import { notFound } from 'next/navigation'
import { PageHead } from '#components/ui/card'
import { Disclosure } from '#components/ui/disclosure'
import { EmptyState } from '#components/ui/empty-state'
import { reminderEveryHours } from '#domain/self-inspection/reminders'
import { filingText } from '#messages/zh/self-inspection'
import { unfiledText } from '#messages/zh/unfiled'
import { unfiled, unfiledFilter } from '#server/self-inspection/unfiled'
import { requireActor } from '#server/session'
import { InstitutionTable } from './institution-table'
import { PlaceList } from './place-list'
import { ReminderLog } from './reminder-log'

export const metadata = { title: unfiledText.title }

type Asked = Record<string, string | string[] | undefined>

/** Who has not filed, from the place to the officer's extension; and what was done about it. */
export default async function UnfiledPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const actor = await requireActor()
  const found = await unfiled(actor, unfiledFilter.parse(await searchParams))
  if (!found) notFound()
  const { campaigns, shown } = found
  return (
    <>
      <PageHead
        title={unfiledText.title}
        trail={
          <Link href="/self-inspections" prefetch={false} className="link">
            {filingText.title}
          </Link>
        }
        lead={unfiledText.lead}
      />
      <Disclosure summary={unfiledText.help} quiet className="mb-2">
        <p className="text-ink-2 my-1">{unfiledText.helpText(reminderEveryHours)}</p>
      </Disclosure>
      {!shown ? (
        <EmptyState title={unfiledText.none} next={unfiledText.emptyNext} />
      ) : (
        <div className="space-y-4">
          {campaigns.length > 1 && (
            <nav aria-label={unfiledText.campaign} className="flex flex-wrap gap-x-4">
              {campaigns.map(({ id, name, unfiled: count }) => (
                <Link
                  key={id}
                  href={`/self-inspections/unfiled?campaign=${id}`}
                  prefetch={false}
                  className="link inline-block min-h-6"
                  aria-current={id === shown.campaign.id ? 'true' : undefined}
                >
                  {name}（{unfiledText.unfiledOf(count)}）
                </Link>
              ))}
            </nav>
          )}
          {shown.top.below.length > 0 && <PlaceList campaignId={shown.campaign.id} top={shown.top} chosen={shown.place?.regionNo} />}
          {shown.place && (
            <InstitutionTable campaignId={shown.campaign.id} place={shown.place} institutions={shown.institutions} page={shown.page} />
          )}
          {shown.ended > 0 && (
            <p className="text-ink-2">
              {unfiledText.ended(shown.ended)}
              <Link href={`/self-inspections?campaign=${shown.campaign.id}&state=ended`} prefetch={false} className="link">
                {unfiledText.toEnded}
              </Link>
            </p>
          )}
          {shown.log.length > 0 && <ReminderLog log={shown.log} />}
        </div>
      )}
    </>
  )
}
