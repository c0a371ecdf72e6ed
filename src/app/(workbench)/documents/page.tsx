import { notFound } from 'next/navigation'
import { z } from 'zod'
import { DataTable } from '#components/data-table'
import { FilterBar } from '#components/filter-bar'
import { packRows } from '#components/packed-rows'
import { paperName } from '#components/paper-list'
import type { Column } from '#components/table-column'
import { ButtonLink } from '#components/ui/button'
import { PageHead } from '#components/ui/card'
import { EmptyState } from '#components/ui/empty-state'
import { documentKinds } from '#domain/document/kinds'
import { beijingDay } from '#domain/kernel/civil-date'
import { searchWord } from '#domain/kernel/form-fields'
import { documentText } from '#messages/zh/documents'
import { bookText } from '#messages/zh/number-book'
import { listDocuments } from '#server/document/queries'
import { requireActor } from '#server/session'

export const metadata = { title: documentText.title }

type Row = { id: string; number: string; kind: string; title: string; state: string; generatedOn: string; revision: number; fileId: string }

const columns: readonly Column<Row>[] = [
  { id: 'number', header: documentText.number },
  { id: 'kind', header: documentText.kind },
  { id: 'title', header: documentText.subject, wide: true, href: '/api/files/{fileId}' },
  {
    id: 'state',
    header: documentText.state,
    kind: 'status',
    labels: documentText.states,
    statuses: { draft: 'notStarted', issued: 'done', voided: 'stopped' },
  },
  { id: 'revision', header: documentText.revision, kind: 'number', secondary: true },
  { id: 'generatedOn', header: documentText.generatedOn, kind: 'date' },
]

const filter = z.object({
  q: searchWord(60),
  kind: z.string().max(40).optional().catch(undefined),
  after: z.uuid().optional().catch(undefined),
})

export default async function DocumentsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const actor = await requireActor()
  if (actor.department === null) notFound()
  const asked = Object.fromEntries(
    Object.entries(await searchParams).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  )
  const page = await listDocuments(actor, filter.parse(asked))
  const rows: Row[] = page.rows.map(({ id, number, kind, title, state, revision, generatedAt, fileId }) => ({
    id,
    number: number ?? documentText.unnumbered,
    kind: paperName(kind),
    title: title.replace(/^[^：]*：/, ''),
    state,
    revision,
    generatedOn: beijingDay(generatedAt),
    fileId: fileId ?? '',
  }))
  const filters = [
    { kind: 'text', name: 'q', label: documentText.search },
    {
      kind: 'choice',
      name: 'kind',
      label: documentText.kind,
      options: Object.entries(documentKinds).map(([value, { name }]) => ({ value, label: name })),
    },
  ] as const
  return (
    <>
      <PageHead title={documentText.title} actions={<ButtonLink href="/documents/register">{bookText.title}</ButtonLink>} />
      {rows.length === 0 && Object.keys(asked).length === 0 ? (
        <EmptyState title={documentText.empty} next={documentText.emptyNext} />
      ) : (
        <DataTable
          name="documents"
          caption={documentText.caption}
          columns={columns}
          rows={packRows(rows)}
          rowName="title"
          total={{ count: page.count, exact: true }}
          cursors={{ next: page.next }}
          filters={<FilterBar path="/documents" filters={filters} values={asked} />}
        />
      )}
    </>
  )
}
