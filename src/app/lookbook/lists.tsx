import { DataTable } from '#components/data-table'
import { FilterBar, type FilterValues } from '#components/filter-bar'
import { packRows } from '#components/packed-rows'
import { StepButton } from '#components/step-button'
import type { Column } from '#components/table-column'
import { SelectionFields } from '#components/table-selection'
import { Button } from '#components/ui/button'
import { lookbookText } from '#messages/zh/lookbook'
import { refuse } from './actions'
import { type SampleLead, sampleLeads } from './sample'

const { columns: words, states, risks, institutions } = lookbookText

const columns: Column<SampleLead>[] = [
  { id: 'number', header: words.number, kind: 'code', href: '/lookbook?lead={id}', sort: true },
  { id: 'risk', header: words.risk, labels: risks },
  { id: 'institution', header: words.institution, sort: true },
  { id: 'region', header: words.region, secondary: true },
  { id: 'behaviour', header: words.behaviour },
  { id: 'amountFen', header: words.amountFen, kind: 'money', sort: 'amount' },
  { id: 'share', header: words.share, kind: 'percent', secondary: true },
  {
    id: 'state',
    header: words.state,
    kind: 'status',
    labels: states,
    statuses: { unassigned: 'notStarted', open: 'open', review: 'waiting', returned: 'returned', done: 'done' },
  },
  { id: 'due', header: words.due, kind: 'due', sort: true },
  { id: 'handler', header: words.handler, secondary: true },
  { id: 'receivedOn', header: words.receivedOn, kind: 'date', secondary: true, hidden: true },
]

export function Lists({ values }: { values: Record<string, string | string[] | undefined> }) {
  const flat: FilterValues = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? value : value?.[0]]),
  )
  return (
    <section>
      <DataTable
        name="lookbook"
        caption={lookbookText.queue}
        columns={columns}
        rows={packRows(sampleLeads(institutions))}
        sort={flat.sort ?? 'due'}
        total={{ count: 1284, exact: true }}
        cursors={{ next: 'next-page' }}
        rowName="number"
        selectable
        bulk={
          <StepButton label={lookbookText.assign} shut={null} fields={{}} action={refuse} variant="primary">
            <SelectionFields />
          </StepButton>
        }
        filters={
          <FilterBar
            path="/lookbook"
            values={flat}
            filters={[
              { kind: 'text', name: 'q', label: words.institution },
              {
                kind: 'choice',
                name: 'state',
                label: words.state,
                options: Object.entries(states).map(([value, label]) => ({ value, label })),
              },
              { kind: 'range', name: 'received', label: words.receivedOn, of: 'date' },
            ]}
          />
        }
        tools={
          <>
            <Button>{lookbookText.import}</Button>
            <Button>{lookbookText.export}</Button>
          </>
        }
        asOf="2024-11-21 10:30"
      />
    </section>
  )
}
