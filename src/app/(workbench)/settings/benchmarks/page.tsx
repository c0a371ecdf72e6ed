import Link from 'next/link'
import { notFound } from 'next/navigation'
import { CommandForm } from '#components/command-form'
import { DataTable } from '#components/data-table'
import { packRows } from '#components/packed-rows'
import type { Column } from '#components/table-column'
import { Card, PageHead } from '#components/ui/card'
import { Disclosure } from '#components/ui/disclosure'
import { EmptyState } from '#components/ui/empty-state'
import { Field } from '#components/ui/field'
import { Input, Textarea } from '#components/ui/input'
import { benchmarkLines } from '#domain/case/benchmark'
import { factProvisions } from '#domain/case/provisions'
import { citation } from '#domain/law/law'
import { benchmarkText as text } from '#messages/zh/benchmarks'
import { caseText } from '#messages/zh/case'
import { mayProposeBenchmarks } from '#server/case/benchmark/propose-benchmark'
import { listBenchmarks } from '#server/case/benchmark/queries'
import { requireActor } from '#server/session'
import { propose } from './actions'

export const metadata = { title: text.title }

type Row = { id: string; title: string; number: string; state: string; agency: string; validFrom: string; validTo: string | null }

const { heads } = text
const columns: readonly Column<Row>[] = [
  { id: 'title', header: heads.title, href: '/settings/benchmarks/{id}', wide: true },
  { id: 'number', header: heads.number, wide: true },
  {
    id: 'state',
    header: heads.state,
    kind: 'status',
    labels: text.states,
    statuses: { review: 'waiting', inUse: 'done', refused: 'returned', ended: 'stopped' },
  },
  { id: 'agency', header: heads.agency },
  { id: 'validFrom', header: heads.validFrom, kind: 'date' },
  { id: 'validTo', header: heads.validTo, kind: 'date' },
]

/** What fines are measured by: what is in force here, and where a bureau enters its own. */
export default async function BenchmarksPage() {
  const actor = await requireActor()
  const benchmarks = await listBenchmarks(actor)
  if (!benchmarks) notFound()
  const rows: Row[] = benchmarks.map(({ id, title, documentNumber, state, agencyName, validFrom, validTo }) => ({
    ...{ id, title, number: documentNumber, state, agency: agencyName, validFrom, validTo },
  }))
  return (
    <>
      <PageHead
        title={text.title}
        lead={text.lead}
        trail={
          <Link href="/cases" prefetch={false} className="link">
            {caseText.title}
          </Link>
        }
      />
      {rows.length === 0 ? (
        <EmptyState title={text.empty} why={text.emptyHint} />
      ) : (
        <Card flush>
          <DataTable name="benchmarks" caption={text.title} columns={columns} rows={packRows(rows)} fill={false} />
        </Card>
      )}
      {mayProposeBenchmarks(actor) && (
        <Disclosure summary={text.propose} className="mt-4">
          <ProposeForm />
        </Disclosure>
      )}
    </>
  )
}

function ProposeForm() {
  return (
    <CommandForm action={propose} submitLabel={text.submit} draftKey="benchmark" className="max-w-3xl">
      <Field name="title" label={text.name} hint={text.nameHint} required>
        <Input maxLength={120} />
      </Field>
      <div className="grid gap-4 tablet:grid-cols-3">
        <Field name="documentNumber" label={text.documentNumber} required>
          <Input maxLength={80} />
        </Field>
        <Field name="validFrom" label={text.validFrom} required>
          <Input type="date" />
        </Field>
        <Field name="validTo" label={text.validTo} hint={text.validToHint}>
          <Input type="date" />
        </Field>
      </div>
      <fieldset>
        <legend className="font-semibold">{text.lines}</legend>
        <p className="text-hint">{text.linesHint}</p>
        <div className="mt-1 max-h-60 space-y-1 overflow-y-auto">
          {benchmarkLines(factProvisions).map(({ id, basis, violation }) => (
            <label key={id} className="flex items-baseline gap-2">
              <input type="checkbox" name="provisionIds" value={id} />
              <span>
                {citation(basis)}　{violation}
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <Field name="tiers" label={text.tiers} hint={text.tiersHint} required>
        <Textarea rows={5} placeholder={text.tiersExample} />
      </Field>
    </CommandForm>
  )
}
