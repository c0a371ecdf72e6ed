import { notFound } from 'next/navigation'
import { DataTable } from '#components/data-table'
import { packRows } from '#components/packed-rows'
import type { Column } from '#components/table-column'
import { ButtonLink } from '#components/ui/button'
import { PageHead } from '#components/ui/card'
import { EmptyState } from '#components/ui/empty-state'
import { leadText } from '#messages/zh/lead'
import { queueText } from '#messages/zh/lead-queue'
import { uncountedText } from '#messages/zh/uncounted'
import { currentTime } from '#server/clock/now'
import { goesTo } from '#server/desk/navigation'
import { type Load, loadPerPerson, type PersonLoad } from '#server/lead/load-per-person'
import { requireActor } from '#server/session'

export const metadata = { title: queueText.load }

type Row = PersonLoad & { id: string }

const theirs = '/leads?handler={handlerId}&agency={agencyId}&origin={origin}'

const columnsOf = ({ today, weekEnd, monthStart }: Load): readonly Column<Row>[] => [
  { id: 'handlerName', header: leadText.handler },
  { id: 'agencyName', header: leadText.agency },
  { id: 'origin', header: leadText.origin, labels: leadText.origins },
  { id: 'open', header: queueText.open, kind: 'number', href: `${theirs}&open=1` },
  { id: 'late', header: queueText.late, kind: 'number', href: `${theirs}&overdue=${today}` },
  { id: 'dueThisWeek', header: queueText.dueThisWeek, kind: 'number', href: `${theirs}&open=1&dueFrom=${today}&dueTo=${weekEnd}` },
  { id: 'concluded', header: queueText.concluded, kind: 'number', href: `${theirs}&state=concluded&concludedFrom=${monthStart}` },
]

/** Who has how much in hand: the own agency's officers and those below. */
export default async function LoadPage() {
  const actor = await requireActor()
  if (!goesTo(actor, 'leads')) notFound()
  const load = await loadPerPerson(actor, currentTime())
  const rows = load.people?.map((person) => ({ ...person, id: `${person.handlerId} ${person.agencyId} ${person.origin}` }))
  return (
    <>
      <PageHead
        title={queueText.load}
        lead={queueText.loadNote(load.today, load.weekEnd)}
        actions={
          <ButtonLink href="/leads" prefetch={false}>
            {queueText.toQueue}
          </ButtonLink>
        }
      />
      {!rows ? (
        <EmptyState title={uncountedText.title} next={uncountedText.load} />
      ) : rows.length === 0 ? (
        <EmptyState title={queueText.nobody} next={queueText.nobodyNext} />
      ) : (
        <DataTable
          name="lead-load"
          caption={queueText.loadCaption}
          columns={columnsOf(load)}
          rows={packRows(rows)}
          total={{ count: rows.length, exact: true }}
        />
      )}
    </>
  )
}
