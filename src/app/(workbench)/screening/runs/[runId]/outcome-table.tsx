import Link from 'next/link'
import { Card } from '#components/ui/card'
import { formatYuan } from '#domain/kernel/money'
import type { LimitedModel } from '#domain/screening/screening-run'
import { backTestText as test } from '#messages/zh/back-test'
import { screeningText as text } from '#messages/zh/screening'
import type { BackTest } from '#server/screening/back-test'
import type { getRun } from '#server/screening/run-queries'
import { type PlainHead, PlainTable } from '../../plain-table'

type Run = NonNullable<Awaited<ReturnType<typeof getRun>>>

/** Each model of a run: its hits and money, and how the leads that they meet were judged. */
export function OutcomeTable({ run, test: found, mayIssue }: { run: Run; test: BackTest; mayIssue: boolean }) {
  const [ran, skipped] = [
    run.outcomes.filter((one) => one.skippedReason === null),
    run.outcomes.filter((one) => one.skippedReason !== null),
  ]
  const heads: PlainHead[] = [
    { label: text.model },
    { label: text.hits, figure: true },
    { label: test.grades, figure: true },
    { label: text.irregular, figure: true },
    { label: text.loss, figure: true },
    { label: test.already, figure: true },
    { label: test.judged, figure: true },
    { label: test.precision, figure: true },
  ]
  return (
    <>
      <Card title={test.title} flush>
        <PlainTable
          caption={test.title}
          heads={heads}
          rows={ran.map((one) => {
            const tested = found.models.get(one.code)
            const left = tested?.fates.waiting ?? 0
            const name = `${one.code} ${one.title}`
            return {
              id: one.code,
              cells: [
                <span key="name" className="flex items-start gap-2">
                  {mayIssue && left > 0 && (
                    <input
                      type="checkbox"
                      name="codes"
                      value={one.code}
                      aria-label={test.choose(name)}
                      className="accent-brand mt-1 size-4 shrink-0"
                    />
                  )}
                  {one.hitCount > 0 ? (
                    <Link className="link" prefetch={false} href={`/screening/runs/${run.id}/hits?code=${one.code}`}>
                      {name}
                    </Link>
                  ) : (
                    name
                  )}
                  <span className="text-hint whitespace-nowrap">{one.modelVersion}</span>
                </span>,
                one.hitCount.toLocaleString('zh-CN'),
                test.gradeCounts(tested?.grades),
                formatYuan(one.irregularFen),
                formatYuan(one.fundLossFen),
                (tested?.issued ?? 0).toLocaleString('zh-CN'),
                test.judgedCounts(tested?.judged),
                test.precisionOf(tested?.precision ?? null),
              ],
            }
          })}
        />
      </Card>
      <p className="text-hint">{test.note}</p>
      <Skipped skipped={skipped} />
      <Limited outcomes={ran} limited={run.report.limited ?? []} />
    </>
  )
}

function Skipped({ skipped }: { skipped: Run['outcomes'] }) {
  if (skipped.length === 0) return null
  return (
    <Card title={text.skipped} flush>
      <PlainTable
        caption={text.skipped}
        heads={[{ label: text.model }, { label: text.skipped }]}
        rows={skipped.map((one) => ({
          id: one.code,
          cells: [`${one.code} ${one.title}`, text.skippedWhy(one.skippedReason ?? '', one.skippedDetail)],
        }))}
      />
    </Card>
  )
}

function Limited({ outcomes, limited }: { outcomes: Run['outcomes']; limited: readonly LimitedModel[] }) {
  if (limited.length === 0) return null
  const nameOf = (id: string) => `${id} ${outcomes.find(({ code }) => code === id)?.title ?? ''}`
  return (
    <Card title={text.limited} flush>
      <PlainTable
        caption={text.limited}
        heads={text.limitedHeads.map((label) => ({ label }))}
        rows={limited.map(({ id, column, meaning }) => ({ id: `${id} ${column}`, cells: [nameOf(id), column, meaning] }))}
      />
    </Card>
  )
}
