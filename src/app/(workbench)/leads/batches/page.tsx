import { notFound } from 'next/navigation'
import { DataTable } from '#components/data-table'
import { packRows } from '#components/packed-rows'
import type { Column } from '#components/table-column'
import { PageHead } from '#components/ui/card'
import { EmptyState } from '#components/ui/empty-state'
import { Tabs } from '#components/ui/tabs'
import { leadConclusions } from '#domain/lead/conclusions'
import { batchText, leadText } from '#messages/zh/lead'
import { uncountedText } from '#messages/zh/uncounted'
import { listCampaignChoices } from '#server/campaign/choices'
import { goesTo } from '#server/desk/navigation'
import { newestWithBatches } from '#server/lead/newest-campaign'
import { type BatchProof, proveBatches, proveOtherBatches, sumsByOrigin } from '#server/lead/prove-zero'
import { requireActor } from '#server/session'

export const metadata = { title: batchText.title }

type BatchRow = {
  id: string
  name: string
  issued: number
  left: number
  open: number
  state: string
  gap: string
  refused: number
} & Record<string, string | number>

const columns: readonly Column<BatchRow>[] = [
  { id: 'id', header: batchText.number, kind: 'code', href: '/leads?batch={id}' },
  { id: 'name', header: batchText.name, wide: true },
  { id: 'origin', header: leadText.origin, labels: leadText.origins },
  { id: 'issued', header: batchText.issued, kind: 'number' },
  { id: 'left', header: batchText.left, kind: 'number' },
  { id: 'open', header: batchText.open, kind: 'number' },
  ...leadConclusions.map((conclusion) => ({ id: conclusion, header: leadText.conclusions[conclusion], kind: 'number' as const })),
  {
    id: 'state',
    header: batchText.proof,
    kind: 'status',
    labels: { cleared: batchText.cleared, holds: batchText.holds, missing: batchText.differs },
    statuses: { cleared: 'done', holds: 'open', missing: 'returned' },
  },
  { id: 'gap', header: batchText.gap },
  { id: 'known', header: batchText.known, kind: 'number', secondary: true },
  { id: 'reopened', header: batchText.reopened, kind: 'number' },
  { id: 'refused', header: batchText.refused, kind: 'number', secondary: true },
]

/** Leads come down from campaigns that their county does not see: their batches are proved all the same. */
const otherCampaigns = 'others'

const stateOf = ({ cleared, holds }: BatchProof): string => (cleared ? 'cleared' : holds ? 'holds' : 'missing')
const gapOf = ({ holds, missing, seesAll }: BatchProof): string => (holds ? '' : batchText.missing(missing, seesAll))

/** 清仓见底: for every batch, issued = left + open + each conclusion, told at any moment. */
export default async function BatchesPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const actor = await requireActor()
  if (!goesTo(actor, 'leads')) notFound()
  const seen = await listCampaignChoices(actor)
  // A cascade is counted as one: whoever sees its head needs none of the campaigns below it.
  const campaigns = seen.filter(({ parentId }) => !seen.some(({ id }) => id === parentId))
  const others = await proveOtherBatches(
    actor,
    campaigns.map(({ id }) => id),
  )
  const tabs = [...campaigns, ...(others === null || others.length > 0 ? [{ id: otherCampaigns, name: batchText.others }] : [])]
  const asked = (await searchParams).campaign
  const seenFirst = () =>
    newestWithBatches(
      actor,
      campaigns.map(({ id }) => id),
    )
  const chosen = asked ?? (await seenFirst()) ?? (others?.length ? otherCampaigns : undefined)
  const campaign = tabs.find(({ id }) => id === chosen) ?? tabs[0]
  const proofs = campaign?.id === otherCampaigns ? others : campaign ? await proveBatches(actor, campaign.id) : []
  const rows = proofs?.map((proof) => ({
    id: proof.batchNumber,
    name: proof.mends ? batchText.mending(proof.name ?? '', proof.mends) : (proof.name ?? batchText.fromAbove),
    issued: proof.issued,
    left: proof.left,
    open: proof.open,
    ...proof.concluded,
    origin: proof.origin ?? '',
    state: stateOf(proof),
    gap: gapOf(proof),
    known: proof.known,
    reopened: proof.reopened,
    refused: proof.refused,
  }))
  return (
    <>
      <PageHead title={batchText.title} lead={proofs?.some(({ whole }) => !whole) ? batchText.captionOfShare : batchText.caption} />
      {tabs.length > 1 && (
        <Tabs
          label={batchText.campaign}
          tabs={tabs.map(({ id, name }) => ({ href: `/leads/batches?campaign=${id}`, label: name, current: id === campaign?.id }))}
        />
      )}
      {!rows ? (
        <EmptyState title={uncountedText.title} next={uncountedText.batches} />
      ) : rows.length === 0 ? (
        <EmptyState title={batchText.empty} next={batchText.emptyNext} />
      ) : (
        <>
          {sumsByOrigin(proofs ?? []).map((sum) => (
            <p key={sum.origin} className="mb-2">
              {batchText.sumOf(leadText.origins[sum.origin], sum)}
            </p>
          ))}
          <DataTable
            name="lead-batches"
            caption={batchText.caption}
            columns={rows.some(({ gap }) => gap) ? columns : columns.filter(({ id }) => id !== 'gap')}
            rows={packRows(rows)}
            total={{ count: rows.length, exact: true }}
          />
        </>
      )}
    </>
  )
}
