import { DataTable } from '#components/data-table'
import { packRows } from '#components/packed-rows'
import type { Column } from '#components/table-column'
import { ButtonLink } from '#components/ui/button'
import { PageHead } from '#components/ui/card'
import { EmptyState } from '#components/ui/empty-state'
import { campaignText } from '#messages/zh/campaign'
import { mayDraftCampaigns } from '#server/campaign/own-bureau'
import { listCampaigns } from '#server/campaign/queries'
import { requireActor } from '#server/session'

export const metadata = { title: campaignText.title }

type Row = {
  id: string
  name: string
  state: string
  documentNumber: string | null
  agencyName: string
  issuedOn: string | null
  duties: string
  late: number
  unsigned: number
}

const { columns: words } = campaignText
const columns: readonly Column<Row>[] = [
  { id: 'name', header: words.name, href: '/campaigns/{id}' },
  {
    id: 'state',
    header: words.state,
    kind: 'status',
    labels: campaignText.states,
    statuses: { draft: 'notStarted', confirmed: 'waiting', approved: 'waiting', launched: 'open', closed: 'done' },
  },
  { id: 'documentNumber', header: words.documentNumber },
  { id: 'agencyName', header: words.agencyName },
  { id: 'issuedOn', header: words.issuedOn, kind: 'date', secondary: true },
  { id: 'duties', header: words.duties, kind: 'code' },
  { id: 'late', header: words.late, kind: 'number' },
  { id: 'unsigned', header: words.unsigned, kind: 'number' },
]

export default async function CampaignsPage() {
  const actor = await requireActor()
  const campaigns = await listCampaigns(actor)
  const mayDraft = mayDraftCampaigns(actor)
  const rows: Row[] = campaigns.map(({ duties, ...campaign }) => ({
    ...campaign,
    duties: campaignText.dutiesDone(duties.done, duties.total),
    late: duties.late,
  }))
  const upload = (
    <ButtonLink href="/campaigns/new" variant="primary">
      {campaignText.upload}
    </ButtonLink>
  )
  return (
    <>
      <PageHead title={campaignText.title} actions={mayDraft && upload} />
      {rows.length === 0 ? (
        <EmptyState title={campaignText.empty} next={mayDraft ? campaignText.emptyNext : campaignText.emptyOther} />
      ) : (
        <DataTable
          name="campaigns"
          caption={campaignText.list}
          columns={columns}
          rows={packRows(rows)}
          rowName="name"
          total={{ count: rows.length, exact: true }}
        />
      )}
    </>
  )
}
