import Link from 'next/link'
import { z } from 'zod'
import { FilterBar } from '#components/filter-bar'
import { type Lane, type LaneEvent, Timeline } from '#components/timeline'
import { Tag, type Tone } from '#components/ui/tag'
import { type CaseEvent, eventKinds, eventsOfCase, type Layer, layers, layersOf } from '#domain/case/timeline'
import { caseText } from '#messages/zh/case'
import { timelineText } from '#messages/zh/case-timeline'
import type { CaseView } from '#server/case/queries'

const tones: Record<Layer, Tone> = {
  ...{ bureau: 'administrative', operator: 'agreement', police: 'criminal', procuratorate: 'criminal', court: 'criminal' },
  ...{ health: 'brand', finance: 'neutral', others: 'neutral', discipline: 'discipline' },
}

/** What is asked of the course: of one authority, of one sort, and in one column. What is no such question asks nothing. */
export const timelineFilter = z.object({
  layer: z.enum(layers).optional().catch(undefined),
  kind: z.enum(eventKinds).optional().catch(undefined),
  view: z.enum(['column']).optional().catch(undefined),
})
export type TimelineFilter = z.infer<typeof timelineFilter>

/**
 * What happened to the case, each authority beside the others. What discipline does is shown to those cleared for it; for others its lane is
 * shut in every case, whether anything happened there or not.
 */
export function CaseTimeline({ file, asked }: { file: CaseView; asked: TimelineFilter }) {
  const events = eventsOfCase(file)
  const present = layersOf(events).filter((layer) => layer !== 'discipline')
  const offered: Layer[] = file.seesDiscipline ? [...present, 'discipline'] : present
  const shown = events.filter(({ layer, kind }) => (!asked.layer || layer === asked.layer) && (!asked.kind || kind === asked.kind))
  const lanes: Lane[] = (asked.layer ? offered.filter((layer) => layer === asked.layer) : [...present, 'discipline' as const]).map(
    (id) => ({
      ...{ id, label: timelineText.layers[id], tone: tones[id] },
      ...{ shut: id === 'discipline' && !file.seesDiscipline, wide: id === 'bureau' },
    }),
  )
  const path = `/cases/${file.id}`
  const inOne = asked.view === 'column'
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <FilterBar path={path} filters={filtersOf(offered)} values={asked} keep={['view']} />
        <OtherView path={path} asked={asked} />
      </div>
      <Timeline
        caption={caseText.tabs.timeline}
        lanes={inOne ? [{ id: 'all', label: timelineText.all }] : lanes}
        events={shown.map((event) => drawn(event, inOne))}
      />
    </div>
  )
}

const filtersOf = (offered: readonly Layer[]) => [
  {
    ...{ kind: 'choice' as const, name: 'layer', label: timelineText.layer },
    options: offered.map((value) => ({ value, label: timelineText.layers[value] })),
  },
  {
    ...{ kind: 'choice' as const, name: 'kind', label: timelineText.kind },
    options: eventKinds.map((value) => ({ value, label: timelineText.kinds[value] })),
  },
]

/** To the other of the two ways to lay it out, with what is asked for kept. */
function OtherView({ path, asked }: { path: string; asked: TimelineFilter }) {
  const { view, ...conditions } = asked
  const query = new URLSearchParams({ ...definedOf(conditions), ...(view ? {} : { view: 'column' }) })
  return (
    <Link href={query.size > 0 ? `${path}?${query}` : path} prefetch={false} className="link no-print">
      {view ? timelineText.toBeside : timelineText.toColumn}
    </Link>
  )
}

const definedOf = (values: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : [])))

function drawn(event: CaseEvent, inOne: boolean): LaneEvent {
  const { id, on, layer, href, note, amountFen, awaits = false } = event
  const name = timelineText.name(event)
  const title = href ? (
    <Link href={href} prefetch={false} className="link">
      {name}
    </Link>
  ) : (
    name
  )
  const amount = amountFen === undefined ? '' : timelineText.amount(amountFen, awaits)
  const by = <Tag tone={tones[layer]}>{timelineText.layers[layer]}</Tag>
  return {
    ...{ id, on, lane: inOne ? 'all' : layer },
    title: inOne ? (
      <>
        {by} {title}
      </>
    ) : (
      title
    ),
    note: amount || note || undefined,
  }
}
