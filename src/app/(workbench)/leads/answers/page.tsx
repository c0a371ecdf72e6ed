import { notFound } from 'next/navigation'
import { CommandForm } from '#components/command-form'
import { DataTable } from '#components/data-table'
import { packRows } from '#components/packed-rows'
import type { Column } from '#components/table-column'
import { Card, PageHead } from '#components/ui/card'
import { EmptyState } from '#components/ui/empty-state'
import { UploadField } from '#components/upload-field'
import { beijingMinute } from '#domain/kernel/civil-date'
import { answersText } from '#messages/zh/lead-answers'
import { goesTo } from '#server/desk/navigation'
import { answersLeads } from '#server/lead/answers/sheet-access'
import { listAnswerSheets } from '#server/lead/answers/sheet-queries'
import { canonicalQuery } from '#server/saved-view/saved-views'
import { requireActor } from '#server/session'
import { upload } from './actions'

export const metadata = { title: answersText.title }

type SheetRow = {
  id: string
  name: string
  handler: string
  uploadedAt: string
  state: string
  ready: number
  submitted: number
  refused: number
}

const columns: readonly Column<SheetRow>[] = [
  { id: 'name', header: answersText.name, href: '/leads/answers/{id}', wide: true },
  { id: 'handler', header: answersText.handler },
  { id: 'uploadedAt', header: answersText.uploadedAt, kind: 'date' },
  {
    id: 'state',
    header: answersText.state,
    kind: 'status',
    labels: answersText.states,
    statuses: { reading: 'open', read: 'open', unreadable: 'returned', submitting: 'open', submitted: 'done', cancelled: 'stopped' },
  },
  { id: 'ready', header: answersText.ready, kind: 'number' },
  { id: 'submitted', header: answersText.submitted, kind: 'number' },
  { id: 'refused', header: answersText.refused, kind: 'number' },
]

type Asked = Record<string, string | string[] | undefined>

export default async function AnswersPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const actor = await requireActor()
  if (!goesTo(actor, 'leads')) notFound()
  const asked = await searchParams
  const filter = canonicalQuery(
    'leads',
    Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value])),
  )
  const sheets = await listAnswerSheets(actor)
  const rows: SheetRow[] = sheets.map((sheet) => ({
    id: sheet.id,
    name: sheet.fileName,
    handler: sheet.handlerName,
    uploadedAt: beijingMinute(sheet.uploadedAt),
    state: sheet.state,
    ready: sheet.readyCount,
    submitted: sheet.submittedCount,
    refused: sheet.refusedCount + sheet.failedCount,
  }))
  return (
    <>
      <PageHead title={answersText.title} lead={answersText.lead} />
      {answersLeads(actor) && (
        <div className="mb-4 grid gap-4 desktop:grid-cols-2">
          <Card title={answersText.export}>
            <p className="text-hint mb-3">{answersText.exportHint}</p>
            {asked.none && (
              <p role="status" className="text-danger mb-3">
                {answersText.none}
              </p>
            )}
            <a className="link" href={`/leads/answers/sheet${filter === '' ? '' : `?${filter}`}`}>
              {answersText.export}
            </a>
          </Card>
          <Card title={answersText.upload}>
            <CommandForm action={upload} submitLabel={answersText.read} draftKey="lead-answers">
              <UploadField name="fileId" label={answersText.file} hint={answersText.fileHint} accept=".xlsx,.csv,.txt" required />
              <UploadField name="evidenceFileIds" label={answersText.evidence} hint={answersText.evidenceHint} multiple />
            </CommandForm>
          </Card>
        </div>
      )}
      {rows.length === 0 ? (
        <EmptyState title={answersText.empty} next={answersText.emptyNext} />
      ) : (
        <DataTable
          name="lead-answers"
          caption={answersText.caption}
          columns={columns}
          rows={packRows(rows)}
          total={{ count: rows.length, exact: true }}
          fill={false}
        />
      )}
    </>
  )
}
