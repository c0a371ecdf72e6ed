import clsx from 'clsx'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { partText } from '#messages/zh/display-parts'
import { type Due, DueTag } from './due-tag'
import { ScrollRegion } from './ui/scroll-region'
import type { Tone } from './ui/tag'
import { Tag } from './ui/tag'

/** A track of a case; where most happens is `wide`. One that the reader may not see is shown shut, and nothing of it is sent. */
export type Lane = { id: string; label: string; tone?: Tone; shut?: boolean; wide?: boolean }

export type LaneEvent = {
  id: string
  /** `YYYY-MM-DD` */
  on: string
  lane: string
  title: ReactNode
  note?: ReactNode
  document?: { href: string; label: string }
  due?: Due
}

/** What happened to a case, by day and by track, side by side; one column in 大字 mode. */
export function Timeline({ caption, lanes, events }: { caption: string; lanes: readonly Lane[]; events: readonly LaneEvent[] }) {
  const days = [...new Set(events.map((event) => event.on))].sort().reverse()
  return (
    <ScrollRegion label={caption} className="bg-panel border-divider print-flat overflow-x-auto border">
      <table className="w-full table-fixed border-collapse">
        <caption className="sr-only">{caption}</caption>
        <thead className="large:sr-only">
          <tr>
            <th scope="col" className="bg-header-row border-divider text-ink-2 w-28 border-b px-3 py-2 text-start font-semibold">
              {partText.date}
            </th>
            {lanes.map((lane) => (
              <th
                key={lane.id}
                scope="col"
                className={clsx(
                  'bg-header-row border-divider border-b px-3 py-2 text-start font-semibold',
                  lane.wide && 'w-1/3',
                  lane.shut && 'w-24',
                )}
              >
                <Tag tone={lane.tone}>{lane.label}</Tag>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map((day, place) => (
            <tr key={day} className="large:block align-top">
              <th
                scope="row"
                className="border-divider large:block large:w-full border-b px-3 py-2 text-start font-normal whitespace-nowrap tabular-nums"
              >
                {day}
              </th>
              {lanes.map((lane) =>
                lane.shut ? (
                  place === 0 && (
                    <td
                      key={lane.id}
                      rowSpan={days.length}
                      className="text-hint large:hidden border-divider bg-page border-x px-3 py-2 text-center"
                    >
                      {partText.hiddenLane}
                    </td>
                  )
                ) : (
                  <td key={lane.id} className={clsx('border-divider large:block border-b px-3 py-2', 'large:empty:hidden')}>
                    {events
                      .filter((event) => event.on === day && event.lane === lane.id)
                      .map((event) => (
                        <EventCard key={event.id} event={event} lane={lane} />
                      ))}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {days.length === 0 && <p className="text-ink-2 px-3 py-6 text-center">{partText.noEvent}</p>}
    </ScrollRegion>
  )
}

function EventCard({ event, lane }: { event: LaneEvent; lane: Lane }) {
  return (
    <div className="mb-1 last:mb-0">
      <span className="large:inline hidden">
        <Tag tone={lane.tone}>{lane.label}</Tag>{' '}
      </span>
      <span className="font-semibold">{event.title}</span>
      {event.due && (
        <>
          {' '}
          <DueTag due={event.due} />
        </>
      )}
      {event.note && <div className="text-ink-2">{event.note}</div>}
      {event.document && (
        <Link href={event.document.href} prefetch={false} className="link block break-words">
          {event.document.label}
        </Link>
      )}
    </div>
  )
}
