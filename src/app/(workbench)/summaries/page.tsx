import { notFound } from 'next/navigation'
import { CommandForm } from '#components/command-form'
import { DataTable } from '#components/data-table'
import { packRows } from '#components/packed-rows'
import type { Column } from '#components/table-column'
import { Card, PageHead } from '#components/ui/card'
import { EmptyState } from '#components/ui/empty-state'
import { Field } from '#components/ui/field'
import { Select } from '#components/ui/input'
import { beijingMinute } from '#domain/kernel/civil-date'
import { summaryText } from '#messages/zh/summary'
import { listCampaignChoices } from '#server/campaign/choices'
import { goesTo } from '#server/desk/navigation'
import { requireActor } from '#server/session'
import { listReports, mayDraftReports } from '#server/summary/queries'
import { draft } from './actions'

export const metadata = { title: summaryText.title }

type ReportRow = {
  id: string
  title: string
  unit: string
  state: string
  asOf: string
  number: string | null
  drafter: string
  signer: string | null
}

const columns: readonly Column<ReportRow>[] = [
  { id: 'title', header: summaryText.reports, href: '/summaries/{id}' },
  { id: 'unit', header: summaryText.unit },
  {
    id: 'state',
    header: summaryText.state,
    kind: 'status',
    labels: summaryText.states,
    statuses: { draft: 'open', frozen: 'waiting', signed: 'done' },
  },
  { id: 'asOf', header: summaryText.asOf, kind: 'date' },
  { id: 'number', header: summaryText.number },
  { id: 'drafter', header: summaryText.drafter, secondary: true },
  { id: 'signer', header: summaryText.signer, secondary: true },
]

export default async function SummariesPage() {
  const actor = await requireActor()
  if (!goesTo(actor, 'summaries')) notFound()
  const [reports, campaigns] = await Promise.all([listReports(actor), listCampaignChoices(actor)])
  const rows: ReportRow[] = reports.map((report) => ({
    id: report.id,
    title: report.title,
    unit: report.agency.name,
    state: report.state,
    asOf: beijingMinute(report.asOf),
    number: report.documentNumber,
    drafter: report.draftedByName,
    signer: report.signedByName,
  }))
  const mayDraft = mayDraftReports(actor) && campaigns.length > 0
  return (
    <>
      <PageHead title={summaryText.title} />
      {mayDraft && (
        <Card title={summaryText.newReport} className="mb-4 max-w-2xl">
          <CommandForm action={draft} submitLabel={summaryText.newReport}>
            <Field name="campaignId" label={summaryText.campaign} required>
              <Select options={campaigns.map(({ id, name }) => ({ value: id, label: name }))} />
            </Field>
          </CommandForm>
        </Card>
      )}
      {rows.length === 0 ? (
        <EmptyState title={summaryText.empty} next={summaryText.emptyNext} />
      ) : (
        <DataTable
          name="summaries"
          caption={summaryText.caption}
          columns={columns}
          rows={packRows(rows)}
          total={{ count: rows.length, exact: true }}
        />
      )}
    </>
  )
}
