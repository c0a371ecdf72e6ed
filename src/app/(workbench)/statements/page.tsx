import { notFound } from 'next/navigation'
import { DataTable } from '#components/data-table'
import { packRows } from '#components/packed-rows'
import { PageHead } from '#components/ui/card'
import { EmptyState } from '#components/ui/empty-state'
import { beijingMinute, deadlineMinute } from '#domain/kernel/civil-date'
import { statementText } from '#messages/zh/lead-statement'
import { goesTo } from '#server/desk/navigation'
import { listStatements } from '#server/lead/statement-queries'
import { requireActor } from '#server/session'

export const metadata = { title: statementText.title }

/** What the bureau asks this institution to speak to. */
export default async function StatementsPage() {
  const actor = await requireActor()
  if (!goesTo(actor, 'statements')) notFound()
  const statements = await listStatements(actor)
  return (
    <>
      <PageHead title={statementText.title} lead={statementText.lead} />
      {statements.length === 0 ? (
        <EmptyState title={statementText.empty} next={statementText.emptyNext} />
      ) : (
        <DataTable
          name="statements"
          caption={statementText.caption}
          columns={[
            { id: 'number', header: statementText.number, kind: 'code', href: '/statements/{id}' },
            { id: 'state', header: statementText.state },
            { id: 'from', header: statementText.from },
            { id: 'due', header: statementText.due, kind: 'date' },
            { id: 'askedAt', header: statementText.askedAt },
          ]}
          rows={packRows(
            statements.map(({ id, leadNumber, state, agencyName, askedAt, dueAt }) => ({
              id,
              number: leadNumber,
              state: statementText.states[state],
              from: agencyName,
              due: deadlineMinute(dueAt),
              askedAt: beijingMinute(askedAt),
            })),
          )}
          rowName="number"
        />
      )}
    </>
  )
}
