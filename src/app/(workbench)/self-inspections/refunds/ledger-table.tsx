import Link from 'next/link'
import { Money } from '#components/money'
import { Card } from '#components/ui/card'
import { ScrollRegion } from '#components/ui/scroll-region'
import { type DebtMeasure, type DebtState, debtMeasures } from '#domain/self-inspection/ledger'
import { refundsText } from '#messages/zh/refunds'
import type { DebtSum } from '#server/self-inspection/debts'

/** The rows behind a number are those of its ledger; where the number counts only some of them, of that state. */
const statesOf: Partial<Record<DebtMeasure, DebtState>> = { outstandingFen: 'outstanding', overdueFen: 'overdue' }

export type SumLine = DebtSum & { title: string; filter: Readonly<Record<string, string>> }

/** Sums by ledger, each number leading to its rows. There is no line that adds ledgers up. */
export function LedgerTable({ caption, lines, path }: { caption: string; lines: readonly SumLine[]; path: string }) {
  const head = 'bg-header-row px-3 py-1.5 text-end font-semibold whitespace-nowrap'
  return (
    <Card title={caption} flush>
      <ScrollRegion label={caption} className="max-h-96 overflow-auto">
        <table className="w-full">
          <caption className="sr-only">{caption}</caption>
          <thead className="sticky top-0">
            <tr>
              <th scope="col" className={`${head} text-start`}>
                {refundsText.ledger}
              </th>
              {debtMeasures.map((measure) => (
                <th key={measure} scope="col" className={head}>
                  {refundsText.measures[measure]}
                </th>
              ))}
              <th scope="col" className={head}>
                {refundsText.count}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={`${line.ledger} ${line.key}`} className="border-divider border-b last:border-b-0">
                <th scope="row" className="px-3 py-1 text-start font-normal">
                  {line.title}
                </th>
                {debtMeasures.map((measure) => (
                  <td key={measure} className="px-3 py-1 text-end">
                    <Amount
                      fen={line[measure]}
                      href={`${path}?${new URLSearchParams({ ...line.filter, ...(statesOf[measure] ? { state: statesOf[measure] } : {}) })}#rows`}
                      late={measure === 'overdueFen'}
                    />
                  </td>
                ))}
                <td className="tabular px-3 py-1 text-end">{line.rows}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </Card>
  )
}

function Amount({ fen, href, late }: { fen: bigint; href: string; late: boolean }) {
  if (fen === 0n) return <span className="text-ink-2">0.00</span>
  return (
    <Link href={href} prefetch={false} className={late ? 'link text-danger font-semibold' : 'link'}>
      <Money amountFen={fen} showUnit={false} />
    </Link>
  )
}
