import Link from 'next/link'
import { notFound } from 'next/navigation'
import { StatusTag } from '#components/status-tag'
import { StepButton } from '#components/step-button'
import { Card, PageHead } from '#components/ui/card'
import { EmptyState } from '#components/ui/empty-state'
import { ScrollRegion } from '#components/ui/scroll-region'
import { beijingMinute } from '#domain/kernel/civil-date'
import { documentText } from '#messages/zh/documents'
import { batchText as text } from '#messages/zh/paper-batches'
import { goesTo } from '#server/desk/navigation'
import { batchesListed, listBatches } from '#server/document/batch/batch-queries'
import { requireActor } from '#server/session'
import { retry, start, stop } from '../actions'

export const metadata = { title: text.own }

type Batch = Awaited<ReturnType<typeof listBatches>>[number]
const statuses = { open: 'notStarted', working: 'open', stopped: 'stopped', done: 'done' } as const
const numbers = ['total', 'done', 'waiting', 'failed'] as const

/** What this person has drafted or issued together, each batch with the next thing to do. */
export default async function PaperBatchesPage() {
  const actor = await requireActor()
  if (!goesTo(actor, 'cases')) notFound()
  const batches = await listBatches(actor)
  return (
    <>
      <PageHead
        title={text.own}
        lead={text.ownLead}
        trail={
          <Link href="/documents" prefetch={false} className="link">
            {documentText.title}
          </Link>
        }
      />
      {batches.length === 0 ? <EmptyState title={text.none} next={text.noneNext} /> : <Batches batches={batches} />}
    </>
  )
}

const Batches = ({ batches }: { batches: readonly Batch[] }) => (
  <Card flush>
    <ScrollRegion label={text.own} className="overflow-x-auto">
      <table className="w-full">
        <caption className="sr-only">{text.own}</caption>
        <thead className="bg-header-row">
          <tr>
            {Object.entries(text.heads).map(([name, head]) => (
              <th
                key={name}
                scope="col"
                className={`px-3 py-1 font-semibold whitespace-nowrap ${numbers.some((one) => one === name) ? 'text-end' : 'text-start'}`}
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {batches.map((batch) => (
            <tr key={batch.id} className="border-divider border-b last:border-b-0">
              <th scope="row" className="px-3 py-1 text-start font-normal">
                <Link href={`/documents/batches/${batch.id}`} prefetch={false} className="link">
                  {text.what(batch.act, batch.kindName)}
                </Link>
              </th>
              <td className="px-3 py-1 whitespace-nowrap">{beijingMinute(batch.openedAt)}</td>
              <td className="px-3 py-1 whitespace-nowrap">
                <StatusTag kind={statuses[batch.state]} label={text.batchStates[batch.state]} />
              </td>
              {numbers.map((name) => (
                <td key={name} className={`px-3 py-1 text-end tabular-nums ${name === 'failed' && batch.failed > 0 ? 'text-danger' : ''}`}>
                  {batch[name]}
                </td>
              ))}
              <td className="px-3 py-1">
                <Next batch={batch} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
    {batches.length === batchesListed && <p className="text-hint px-3 py-1">{text.newest(batches.length)}</p>}
  </Card>
)

/** A batch that was not begun is looked over first, on its own page. */
function Next({ batch: { id, act, state, version, waiting, failed } }: { batch: Batch }) {
  const fields = { batchId: id, version }
  if (state === 'working')
    return <StepButton label={text.stop} shut={null} fields={fields} action={stop} confirm={{ body: text.stopBody[act] }} />
  if (state === 'stopped' && waiting > 0) return <StepButton label={text.goOn(waiting)} shut={null} fields={fields} action={start} />
  return state !== 'open' && failed > 0 && <StepButton label={text.retry(failed)} shut={null} fields={fields} action={retry} />
}
