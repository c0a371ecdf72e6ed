import Link from 'next/link'
import { notFound } from 'next/navigation'
import { DataTable } from '#components/data-table'
import { packRows } from '#components/packed-rows'
import type { Column } from '#components/table-column'
import { PageHead } from '#components/ui/card'
import { Disclosure } from '#components/ui/disclosure'
import { EmptyState } from '#components/ui/empty-state'
import { reviewText } from '#messages/zh/filing-review'
import { hintText, queueText } from '#messages/zh/review-queue'
import { filingText } from '#messages/zh/self-inspection'
import { passable, waitingCampaigns } from '#server/self-inspection/pass-batch'
import { ownPhrases } from '#server/self-inspection/return-phrases'
import { type QueueRow, queueFilter, reviewQueue } from '#server/self-inspection/review-queue'
import { requireActor } from '#server/session'
import { BatchForm } from './batch-form'
import { PhrasesForm } from './phrases-form'

export const metadata = { title: queueText.title }

type Asked = Record<string, string | string[] | undefined>

type Shown = {
  id: string
  institutionName: string
  kind: string
  regionName: string
  surprise: string
  declared: string
  suspected: string
  earlier: string | null
  hints: string[]
  openQuestions: number
  submittedOn: string
}

const columns: readonly Column<Shown>[] = [
  { id: 'institutionName', header: filingText.institution, href: '/self-inspections/{id}', wide: true },
  { id: 'surprise', header: queueText.surprise, kind: 'money' },
  { id: 'declared', header: reviewText.selfReported, kind: 'money' },
  { id: 'suspected', header: queueText.suspected, kind: 'money' },
  { id: 'earlier', header: queueText.earlier, kind: 'money' },
  { id: 'hints', header: queueText.hints, kind: 'tags' },
  { id: 'openQuestions', header: queueText.openQuestions, kind: 'number' },
  { id: 'kind', header: filingText.kind, labels: filingText.kinds, hidden: true },
  { id: 'regionName', header: filingText.region },
  { id: 'submittedOn', header: filingText.submittedOn, kind: 'date' },
]

/** What waits for review, the most surprising first, and what can be passed at once. */
export default async function ReviewQueuePage({ searchParams }: { searchParams: Promise<Asked> }) {
  const actor = await requireActor()
  const asked = queueFilter.parse(await searchParams)
  const queue = await reviewQueue(actor, asked)
  if (!queue) notFound()
  const [campaigns, phrases] = await Promise.all([waitingCampaigns(actor), ownPhrases(actor)])
  return (
    <>
      <PageHead
        title={queueText.title}
        trail={
          <Link href="/self-inspections" prefetch={false} className="link">
            {filingText.title}
          </Link>
        }
        lead={queueText.lead}
      />
      <Disclosure summary={queueText.help} quiet className="mb-2">
        <ul className="text-ink-2 my-1 list-disc space-y-0.5 ps-6">
          {queueText.helpText.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Disclosure>
      {campaigns.map((campaign) =>
        campaign.id === asked.batch ? (
          <Batch key={campaign.id} campaign={campaign} />
        ) : (
          <p key={campaign.id} className="mb-2">
            <Link href={`/self-inspections/review?batch=${campaign.id}`} prefetch={false} className="link">
              {queueText.toBatch(campaign.name, campaign.waiting)}
            </Link>
          </p>
        ),
      )}
      {queue.rows.length === 0 ? (
        <EmptyState title={queueText.empty} next={queueText.emptyNext} />
      ) : (
        <DataTable
          name="review-queue"
          caption={queueText.caption}
          columns={columns}
          rows={packRows(queue.rows.map(shownOf))}
          rowName="institutionName"
          total={{ count: queue.count, exact: true }}
          cursors={{ next: queue.next }}
          fill={false}
        />
      )}
      <PhrasesForm phrases={phrases} defaults={reviewText.phrases} />
    </>
  )
}

/** What of one campaign could be passed together: worked out when somebody asks for it. */
async function Batch({ campaign }: { campaign: { id: string; name: string } }) {
  const batch = await passable(await requireActor(), campaign.id)
  if (!batch || batch.filings.length === 0) return <p className="text-ink-2 mb-2">{queueText.batchNone(campaign.name)}</p>
  return (
    <BatchForm
      key={batch.hash}
      campaign={campaign}
      hash={batch.hash}
      recheck={batch.recheck}
      filings={batch.filings.map(({ id, institutionName, regionName }) => ({ id, name: institutionName, regionName }))}
    />
  )
}

const shownOf = (row: QueueRow): Shown => ({
  id: row.id,
  institutionName: row.institutionName,
  kind: row.kind,
  regionName: row.regionName,
  surprise: String(row.surpriseFen),
  declared: String(row.declaredFen),
  suspected: String(row.suspectedFen),
  earlier: row.earlierFen === null ? null : String(row.earlierFen),
  hints: [...(row.corrected ? [queueText.correctedYes] : []), ...row.hints.map(({ name }) => hintText.short[name])],
  openQuestions: row.openQuestions,
  submittedOn: row.submittedOn,
})
