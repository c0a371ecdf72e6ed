import { notFound } from 'next/navigation'
import { DataTable } from '#components/data-table'
import { packRows } from '#components/packed-rows'
import { PageHead } from '#components/ui/card'
import { EmptyState } from '#components/ui/empty-state'
import { fromDateColumn } from '#domain/kernel/civil-date'
import { escalationText } from '#messages/zh/lead-escalation'
import { currentTime } from '#server/clock/now'
import { goesTo } from '#server/desk/navigation'
import { listEscalations } from '#server/lead/escalation-queries'
import { requireActor } from '#server/session'

export const metadata = { title: escalationText.title }

/** The leads of the places below that might be taken up here: each is decided on its own page. */
export default async function EscalationsPage() {
  const actor = await requireActor()
  if (!goesTo(actor, 'leads')) notFound()
  const waiting = await listEscalations(actor, currentTime())
  return (
    <>
      <PageHead title={escalationText.title} lead={escalationText.lead} />
      {waiting.length === 0 ? (
        <EmptyState title={escalationText.empty} next={escalationText.emptyNext} />
      ) : (
        <DataTable
          name="lead-escalations"
          caption={escalationText.caption}
          columns={[
            { id: 'number', header: escalationText.number, kind: 'code', href: '/leads/{id}' },
            { id: 'institution', header: escalationText.institution, wide: true },
            { id: 'behaviour', header: escalationText.behaviour },
            { id: 'grounds', header: escalationText.grounds, wide: true },
            { id: 'raised', header: escalationText.raised },
            { id: 'agency', header: escalationText.agency },
            { id: 'amount', header: escalationText.amount, kind: 'money' },
            { id: 'due', header: escalationText.due, kind: 'date' },
          ]}
          rows={packRows(
            waiting.map(({ id, number, institutionName, behaviour, grounds, proposed, agencyName, amountFen, dueOn }) => ({
              ...{ id, number, behaviour, institution: institutionName },
              grounds: grounds.map(escalationText.ground).join('；'),
              raised: proposed ? escalationText.byPerson : escalationText.bySystem,
              agency: agencyName ?? '—',
              amount: amountFen?.toString() ?? '',
              due: fromDateColumn(dueOn),
            })),
          )}
          rowName="institution"
          total={{ count: waiting.length, exact: waiting.length < 200 }}
        />
      )}
    </>
  )
}
