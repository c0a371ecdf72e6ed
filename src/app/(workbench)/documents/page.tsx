import { notFound } from 'next/navigation'
import { DataTable } from '#components/data-table'
import { FilterBar } from '#components/filter-bar'
import { packRows } from '#components/packed-rows'
import { paperName } from '#components/paper-list'
import type { Column } from '#components/table-column'
import { ButtonLink } from '#components/ui/button'
import { PageHead } from '#components/ui/card'
import { EmptyState } from '#components/ui/empty-state'
import { Tabs } from '#components/ui/tabs'
import { headSigns } from '#domain/document/case-papers'
import { type DocumentKind, documentKinds } from '#domain/document/kinds'
import { mostPapers } from '#domain/document/paper-batches'
import type { Actor } from '#domain/kernel/access'
import { beijingDay } from '#domain/kernel/civil-date'
import { documentText } from '#messages/zh/documents'
import { bookText } from '#messages/zh/number-book'
import { batchText } from '#messages/zh/paper-batches'
import { wordingText } from '#messages/zh/paper-wordings'
import { goesTo } from '#server/desk/navigation'
import { documentFilter, listDocuments } from '#server/document/queries'
import { requireActor } from '#server/session'
import { IssueForm } from './batch-forms'

export const metadata = { title: documentText.title }

type Row = {
  id: string
  number: string
  kind: string
  title: string
  state: string
  generatedOn: string
  revision: number
  fileId: string
  caseId: string
}

const columns = (signing: boolean): readonly Column<Row>[] => [
  ...(signing ? [] : [{ id: 'number' as const, header: documentText.number }]),
  { id: 'kind', header: documentText.kind },
  { id: 'title', header: documentText.subject, wide: true, href: signing ? '/cases/{caseId}/papers/{id}' : '/api/files/{fileId}' },
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

/** The head of the organ, of a bureau that has cases. */
const signs = ({ roles, agencyKind, department }: Actor) => department === 'MI' && agencyKind === 'bureau' && roles.includes('approver')

export default async function DocumentsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const actor = await requireActor()
  if (actor.department === null) notFound()
  const asked = Object.fromEntries(
    Object.entries(await searchParams).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  )
  const filter = documentFilter.parse(asked)
  const signing = filter.view === 'sign'
  if (signing && !signs(actor)) notFound()
  const page = await listDocuments(actor, filter)
  const rows: Row[] = page.rows.map(({ id, number, kind, title, state, revision, generatedAt, fileId, subjectId }) => ({
    id,
    number: number ?? documentText.unnumbered,
    kind: paperName(kind),
    title: title.replace(/^[^：]*：/, ''),
    state,
    revision,
    generatedOn: beijingDay(generatedAt),
    fileId: fileId ?? '',
    caseId: subjectId,
  }))
  const filters = [
    { kind: 'text', name: 'q', label: documentText.search },
    {
      kind: 'choice',
      name: 'kind',
      label: documentText.kind,
      options: (signing ? headSigns : (Object.keys(documentKinds) as DocumentKind[])).map((value) => ({
        value,
        label: documentKinds[value].name,
      })),
    },
  ] as const
  return (
    <>
      <PageHead
        title={documentText.title}
        actions={
          <>
            {goesTo(actor, 'cases') && <ButtonLink href="/documents/batches">{batchText.own}</ButtonLink>}
            {goesTo(actor, 'cases') && <ButtonLink href="/documents/wordings">{wordingText.title}</ButtonLink>}
            <ButtonLink href="/documents/register">{bookText.title}</ButtonLink>
          </>
        }
      />
      {signs(actor) && <Tabs label={documentText.title} tabs={tabs(signing)} />}
      {rows.length === 0 && Object.keys(asked).length === 0 ? (
        <EmptyState title={documentText.empty} next={documentText.emptyNext} />
      ) : (
        <DataTable
          name="documents"
          caption={documentText.caption}
          columns={columns(signing)}
          selectable={signing}
          selectMost={mostPapers}
          bulk={signing ? <IssueForm /> : undefined}
          rows={packRows(rows)}
          rowName="title"
          total={{ count: page.count, exact: true }}
          cursors={{ next: page.next }}
          filters={<FilterBar path="/documents" filters={filters} values={asked} keep={['view']} />}
        />
      )}
    </>
  )
}

const tabs = (signing: boolean) => [
  { href: '/documents', label: batchText.allPapers, current: !signing },
  { href: '/documents?view=sign', label: batchText.toSign, current: signing },
]
