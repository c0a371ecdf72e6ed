import { DueTag } from '#components/due-tag'
import { StatusTag } from '#components/status-tag'
import { ButtonLink } from '#components/ui/button'
import { Card, PageHead } from '#components/ui/card'
import { DescriptionList } from '#components/ui/description-list'
import { EmptyState } from '#components/ui/empty-state'
import { dueOnDay } from '#domain/clock/due'
import type { Actor } from '#domain/kernel/access'
import { beijingMinute } from '#domain/kernel/civil-date'
import { unfiledStates } from '#domain/self-inspection/steps'
import { bulletinText } from '#messages/zh/bulletin'
import { refundsText } from '#messages/zh/refunds'
import { filingText } from '#messages/zh/self-inspection'
import { loadCalendar } from '#server/clock/calendar'
import { currentTime } from '#server/clock/now'
import { listOwnFilings } from '#server/self-inspection/filing-queries'
import { filingStatuses } from './section-name'

/** What the institution has to file, and has filed. */
export async function OwnFilings({ actor }: { actor: Actor }) {
  const [filings, calendar] = await Promise.all([listOwnFilings(actor), loadCalendar()])
  const now = currentTime()
  return (
    <>
      <PageHead
        title={filingText.own}
        actions={
          <>
            <ButtonLink href="/self-inspections/bulletins">{bulletinText.title}</ButtonLink>
            <ButtonLink href="/self-inspections/refunds">{refundsText.ownTitle}</ButtonLink>
          </>
        }
      />
      {filings.length === 0 && <EmptyState title={filingText.noOwn} next={filingText.noOwnNext} />}
      <div className="space-y-4">
        {filings.map((filing) => {
          const open = unfiledStates.some((state) => state === filing.state)
          const due = dueOnDay(filing.dueOn.toISOString().slice(0, 10), now, calendar)
          return (
            <Card
              key={filing.id}
              title={filing.campaign.name}
              actions={
                <ButtonLink href={`/self-inspections/${filing.id}`} variant={open ? 'primary' : 'outline'}>
                  {open ? (filing.state === 'notStarted' ? filingText.steps.start : filingText.goOn) : filingText.open}
                </ButtonLink>
              }
            >
              <DescriptionList
                columns={2}
                items={[
                  {
                    term: filingText.state,
                    value: <StatusTag kind={filingStatuses[filing.state]} label={filingText.states[filing.state]} />,
                  },
                  { term: filingText.due, value: open ? <DueTag due={due} showDate /> : filing.dueOn.toISOString().slice(0, 10) },
                  { term: filingText.number, value: <span className="font-mono">{filing.number}</span> },
                  ...(filing.receiptNumber
                    ? [
                        { term: filingText.receiptNumber, value: <span className="font-mono">{filing.receiptNumber}</span> },
                        { term: filingText.submittedAt, value: filing.submittedAt ? beijingMinute(filing.submittedAt) : '—' },
                      ]
                    : []),
                  ...(filing.recallReason ? [{ term: filingText.recallReason, value: filing.recallReason }] : []),
                  ...(filing.reviewNote ? [{ term: filingText.reviewNote, value: filing.reviewNote }] : []),
                ]}
              />
            </Card>
          )
        })}
      </div>
    </>
  )
}
