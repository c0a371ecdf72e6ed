import { Money } from '#components/money'
import { Card } from '#components/ui/card'
import { filingText } from '#messages/zh/self-inspection'
import type { FilingView } from '#server/self-inspection/filing-queries'

/** The sums of a filing; what the fund lost and what is declared as returned also in words, as papers have it. */
export function TotalsCard({ filing }: { filing: Pick<FilingView, 'totals' | 'inWords'> }) {
  const { totals, inWords } = filing
  const lines = [
    { term: filingText.billed, fen: totals.billedFen },
    { term: filingText.irregular, fen: totals.irregularFen },
    { term: filingText.fundLoss, fen: totals.fundLossFen, words: inWords.fundLoss, strong: true },
    { term: filingText.declared, fen: totals.declaredFen, words: inWords.declared },
    { term: filingText.confirmed, fen: totals.confirmedFen },
    { term: filingText.outstanding, fen: totals.outstandingFen },
  ]
  return (
    <Card title={filingText.totals}>
      <dl className="space-y-1">
        <div className="flex justify-between gap-4">
          <dt className="text-ink-2">{filingText.findings}</dt>
          <dd>{filingText.findingCount(totals.findings)}</dd>
        </div>
        {lines.map(({ term, fen, words, strong }) => (
          <div key={term} className="flex flex-wrap justify-between gap-x-4">
            <dt className="text-ink-2">{term}</dt>
            <dd className={strong ? 'font-semibold' : undefined}>
              <Money amountFen={fen} />
            </dd>
            {words && fen > 0n && <dd className="text-ink-2 w-full text-end">{words}</dd>}
          </div>
        ))}
      </dl>
    </Card>
  )
}
