import type { ReactNode } from 'react'
import { DueTag } from '#components/due-tag'
import { StatusTag } from '#components/status-tag'
import { PageHead } from '#components/ui/card'
import { dueOnDay } from '#domain/clock/due'
import { unfiledStates } from '#domain/self-inspection/steps'
import { filingText } from '#messages/zh/self-inspection'
import { loadCalendar } from '#server/clock/calendar'
import { currentTime } from '#server/clock/now'
import type { FilingView } from '#server/self-inspection/filing-queries'
import { filingStatuses } from '../section-name'

const day = (at: Date) => at.toISOString().slice(0, 10)

/** Whose filing it is, how it stands, and until when. */
export async function FilingHead({ filing, actions }: { filing: FilingView; actions?: ReactNode }) {
  const calendar = await loadCalendar()
  const open = unfiledStates.some((state) => state === filing.state)
  const done = filing.sections.filter(({ state }) => state === 'done').length
  return (
    <PageHead
      title={filing.institutionName}
      trail={`${filing.campaign.name} · ${filing.number}`}
      lead={
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <StatusTag kind={filingStatuses[filing.state]} label={filingText.states[filing.state]} />
          {open ? (
            <DueTag due={dueOnDay(day(filing.dueOn), currentTime(), calendar)} showDate />
          ) : (
            <span>{filingText.dueOn(day(filing.dueOn))}</span>
          )}
          <span>{filingText.progress(done, filing.sections.length)}</span>
          <span>{filingText.lookBack(day(filing.lookBackFrom))}</span>
        </span>
      }
      actions={actions}
    />
  )
}
