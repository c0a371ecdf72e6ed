import { AuditTrail } from '#components/audit-trail'
import { ChartCard } from '#components/chart-card'
import { DrillNumber } from '#components/drill-number'
import { EvidenceLink, EvidenceReader } from '#components/evidence-text'
import { Matrix } from '#components/matrix'
import { StageBar } from '#components/stage-bar'
import { StatusTag } from '#components/status-tag'
import { TileMap } from '#components/tile-map'
import { Timeline } from '#components/timeline'
import { Card, PageHead } from '#components/ui/card'
import { DescriptionList, StatTile } from '#components/ui/description-list'
import { lookbookText } from '#messages/zh/lookbook'

const { sample, sections, states } = lookbookText
const asOf = '2024-11-21 10:30'

export default function Charts() {
  return (
    <div className="space-y-3">
      <PageHead title={sections.charts} lead={lookbookText.lead} />
      <Card>
        <StageBar
          today="2024-11-21"
          stages={sample.stages.map((stage, place) => ({ ...stage, id: String(place), href: `/lookbook/charts?stage=${place}` }))}
        />
      </Card>
      <div className="flex flex-wrap gap-3">
        {sample.statTitles.map((label, place) => (
          <StatTile
            key={label}
            label={label}
            tone={place === 3 ? 'danger' : undefined}
            value={
              <DrillNumber
                value={['91.2%', '3,412', 41, 12][place] ?? 0}
                href={`/lookbook?metric=${place}`}
                definition={sample.definition}
                asOf={asOf}
              />
            }
          />
        ))}
      </div>
      <div className="desktop:grid-cols-2 large:grid-cols-1 grid grid-cols-1 gap-3">
        <Card title={sample.chartTitles[0]}>
          <TileMap
            label={sample.chartTitles[0]}
            rows={sample.units.map((row, line) => row.map((name, place) => tile(name, line * 4 + place)))}
          />
        </Card>
        <ChartCard
          title={sample.chartTitles[0]}
          kind="bar"
          format="percent"
          series={[{ id: 'share', label: sample.chartTitles[0] }]}
          points={bars()}
        />
        <ChartCard
          title={sample.chartTitles[1]}
          kind="stackedBar"
          series={sample.series.map((label, place) => ({ id: `s${place}`, label }))}
          points={stacks()}
        />
        <ChartCard
          title={sample.chartTitles[2]}
          kind="line"
          series={sample.series.slice(0, 2).map((label, place) => ({ id: `s${place}`, label }))}
          points={stacks()}
          note={sample.definition}
        />
      </div>
      <DutyMatrix />
      <Lanes />
      <Card title={sections.plan}>
        <PlanSample />
      </Card>
      <Card title={sections.work}>
        <AuditTrail
          entries={sample.trail.map((action, place) => ({
            id: String(place),
            at: `2024-11-2${place} 10:32`,
            who: sample.colleague,
            action,
            reason: place === 1 ? sample.trailReason : null,
            changes: place === 0 ? [{ field: sample.field, from: null, to: '119,000.00' }] : [],
          }))}
        />
      </Card>
    </div>
  )
}

function tile(name: string, place: number) {
  const value = place === 5 ? null : 70 + ((place * 13) % 30)
  return { id: name, name, value, text: `${value}%`, href: `/lookbook?unit=${place}` }
}

const bars = () =>
  sample.units.flat().map((label, place) => ({
    id: label,
    label: label.slice(0, 3),
    values: { share: (70 + ((place * 13) % 30)) / 100 },
    href: `/lookbook?unit=${place}`,
  }))

const stacks = () =>
  sample.months.map((label, place) => ({
    id: label,
    label,
    values: { s0: 40 + ((place * 17) % 23), s1: 12 + ((place * 7) % 11), s2: 20 - place },
    href: `/lookbook?month=${place + 5}`,
  }))

function DutyMatrix() {
  const roles = ['lead', 'support'] as const
  return (
    <Matrix
      caption={sections.work}
      columns={sample.departments.map((label) => ({ id: label, label }))}
      rows={sample.duties.map((title, line) => ({
        id: title,
        title,
        due: '2024-11-30',
        done: line === 0,
        state: <StatusTag kind={line === 0 ? 'done' : 'open'} label={line === 0 ? states.done : states.open} />,
        cells: Object.fromEntries(
          sample.departments
            .filter((_, place) => (place + line) % 3 === 0 || place === 0)
            .map((name, place) => [
              name,
              { role: roles[place === 0 ? 0 : 1] ?? 'support', href: `/lookbook?duty=${line}`, count: (line * 7 + place) % 9 },
            ]),
        ),
      }))}
    />
  )
}

function Lanes() {
  const tones = ['administrative', 'criminal', 'discipline', 'agreement'] as const
  const days = ['2024-08-02', '2024-09-01', '2024-09-02', '2024-09-09', '2024-11-20', '2024-09-01']
  const lanes = [0, 0, 1, 1, 0, 3]
  return (
    <Timeline
      caption={sections.work}
      lanes={sample.lanes.map((label, place) => ({ id: String(place), label, tone: tones[place], shut: place === 2 }))}
      events={sample.events.map((title, place) => ({
        id: title,
        title,
        on: days[place] ?? '2024-11-20',
        lane: String(lanes[place]),
        document: place === 1 ? { href: '/lookbook?letter', label: sample.letter.number } : undefined,
        due: place === 4 ? { state: 'soon', days: 2 } : undefined,
      }))}
    />
  )
}

function PlanSample() {
  const spans = sample.planFields.flatMap((field, place) => {
    const start = sample.planText.indexOf(field.quote)
    return start === -1 ? [] : [{ id: String(place), start, end: start + field.quote.length }]
  })
  return (
    <EvidenceReader text={sample.planText} spans={spans}>
      <DescriptionList
        items={sample.planFields.map((field, place) => ({
          term: field.label,
          value: field.quote,
          note: <EvidenceLink id={String(place)} label={field.label} />,
        }))}
      />
    </EvidenceReader>
  )
}
