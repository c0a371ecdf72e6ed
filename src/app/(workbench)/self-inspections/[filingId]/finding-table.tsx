import Link from 'next/link'
import { Money } from '#components/money'
import { ScrollRegion } from '#components/ui/scroll-region'
import { sectionOf } from '#domain/self-inspection/completeness'
import { standingFen } from '#domain/self-inspection/refund'
import { filingText, itemText, submitText } from '#messages/zh/self-inspection'
import type { FilingView } from '#server/self-inspection/filing-queries'
import { Evidence, RecoveryTag } from './[section]/finding-card'

/** Everything that was found, one finding a line, with what was returned for it. */
export function FindingTable({ filing }: { filing: FilingView }) {
  const head = 'px-2.5 py-1.5 font-semibold whitespace-nowrap'
  const rows = filing.items.flatMap((item) => item.findings.map((finding) => ({ item, finding })))
  return (
    <ScrollRegion label={submitText.found} className="overflow-x-auto">
      <table className="w-full">
        <caption className="sr-only">{submitText.found}</caption>
        <thead className="bg-header-row">
          <tr>
            <th scope="col" className={`${head} text-start`}>
              {itemText.behaviour}
            </th>
            <th scope="col" className={`${head} text-start`}>
              {itemText.period}
            </th>
            <th scope="col" className={`${head} text-end`}>
              {filingText.people}
            </th>
            {[filingText.billed, filingText.irregular, filingText.fundLoss, filingText.declared].map((heading) => (
              <th key={heading} scope="col" className={`${head} text-end`}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ item, finding }) => (
            <tr key={finding.id} className="border-divider border-b align-top last:border-b-0">
              <th scope="row" className="min-w-48 px-2.5 py-1.5 text-start font-normal">
                <Link href={`/self-inspections/${filing.id}/${sectionOf(item)}#${item.code}`} prefetch={false} className="link font-mono">
                  {item.code}
                </Link>{' '}
                {finding.behaviour}
                <RecoveryTag finding={finding} />
                <Evidence finding={finding} />
              </th>
              <td className="px-2.5 py-1.5 whitespace-nowrap">
                {finding.periodFrom}
                <br />
                {finding.periodTo}
              </td>
              <td className="tabular px-2.5 py-1.5 text-end">{finding.peopleCount}</td>
              {[finding.billedFen, finding.irregularFen, finding.fundLossFen, standingFen(finding.refunds)].map((fen, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the four amounts of a line are columns and keep their place
                <td key={place} className="px-2.5 py-1.5 text-end">
                  <Money amountFen={fen} showUnit={false} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
