import Link from 'next/link'
import { notFound } from 'next/navigation'
import { StatusTag } from '#components/status-tag'
import { Card } from '#components/ui/card'
import { EmptyState } from '#components/ui/empty-state'
import { ScrollRegion } from '#components/ui/scroll-region'
import { Tabs } from '#components/ui/tabs'
import { Tag } from '#components/ui/tag'
import { ledgerViews } from '#domain/campaign/ledger'
import { campaignText, dutyText, ledgerText } from '#messages/zh/campaign'
import { getDecisions, type LedgerPage } from '#server/campaign/decisions'
import { requireActor } from '#server/session'
import { CampaignHead } from '../head'

export const metadata = { title: campaignText.tabs.decisions }

type Props = { params: Promise<{ campaignId: string }>; searchParams: Promise<{ view?: string }> }

const kinds = { notStarted: 'notStarted', inProgress: 'open', done: 'done' } as const

/** What the meetings of the campaign have decided, and how far each decision is. */
export default async function DecisionsPage({ params, searchParams }: Props) {
  const { campaignId } = await params
  const asked = (await searchParams).view
  const view = ledgerViews.find((name) => name === asked) ?? 'open'
  const ledger = await getDecisions(await requireActor(), campaignId, view)
  if (!ledger) notFound()
  return (
    <>
      <CampaignHead campaign={ledger} tab="decisions" />
      <div className="space-y-3">
        <Tabs
          label={ledgerText.title}
          tabs={ledgerViews.map((name) => ({
            href: `/campaigns/${campaignId}/decisions?view=${name}`,
            label: ledgerText.views[name],
            count: ledger.counts[name],
            current: name === view,
          }))}
        />
        {ledger.lines.length === 0 ? (
          <EmptyState title={ledgerText.empty[view]} next={ledgerText.emptyNext} />
        ) : (
          <Ledger lines={ledger.lines} campaignId={campaignId} />
        )}
        {ledger.lines.length < ledger.counts[view] && <p className="text-hint">{ledgerText.first(ledger.lines.length)}</p>}
        {ledger.consultations.length > 0 && <Conclusions consultations={ledger.consultations} />}
      </div>
    </>
  )
}

function Ledger({ lines, campaignId }: { lines: LedgerPage['lines']; campaignId: string }) {
  const { heads } = ledgerText
  return (
    <Card flush>
      <ScrollRegion label={ledgerText.title} className="overflow-x-auto">
        <table className="w-full">
          <caption className="sr-only">{ledgerText.title}</caption>
          <thead className="bg-header-row">
            <tr>
              {[heads.text, heads.meeting, heads.agency, heads.owner, heads.due, heads.state].map((head) => (
                <th key={head} scope="col" className="px-3 py-1 text-start font-semibold whitespace-nowrap">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.id} className="border-divider border-b align-top last:border-b-0">
                <th scope="row" className="min-w-64 px-3 py-1 text-start font-normal">
                  {line.state === null ? (
                    line.text
                  ) : (
                    <Link
                      href={`/campaigns/${campaignId}/duties?duty=${line.dutyId}&department=${line.department}`}
                      prefetch={false}
                      className="link"
                    >
                      {line.text}
                    </Link>
                  )}
                  {line.progress !== '' && <span className="text-ink-2 block text-xs">{line.progress}</span>}
                </th>
                <td className="px-3 py-1">{`${line.meetingTitle} ${line.decidedOn}`}</td>
                <td className="px-3 py-1">{line.agencyName}</td>
                <td className="px-3 py-1 whitespace-nowrap">{line.state === null ? '—' : (line.ownerName ?? dutyText.noOwner)}</td>
                <td className="px-3 py-1 whitespace-nowrap">
                  {line.dueOn ?? '—'}
                  {line.late && (
                    <span className="ms-2">
                      <Tag tone="danger">{ledgerText.late}</Tag>
                    </span>
                  )}
                </td>
                <td className="px-3 py-1 whitespace-nowrap">
                  {line.state === null ? (
                    ledgerText.notFollowed
                  ) : (
                    <StatusTag kind={kinds[line.state]} label={dutyText.states[line.state]} />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </Card>
  )
}

const Conclusions = ({ consultations }: { consultations: LedgerPage['consultations'] }) => (
  <Card title={ledgerText.conclusions}>
    <ul className="space-y-2">
      {consultations.map(({ id, number, title, agencyName, conclusion, endedByName, endedOn }) => (
        <li key={id}>
          <Link href={`/consultations/${id}`} prefetch={false} className="link">
            {title}
          </Link>
          <span className="text-ink-2">{`　${number}　${agencyName}　${endedByName}　${endedOn}`}</span>
          <p className="whitespace-pre-line">{conclusion}</p>
        </li>
      ))}
    </ul>
  </Card>
)
