import { Money } from '#components/money'
import { Card } from '#components/ui/card'
import { refundLedgers } from '#domain/self-inspection/ledger'
import type { LedgerTotals } from '#domain/self-inspection/totals'
import { refundsText } from '#messages/zh/refunds'
import { filingText } from '#messages/zh/self-inspection'
import type { FilingView } from '#server/self-inspection/filing-queries'

/** The sums of a filing, money received for each ledger by itself; what the fund lost and what is declared also in words, as papers have it. */
export function TotalsCard({ filing }: { filing: Pick<FilingView, 'totals' | 'inWords'> }) {
  const { totals, inWords } = filing
  const lines: LineProps[] = [
    { term: filingText.billed, fen: totals.billedFen },
    { term: filingText.irregular, fen: totals.irregularFen },
    { term: filingText.fundLoss, fen: totals.fundLossFen, words: inWords.fundLoss, strong: true },
  ]
  const paidOn = refundLedgers.filter((ledger) => ledger === 'fundRefund' || isUsed(totals.byLedger[ledger]))
  return (
    <Card title={filingText.totals}>
      <dl className="space-y-1">
        <div className="flex justify-between gap-4">
          <dt className="text-ink-2">{filingText.findings}</dt>
          <dd>{filingText.findingCount(totals.findings)}</dd>
        </div>
        {lines.map((line) => (
          <Line key={line.term} {...line} />
        ))}
      </dl>
      {paidOn.map((ledger) => {
        const { declaredFen, confirmedFen, outstandingFen } = totals.byLedger[ledger]
        return (
          <section key={ledger} aria-label={refundsText.ledgers[ledger]} className="border-line mt-2 border-t pt-2">
            <h3 className="font-semibold">{refundsText.ledgers[ledger]}</h3>
            <dl className="space-y-1">
              <Line term={filingText.declared} fen={declaredFen} words={inWords.declared[ledger]} />
              <Line term={filingText.confirmed} fen={confirmedFen} />
              <Line term={filingText.outstanding} fen={outstandingFen} />
            </dl>
          </section>
        )
      })}
    </Card>
  )
}

const isUsed = ({ declaredFen, outstandingFen }: LedgerTotals) => declaredFen + outstandingFen > 0n

type LineProps = { term: string; fen: bigint; words?: string; strong?: boolean }

const Line = ({ term, fen, words, strong }: LineProps) => (
  <div className="flex flex-wrap justify-between gap-x-4">
    <dt className="text-ink-2">{term}</dt>
    <dd className={strong ? 'font-semibold' : undefined}>
      <Money amountFen={fen} />
    </dd>
    {words && fen > 0n && <dd className="text-ink-2 w-full text-end">{words}</dd>}
  </div>
)
