import Link from 'next/link'
import { Money } from '#components/money'
import { Card } from '#components/ui/card'
import { ScrollRegion } from '#components/ui/scroll-region'
import { Tag } from '#components/ui/tag'
import { formatYuan } from '#domain/kernel/money'
import { consequenceText } from '#messages/zh/consequence'
import { historyText } from '#messages/zh/institution-history'
import type { ReviewedFiling } from './reviewed-filing'

/** What an institution said of itself and what others found, campaign by campaign, and how the two stand to each other. */
export function HistoryCard({ history, institutionId }: { history: ReviewedFiling['history']; institutionId: string }) {
  const { campaigns, again, declaredFen, foundFen, honesty } = history
  const head = 'px-2.5 py-1.5 font-semibold whitespace-nowrap'
  const unremedied = campaigns.reduce((sum, one) => sum + one.unremedied, 0)
  return (
    <Card title={historyText.title}>
      <ScrollRegion label={historyText.title} className="overflow-x-auto">
        <table className="w-full">
          <caption className="sr-only">{historyText.title}</caption>
          <thead className="bg-header-row">
            <tr>
              <th scope="col" className={`${head} text-start`}>
                {historyText.campaign}
              </th>
              {[historyText.declared, historyText.refunded, historyText.recovered, historyText.leads, historyText.checks].map((heading) => (
                <th key={heading} scope="col" className={`${head} text-end`}>
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {campaigns.map((one) => (
              <tr key={one.campaignId} className="border-divider border-b align-top last:border-b-0">
                <th scope="row" className="px-2.5 py-1 text-start font-normal">
                  {one.campaignName}
                  <p className="text-hint">
                    {one.filedOn} {historyText.checksOf(one.checks, one.discrepancies)}
                  </p>
                </th>
                <td className="px-2.5 py-1 text-end">
                  <Money amountFen={one.declaredFen} />
                </td>
                <td className="px-2.5 py-1 text-end">
                  <Money amountFen={one.refundedFen} />
                </td>
                <td className="px-2.5 py-1 text-end">
                  <Money amountFen={one.recoveredFen} />
                </td>
                <td className="px-2.5 py-1 text-end">
                  <Money amountFen={one.leadsFen} />
                </td>
                <td className="px-2.5 py-1 text-end">
                  <Money amountFen={one.checksFen} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <p className="mt-2">
        {historyText.honesty}{' '}
        <span className="font-semibold">{honesty === null ? historyText.honestyNone : historyText.honestyOf(honesty)}</span>
      </p>
      <p className="text-hint">{historyText.formula(formatYuan(declaredFen), formatYuan(foundFen))}</p>
      {unremedied > 0 && (
        <p className="mt-1">
          <Tag tone="danger">{historyText.unremedied(unremedied)}</Tag>
        </p>
      )}
      {again.length > 0 && <AgainList again={again} />}
      <p className="mt-1">
        <Link href={`/self-inspections/consequences?institution=${institutionId}`} prefetch={false} className="link">
          {consequenceText.ofInstitution}
        </Link>
      </p>
      <p className="text-hint mt-1">{historyText.note}</p>
    </Card>
  )
}

/** Items under which the institution has reported something in several campaigns. */
function AgainList({ again }: Pick<ReviewedFiling['history'], 'again'>) {
  return (
    <>
      <h3 className="mt-2 font-semibold">{historyText.again}</h3>
      <ul className="space-y-0.5">
        {again.map(({ code, text, campaigns }) => (
          <li key={code}>
            <span className="font-mono">{code}</span> {text} <span className="text-hint">{campaigns.join('、')}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
