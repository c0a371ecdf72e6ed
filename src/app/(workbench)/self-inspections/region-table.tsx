import Link from 'next/link'
import { Money } from '#components/money'
import { Disclosure } from '#components/ui/disclosure'
import { ScrollRegion } from '#components/ui/scroll-region'
import { reviewText } from '#messages/zh/filing-review'
import { filingText } from '#messages/zh/self-inspection'
import { unitText } from '#messages/zh/units'
import type { RegionProgress } from '#server/self-inspection/filing-progress'

const columns = ['submitted', 'accepted', 'returned', 'inProgress', 'notStarted'] as const
const sums = ['fundLoss', 'refunded', 'recovered'] as const
const head = 'bg-header-row px-2 py-1 text-end font-semibold whitespace-nowrap'

/** Region by region: how many have filed, how many are late, how far they are and what came of it. Each number of filings leads to them. */
export function RegionTable({
  progress,
  asked,
}: {
  progress: readonly RegionProgress[]
  asked: Readonly<Record<string, string | undefined>>
}) {
  const hrefOf = (regionNo: number, extra: Record<string, string>) =>
    `/self-inspections?${new URLSearchParams({ ...(asked.campaign ? { campaign: asked.campaign } : {}), region: String(regionNo), ...extra })}`
  return (
    <Disclosure
      summary={reviewText.progressTitle}
      className="bg-panel border-divider rounded-control mb-3 border px-1"
      open={!asked.region && !asked.q}
    >
      <ScrollRegion label={reviewText.progressTitle} className="max-h-56 overflow-auto">
        <table className="w-full">
          <caption className="sr-only">{reviewText.progressTitle}</caption>
          <thead className="sticky top-0">
            <tr>
              <th scope="col" className={`${head} text-start`}>
                {filingText.region}
              </th>
              <th scope="col" className={head}>
                {reviewText.total}
              </th>
              <th scope="col" className={head}>
                {reviewText.rate}
              </th>
              {columns.map((state) => (
                <th key={state} scope="col" className={head}>
                  {filingText.states[state]}
                </th>
              ))}
              <th scope="col" className={head}>
                {reviewText.overdueYes}
              </th>
              <ResultHeads />
            </tr>
          </thead>
          <tbody>
            {progress.map(({ regionNo, regionName, counts, overdue, total, ...results }) => (
              <tr key={regionNo} className="border-divider border-b last:border-b-0">
                <th scope="row" className="px-2 py-0.5 text-start font-normal">
                  <Link href={hrefOf(regionNo, {})} prefetch={false} className="link">
                    {regionName}
                  </Link>
                </th>
                <td className="tabular px-2 text-end">{total}</td>
                <td className="tabular px-2 text-end">{percent(counts.submitted + counts.accepted, total)}</td>
                {columns.map((state) => (
                  <td key={state} className="tabular px-2 text-end">
                    <Count n={counts[state]} href={hrefOf(regionNo, { state })} />
                  </td>
                ))}
                <td className="tabular px-2 text-end">
                  <Count n={overdue} href={hrefOf(regionNo, { overdue: '1' })} late />
                </td>
                <ResultCells {...results} />
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </Disclosure>
  )
}

function ResultHeads() {
  const { progress } = reviewText
  const names = [
    progress.answered,
    progress.findings,
    ...sums.map((sum) => unitText.headingWith(progress[sum], 'wanYuan')),
    progress.checks,
    progress.discrepancies,
  ]
  return names.map((name) => (
    <th key={name} scope="col" className={head}>
      {name}
    </th>
  ))
}

type Results = Pick<
  RegionProgress,
  'asked' | 'answered' | 'findings' | 'fundLossFen' | 'refundedFen' | 'recoveredFen' | 'checks' | 'discrepancies'
>

function ResultCells({ asked, answered, findings, checks, discrepancies, ...money }: Results) {
  return (
    <>
      <td className="tabular px-2 text-end" title={reviewText.progress.answeredOf(answered, asked)}>
        {percent(answered, asked)}
      </td>
      <td className="tabular px-2 text-end">{findings}</td>
      {sums.map((sum) => (
        <td key={sum} className="tabular px-2 text-end">
          <Money amountFen={money[`${sum}Fen`]} unit="wanYuan" showUnit={false} />
        </td>
      ))}
      <td className="tabular px-2 text-end">{checks}</td>
      <td className="tabular px-2 text-end">{discrepancies}</td>
    </>
  )
}

const percent = (part: number, whole: number) => (whole === 0 ? '—' : `${((part / whole) * 100).toFixed(1)}%`)

function Count({ n, href, late = false }: { n: number; href: string; late?: boolean }) {
  if (n === 0) return <span className="text-hint">0</span>
  return (
    <Link href={href} prefetch={false} className={late ? 'link text-danger font-semibold' : 'link'}>
      {n}
    </Link>
  )
}
