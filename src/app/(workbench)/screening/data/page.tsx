import { notFound } from 'next/navigation'
import { CommandForm } from '#components/command-form'
import { DataTable } from '#components/data-table'
import { packRows } from '#components/packed-rows'
import type { Column } from '#components/table-column'
import { Card, PageHead } from '#components/ui/card'
import { Disclosure } from '#components/ui/disclosure'
import { EmptyState } from '#components/ui/empty-state'
import { Field } from '#components/ui/field'
import { Input, Select } from '#components/ui/input'
import { beijingDay } from '#domain/kernel/civil-date'
import { screeningText as text } from '#messages/zh/screening'
import { settlementData } from '#server/screening/run-queries'
import { requireActor } from '#server/session'
import { take } from '../actions'
import { ScreeningTabs } from '../tabs'

export const metadata = { title: text.dataTitle }

type LoadRow = { id: string; folder: string; months: string; state: string; by: string; at: string }

const columns: readonly Column<LoadRow>[] = [
  { id: 'folder', header: text.folder, href: '/screening/data/{id}' },
  { id: 'months', header: text.months },
  {
    id: 'state',
    header: text.state,
    kind: 'status',
    labels: { ...text.loadStates, superseded: text.superseded },
    statuses: {
      waiting: 'waiting',
      loading: 'open',
      toAccept: 'waiting',
      loaded: 'done',
      refused: 'returned',
      cancelled: 'stopped',
      superseded: 'stopped',
    },
  },
  { id: 'by', header: text.by, secondary: true },
  { id: 'at', header: text.at, kind: 'date' },
]

/** 数据: what lies ready on the server, and what was taken in. */
export default async function DataPage() {
  const found = await settlementData(await requireActor())
  if (!found) notFound()
  const rows = found.loads.map((load) => ({
    ...{ id: load.id, folder: load.folder, months: text.monthsOf(load.months), by: load.requestedByName },
    ...{ state: load.supersededAt ? 'superseded' : load.state, at: beijingDay(load.requestedAt) },
  }))
  return (
    <>
      <PageHead title={text.dataTitle} lead={text.dataLead(found.place)} />
      <ScreeningTabs at="data" />
      <div className="mt-3 grid gap-4 desktop:grid-cols-[1fr_22rem]">
        <div className="min-w-0">
          {rows.length === 0 ? (
            <EmptyState title={text.noLoads} next={text.noLoadsNext} />
          ) : (
            <DataTable
              name="settlement-loads"
              caption={text.loads}
              columns={columns}
              rows={packRows(rows)}
              total={{ count: rows.length, exact: true }}
            />
          )}
        </div>
        {found.mayTake && (
          <Card title={text.deliveries}>
            {found.deliveries.length === 0 ? (
              <EmptyState title={text.noDeliveries} next={text.noDeliveriesNext} />
            ) : (
              <CommandForm action={take} submitLabel={text.take}>
                <Field name="folder" label={text.folder} required>
                  <Select options={found.deliveries.map((name) => ({ value: name, label: name }))} />
                </Field>
                <Disclosure summary={text.control}>
                  {(
                    [
                      ['settlementRows', 'settlementRows'],
                      ['settlement', 'settlementFen'],
                      ['fund', 'fundFen'],
                      ['feeRows', 'feeRows'],
                      ['fee', 'feeFen'],
                    ] as const
                  ).map(([name, figure]) => (
                    <Field key={name} name={name} label={text.figures[figure]}>
                      <Input inputMode="decimal" />
                    </Field>
                  ))}
                </Disclosure>
              </CommandForm>
            )}
          </Card>
        )}
      </div>
    </>
  )
}
