import Link from 'next/link'
import { notFound } from 'next/navigation'
import { DataTable } from '#components/data-table'
import { packRows } from '#components/packed-rows'
import { paperName } from '#components/paper-list'
import type { Column } from '#components/table-column'
import { Card, PageHead } from '#components/ui/card'
import { EmptyState } from '#components/ui/empty-state'
import { wordedKinds } from '#domain/document/house-wordings'
import { documentKinds } from '#domain/document/kinds'
import { documentText } from '#messages/zh/documents'
import { wordingText as text } from '#messages/zh/paper-wordings'
import { mayProposeWordings } from '#server/document/wording/propose-wording'
import { listWordings } from '#server/document/wording/queries'
import { requireActor } from '#server/session'

export const metadata = { title: text.title }

type Row = Record<'id' | 'kind' | 'seq' | 'state' | 'agency' | 'validFrom' | 'note', string>
const columns: readonly Column<Row>[] = [
  { id: 'kind', header: text.heads.kind, href: '/documents/wordings/{id}' },
  { id: 'seq', header: text.heads.seq },
  {
    id: 'state',
    header: text.heads.state,
    kind: 'status',
    labels: text.standings,
    statuses: { review: 'waiting', inForce: 'done', coming: 'open', replaced: 'stopped', refused: 'returned', ended: 'stopped' },
  },
  { id: 'agency', header: text.heads.agency },
  { id: 'validFrom', header: text.heads.validFrom, kind: 'date' },
  { id: 'note', header: text.heads.note, wide: true },
]

/** The words of papers: the versions of the own bureau and of those above, and where a new one begins. */
export default async function WordingsPage() {
  const actor = await requireActor()
  const wordings = await listWordings(actor)
  if (!wordings) notFound()
  const rows: Row[] = wordings.rows.map(({ id, kind, seq, standing, agencyName, validFrom, note }) => ({
    ...{ id, kind: paperName(kind), seq: text.seq(seq), state: standing, agency: agencyName, validFrom, note },
  }))
  return (
    <>
      <PageHead
        title={text.title}
        lead={text.lead}
        trail={
          <Link href="/documents" prefetch={false} className="link">
            {documentText.title}
          </Link>
        }
      />
      {rows.length === 0 ? (
        <EmptyState title={text.empty} why={text.emptyHint} />
      ) : (
        <Card flush>
          <DataTable name="wordings" caption={text.list} columns={columns} rows={packRows(rows)} fill={false} />
          {wordings.cut && <p className="px-3 py-2 text-hint">{text.cut}</p>}
        </Card>
      )}
      {mayProposeWordings(actor) && (
        <Card title={text.choose} className="mt-4">
          <ul className="flex flex-wrap gap-x-6 gap-y-1">
            {wordedKinds.map((kind) => (
              <li key={kind}>
                <Link href={`/documents/wordings/new?kind=${kind}`} prefetch={false} className="link">
                  {documentKinds[kind].name}
                </Link>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  )
}
