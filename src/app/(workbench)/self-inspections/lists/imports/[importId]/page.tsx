import Link from 'next/link'
import { notFound } from 'next/navigation'
import { DataTable } from '#components/data-table'
import { packRows } from '#components/packed-rows'
import type { Column } from '#components/table-column'
import { ButtonLink } from '#components/ui/button'
import { Card, PageHead } from '#components/ui/card'
import { listText } from '#messages/zh/problem-lists'
import { readingText } from '#messages/zh/reading'
import { goesTo } from '#server/desk/navigation'
import { getChecklistImport } from '#server/self-inspection/list/list-queries'
import { requireActor } from '#server/session'
import { ImportForm } from './import-form'
import type { ChecklistImportView } from './import-view'
import { MappingForm } from './mapping-form'

export const metadata = { title: listText.title }

type PreviewRow = { id: string; row: number; code: string; field: string; violationType: string; text: string }

const columns: readonly Column<PreviewRow>[] = [
  { id: 'row', header: listText.row, kind: 'number' },
  { id: 'code', header: listText.code, kind: 'code' },
  { id: 'field', header: listText.columns.field },
  { id: 'violationType', header: listText.violationType },
  { id: 'text', header: listText.text, wide: true },
]

/** One uploaded list: what it was understood as, what of it cannot be taken, and what it becomes. */
export default async function ChecklistImportPage({ params }: { params: Promise<{ importId: string }> }) {
  const { importId } = await params
  const actor = await requireActor()
  const found = goesTo(actor, 'selfInspections') ? await getChecklistImport(actor, importId) : null
  if (!found) notFound()
  const { summary } = found
  const open = found.state === 'uploaded'
  return (
    <>
      <PageHead
        title={found.file.displayName}
        trail={
          <Link href="/self-inspections/lists" prefetch={false} className="link">
            {listText.title}
          </Link>
        }
        lead={
          found.state === 'cancelled'
            ? listText.cancelled
            : found.state === 'imported'
              ? listText.imported
              : summary.failure
                ? listText.unmapped
                : listText.found(summary.itemCount, summary.refusedCount)
        }
        actions={
          found.checklistId && (
            <ButtonLink href={`/self-inspections/lists/${found.checklistId}`} variant="primary">
              {listText.toDraft}
            </ButtonLink>
          )
        }
      />
      {found.remembered && open && <p className="text-ink-2 mb-3">{listText.remembered}</p>}
      <div className="grid gap-4 desktop:grid-cols-[1fr_24rem]">
        <div className="min-w-0 space-y-4">
          <Preview summary={summary} />
          <Reasons summary={summary} />
        </div>
        {open && (
          <div className="space-y-4">
            {!summary.failure && <ImportForm found={found} />}
            <MappingForm found={found} />
          </div>
        )}
      </div>
    </>
  )
}

function Preview({ summary }: { summary: ChecklistImportView['summary'] }) {
  const rows: PreviewRow[] = summary.preview.map((item, place) => ({ ...item, id: String(place) }))
  return (
    <Card title={listText.preview} flush={rows.length > 0}>
      {rows.length === 0 ? (
        <p>{summary.failure ? readingText({ code: summary.failure.code, detail: summary.failure.detail }) : listText.noItems}</p>
      ) : (
        <DataTable name="checklist-preview" caption={listText.preview} columns={columns} rows={packRows(rows)} fill={false} />
      )}
    </Card>
  )
}

const shownReasons = 50

function Reasons({ summary }: { summary: ChecklistImportView['summary'] }) {
  const { refused, warnings } = summary
  return (
    <>
      {warnings.length > 0 && (
        <Card title={listText.warnings}>
          <ul className="list-disc space-y-1 ps-5">
            {warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Card>
      )}
      {refused.length > 0 && (
        <Card title={listText.refused}>
          <ul className="list-disc space-y-1 ps-5">
            {refused.slice(0, shownReasons).map(({ sheet, row, column, reason }) => (
              <li key={`${sheet}:${row}:${column}:${reason}`}>{reason}</li>
            ))}
          </ul>
          {refused.length > shownReasons && <p className="mt-2">{listText.moreRefused(refused.length - shownReasons)}</p>}
        </Card>
      )}
    </>
  )
}
