import Link from 'next/link'
import { notFound } from 'next/navigation'
import { StatusTag } from '#components/status-tag'
import { StepButton } from '#components/step-button'
import { Card, PageHead } from '#components/ui/card'
import { DescriptionList } from '#components/ui/description-list'
import type { BenchmarkStep } from '#domain/case/benchmark'
import { factProvision } from '#domain/case/provisions'
import { beijingMinute } from '#domain/kernel/civil-date'
import { formatYuan } from '#domain/kernel/money'
import { citation } from '#domain/law/law'
import { benchmarkText as text } from '#messages/zh/benchmarks'
import { type BenchmarkView, getBenchmark } from '#server/case/benchmark/queries'
import { requireActor } from '#server/session'
import { approve, end, refuse } from '../actions'

export const metadata = { title: text.title }

const statuses = { review: 'waiting', inUse: 'done', refused: 'returned', ended: 'stopped' } as const
const acts = { approve, refuse, end } as const satisfies Record<BenchmarkStep, unknown>

/** One benchmark: its lines, its tiers, and who may put it in force. */
export default async function BenchmarkPage({ params }: { params: Promise<{ benchmarkId: string }> }) {
  const [actor, { benchmarkId }] = [await requireActor(), await params]
  const benchmark = await getBenchmark(actor, benchmarkId)
  if (!benchmark) notFound()
  return (
    <>
      <PageHead
        title={benchmark.title}
        trail={
          <Link href="/settings/benchmarks" prefetch={false} className="link">
            {text.back}
          </Link>
        }
        lead={<StatusTag kind={statuses[benchmark.state]} label={text.states[benchmark.state]} />}
      />
      <div className="space-y-4">
        <Facts benchmark={benchmark} />
        <Tiers benchmark={benchmark} />
      </div>
    </>
  )
}

function Facts({ benchmark }: { benchmark: BenchmarkView }) {
  const decided = benchmark.decidedAt && `${benchmark.decidedByName ?? ''} ${beijingMinute(benchmark.decidedAt)}`
  const lines = benchmark.provisionIds.flatMap((id) => factProvision(id) ?? []).map(({ basis }) => citation(basis))
  return (
    <Card>
      <DescriptionList
        columns={2}
        items={[
          { term: text.documentNumber, value: benchmark.documentNumber },
          { term: text.heads.validFrom, value: [benchmark.validFrom, benchmark.validTo].filter(Boolean).join(' — ') },
          { term: text.lines, value: [...new Set(lines)].join('、') },
          { term: text.proposedBy, value: `${benchmark.agencyName} ${benchmark.proposedByName} ${beijingMinute(benchmark.proposedAt)}` },
          ...(decided ? [{ term: text.decidedBy, value: decided, note: benchmark.decisionReason || undefined }] : []),
        ]}
      />
      {benchmark.steps.length > 0 && (
        <div className="mt-3 flex flex-wrap items-start gap-3">
          {benchmark.steps.map(({ name, shut }) => (
            <StepButton
              key={name}
              label={text.steps[name]}
              shut={shut}
              variant={name === 'approve' ? 'primary' : 'outline'}
              fields={{ benchmarkId: benchmark.id, version: benchmark.version }}
              action={acts[name]}
              confirm={name === 'approve' ? { body: text.approveBody } : { reason: { name: 'reason', label: text.why } }}
            />
          ))}
        </div>
      )}
    </Card>
  )
}

function Tiers({ benchmark: { tiers } }: { benchmark: BenchmarkView }) {
  return (
    <Card title={text.tiers} flush>
      <table className="w-full">
        <caption className="sr-only">{text.tiers}</caption>
        <thead className="bg-header-row">
          <tr>
            {text.tierHeads.map((head) => (
              <th key={head} scope="col" className="px-3 py-1.5 text-start font-semibold whitespace-nowrap">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tiers.map(({ name, fromFen, toFen, minTenths, maxTenths, circumstances }) => (
            <tr key={name} className="border-divider border-b align-top last:border-b-0">
              <th scope="row" className="px-3 py-1 text-start font-normal">
                {name}
              </th>
              <td className="px-3 py-1 tabular-nums">{text.amounts(formatYuan(fromFen), toFen === null ? null : formatYuan(toFen))}</td>
              <td className="px-3 py-1 tabular-nums">{text.multiples(minTenths, maxTenths)}</td>
              <td className="px-3 py-1">{circumstances}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  )
}
