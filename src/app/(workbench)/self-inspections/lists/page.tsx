import Link from 'next/link'
import { notFound } from 'next/navigation'
import { CommandForm } from '#components/command-form'
import { DataTable } from '#components/data-table'
import { packRows } from '#components/packed-rows'
import type { Column } from '#components/table-column'
import { Card, PageHead } from '#components/ui/card'
import { EmptyState } from '#components/ui/empty-state'
import { UploadField } from '#components/upload-field'
import { beijingMinute } from '#domain/kernel/civil-date'
import { listText } from '#messages/zh/problem-lists'
import { filingText } from '#messages/zh/self-inspection'
import { goesTo } from '#server/desk/navigation'
import { listChecklists } from '#server/self-inspection/list/list-queries'
import { requireActor } from '#server/session'
import { upload } from './actions'

export const metadata = { title: listText.title }

type ListRow = { id: string; name: string; version: string; state: string; keeper: string; base: string; items: number; filings: number }

const columns: readonly Column<ListRow>[] = [
  { id: 'name', header: listText.name, href: '/self-inspections/lists/{id}', wide: true },
  { id: 'version', header: listText.version, kind: 'date' },
  {
    id: 'state',
    header: listText.state,
    kind: 'status',
    labels: listText.states,
    statuses: { draft: 'waiting', issued: 'done', discarded: 'stopped' },
  },
  { id: 'keeper', header: listText.keeper },
  { id: 'base', header: listText.base, secondary: true },
  { id: 'items', header: listText.items, kind: 'number' },
  { id: 'filings', header: listText.filings, kind: 'number' },
]

/** The problem lists of the bureau's place; and where a new one is brought in. */
export default async function ListsPage() {
  const actor = await requireActor()
  if (!goesTo(actor, 'selfInspections')) notFound()
  const { lists, imports, mayImport } = await listChecklists(actor)
  const rows: ListRow[] = lists.map(({ _count, ...list }) => ({
    id: list.id,
    name: list.name,
    version: listText.versionOf(list.year, list.versionNo),
    state: list.state,
    keeper: list.agency?.name ?? listText.platform,
    base: list.base ? listText.named(list.base.name, list.base.year, list.base.versionNo) : '',
    items: _count.items,
    filings: _count.filings,
  }))
  return (
    <>
      <PageHead
        title={listText.title}
        lead={listText.lead}
        trail={
          <Link href="/self-inspections" prefetch={false} className="link">
            {filingText.title}
          </Link>
        }
      />
      {mayImport && (
        <Card title={listText.upload} className="mb-4 max-w-220">
          <CommandForm action={upload} submitLabel={listText.read}>
            <UploadField name="fileId" label={listText.file} hint={listText.fileHint} accept=".xlsx,.csv,.txt" required />
          </CommandForm>
          {imports.length > 0 && (
            <div className="mt-3">
              <h3 className="font-semibold">{listText.waiting}</h3>
              <ul className="list-disc ps-5">
                {imports.map((one) => (
                  <li key={one.id}>
                    <Link href={`/self-inspections/lists/imports/${one.id}`} prefetch={false} className="link">
                      {one.file.displayName}
                    </Link>{' '}
                    <span className="text-hint">{beijingMinute(one.uploadedAt)}</span>
                  </li>
                ))}
              </ul>
            </div>
          )}
        </Card>
      )}
      {rows.length === 0 ? (
        <EmptyState title={listText.empty} next={listText.emptyNext} />
      ) : (
        <Card title={listText.lists} flush>
          <DataTable name="problem-lists" caption={listText.lists} columns={columns} rows={packRows(rows)} rowName="name" fill={false} />
        </Card>
      )}
    </>
  )
}
