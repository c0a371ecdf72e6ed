import { notFound } from 'next/navigation'
import { CommandForm } from '#components/command-form'
import { DataTable } from '#components/data-table'
import { packRows } from '#components/packed-rows'
import type { Column } from '#components/table-column'
import { Card, PageHead } from '#components/ui/card'
import { EmptyState } from '#components/ui/empty-state'
import { Field } from '#components/ui/field'
import { Input, Select } from '#components/ui/input'
import { UploadField } from '#components/upload-field'
import { beijingMinute } from '#domain/kernel/civil-date'
import { leadText } from '#messages/zh/lead'
import { importText } from '#messages/zh/lead-import'
import { listCampaignChoices } from '#server/campaign/choices'
import { goesTo } from '#server/desk/navigation'
import { listImports } from '#server/lead/import-queries'
import { takesLists } from '#server/lead/list-access'
import { requireActor } from '#server/session'
import { upload } from './actions'

export const metadata = { title: importText.title }

type ImportRow = {
  id: string
  name: string
  state: string
  uploadedAt: string
  batch: string | null
  issued: number | null
  known: number | null
  refused: number | null
}

const columns: readonly Column<ImportRow>[] = [
  { id: 'name', header: importText.name, href: '/leads/imports/{id}', wide: true },
  {
    id: 'state',
    header: importText.state,
    kind: 'status',
    labels: importText.states,
    statuses: { uploaded: 'open', imported: 'done', cancelled: 'stopped', reading: 'open', importing: 'open', unreadable: 'returned' },
  },
  { id: 'uploadedAt', header: importText.uploadedAt, kind: 'date' },
  { id: 'batch', header: importText.batch, kind: 'code' },
  { id: 'issued', header: importText.issued, kind: 'number' },
  { id: 'known', header: importText.known, kind: 'number' },
  { id: 'refused', header: importText.refused, kind: 'number' },
]

const options = (labels: Readonly<Record<string, string>>) => Object.entries(labels).map(([value, label]) => ({ value, label }))

export default async function ImportsPage() {
  const actor = await requireActor()
  if (!goesTo(actor, 'leads')) notFound()
  const [imports, campaigns] = await Promise.all([listImports(actor), listCampaignChoices(actor)])
  const rows: ImportRow[] = imports.map((one) => ({
    id: one.id,
    name: `${one.sourceName}（${one.file.displayName}）`,
    state: one.state,
    uploadedAt: beijingMinute(one.uploadedAt),
    batch: one.batch?.number ?? null,
    issued: one.batch?.issuedCount ?? null,
    known: one.batch?.knownCount ?? null,
    refused: one.batch?.refusedCount ?? null,
  }))
  return (
    <>
      <PageHead title={importText.title} />
      {takesLists(actor) && (
        <Card title={importText.upload} className="mb-4 max-w-3xl">
          <CommandForm action={upload} submitLabel={importText.next} draftKey="lead-import">
            <UploadField name="fileId" label={importText.file} hint={importText.fileHint} accept=".xlsx,.csv,.txt" required />
            <Field name="sourceName" label={importText.sourceName} hint={importText.sourceNameHint} required>
              <Input maxLength={60} />
            </Field>
            <Field name="campaignId" label={importText.campaign} required>
              <Select options={campaigns.map(({ id, name }) => ({ value: id, label: name }))} />
            </Field>
            <Field name="source" label={importText.source} required>
              <Select options={options(leadText.sources)} defaultValue="province" />
            </Field>
            <Field name="origin" label={importText.origin} required>
              <Select options={options(leadText.origins)} />
            </Field>
          </CommandForm>
        </Card>
      )}
      {rows.length === 0 ? (
        <EmptyState title={importText.empty} next={importText.emptyNext} />
      ) : (
        <DataTable
          name="lead-imports"
          caption={importText.caption}
          columns={columns}
          rows={packRows(rows)}
          total={{ count: rows.length, exact: true }}
          fill={false}
        />
      )}
    </>
  )
}
