import Link from 'next/link'
import { notFound } from 'next/navigation'
import { CommandForm } from '#components/command-form'
import { DataTable } from '#components/data-table'
import { packRows } from '#components/packed-rows'
import { paperName } from '#components/paper-list'
import { RefusalWords } from '#components/refusal-words'
import { StepButton } from '#components/step-button'
import type { Column } from '#components/table-column'
import { Card, PageHead } from '#components/ui/card'
import { Field } from '#components/ui/field'
import { Input, Textarea } from '#components/ui/input'
import { batchText } from '#messages/zh/paper-batches'
import { refusalText } from '#messages/zh/refusals'
import { type BatchView, getBatch } from '#server/document/batch/batch-queries'
import { requireActor } from '#server/session'
import { retry, start, stop } from '../../actions'
import { BatchProgress } from './batch-progress'

export const metadata = { title: batchText.title.issue }

export default async function PaperBatchPage({ params }: { params: Promise<{ batchId: string }> }) {
  const batch = await getBatch(await requireActor(), (await params).batchId)
  if (!batch) notFound()
  const count = (state: string) => batch.items.filter((item) => item.state === state).length
  const [done, failed, waiting] = [count('done'), count('failed'), count('waiting')]
  return (
    <>
      <PageHead
        title={batchText.title[batch.act]}
        trail={
          <>
            <Link href={batch.act === 'issue' ? '/documents?view=sign' : '/cases'} prefetch={false} className="link">
              {batchText.back[batch.act]}
            </Link>
            <Link href="/documents/batches" prefetch={false} className="link ms-3">
              {batchText.own}
            </Link>
          </>
        }
        lead={batchText.standing(batch.act, { of: batch.rowsTotal, done, failed, waiting: batch.state === 'done' ? 0 : waiting })}
      />
      <div className="grid gap-4 desktop:grid-cols-[1fr_22rem]">
        <div className="min-w-0">
          <Papers batch={batch} />
        </div>
        <div className="space-y-4">
          <Acts batch={batch} waiting={waiting} failed={failed} />
        </div>
      </div>
    </>
  )
}

type Row = { id: string; number: string; partyName: string; paper: string; state: string; said: string; href: string }

const columns: readonly Column<Row>[] = [
  { id: 'number', header: batchText.caseNumber, kind: 'code', href: '{href}' },
  { id: 'partyName', header: batchText.party },
  { id: 'paper', header: batchText.kind },
  {
    id: 'state',
    header: batchText.state,
    kind: 'status',
    labels: batchText.states,
    statuses: { waiting: 'notStarted', done: 'done', failed: 'returned' },
  },
  { id: 'said', header: batchText.said, wide: true },
]

/** The number of what was issued, or what stands in the way. */
function saidOf({ number, trouble, missing }: BatchView['items'][number]): string {
  if (trouble) return refusalText(trouble)
  return number ?? (missing.length > 0 ? batchText.missing(missing) : '')
}

function Papers({ batch }: { batch: BatchView }) {
  const rows: Row[] = batch.items.map((item) => ({
    id: item.id,
    number: item.case.number,
    partyName: item.case.partyName,
    paper: paperName(item.kind),
    state: item.state,
    said: saidOf(item),
    href: item.documentId ? `/cases/${item.caseId}/papers/${item.documentId}` : `/cases/${item.caseId}?tab=documents`,
  }))
  return (
    <Card title={batchText.papers} flush>
      <DataTable name="paper-batch" caption={batchText.papers} columns={columns} rows={packRows(rows)} rowName="number" fill={false} />
    </Card>
  )
}

function Acts({ batch, waiting, failed }: { batch: BatchView; waiting: number; failed: number }) {
  const { id, act, version, state, rowsDone, rowsTotal, trouble } = batch
  if (state === 'working') {
    const begunAt = batch.begunAt?.toISOString() ?? null
    return (
      <>
        <BatchProgress key={version} batchId={id} act={act} initial={{ state, rowsDone, rowsTotal, begunAt, trouble }} />
        <StepButton
          label={batchText.stop}
          shut={null}
          fields={{ batchId: id, version }}
          action={stop}
          confirm={{ body: batchText.stopBody[act] }}
        />
      </>
    )
  }
  const blank = batch.items.filter(({ missing }) => missing.length > 0).length
  return (
    <Card title={batchText.act[act]}>
      {trouble && (
        <p className="text-danger mb-2 font-semibold">
          <RefusalWords refusal={trouble} />
        </p>
      )}
      {state === 'done' && <p>{batchText.over[act]}</p>}
      {state === 'done' && failed > 0 && (
        <div className="mt-2">
          <StepButton label={batchText.retry(failed)} shut={null} fields={{ batchId: id, version }} action={retry} />
        </div>
      )}
      {state !== 'done' && blank > 0 && <p className="text-danger mb-2">{batchText.someBlank(blank)}</p>}
      {state !== 'done' && (
        <CommandForm action={start} submitLabel={batchText.begin[act](waiting)} version={version} fields={{ batchId: id }}>
          <p className="text-hint">{batchText.hint[act]}</p>
          {state === 'open' &&
            batch.fields.map(({ name, label, type }) => (
              <Field key={name} name={name} label={label}>
                {type === 'prose' ? (
                  <Textarea rows={3} defaultValue={batch.words[name]} />
                ) : (
                  <Input type={type === 'date' ? 'date' : 'text'} defaultValue={batch.words[name]} />
                )}
              </Field>
            ))}
        </CommandForm>
      )}
    </Card>
  )
}
