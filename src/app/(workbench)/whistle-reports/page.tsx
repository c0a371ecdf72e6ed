import Link from 'next/link'
import { notFound } from 'next/navigation'
import { StatusTag } from '#components/status-tag'
import { ButtonLink } from '#components/ui/button'
import { Card, PageHead } from '#components/ui/card'
import { EmptyState } from '#components/ui/empty-state'
import { ScrollRegion } from '#components/ui/scroll-region'
import { whistleText } from '#messages/zh/whistle'
import { requireActor } from '#server/session'
import { listWhistleReports, reportsListed } from '#server/whistle/queries'
import { seesReports, takesReports } from '#server/whistle/register-report'
import { reportStatuses } from './statuses'

export const metadata = { title: whistleText.title }

/** The reports of whistle-blowers that this person keeps, or sees as the head. */
export default async function WhistleReportsPage() {
  const actor = await requireActor()
  if (!seesReports(actor)) notFound()
  const rows = await listWhistleReports(actor)
  const { heads } = whistleText
  return (
    <>
      <PageHead
        title={whistleText.title}
        lead={whistleText.lead}
        actions={
          takesReports(actor) && (
            <ButtonLink href="/whistle-reports/new" prefetch={false} variant="primary">
              {whistleText.register}
            </ButtonLink>
          )
        }
      />
      {rows.length === 0 ? (
        <EmptyState title={whistleText.none} next={whistleText.noneNext} />
      ) : (
        <Card title={whistleText.caption} flush>
          <ScrollRegion label={whistleText.caption} className="overflow-x-auto">
            <table className="w-full">
              <caption className="sr-only">{whistleText.caption}</caption>
              <thead className="bg-header-row">
                <tr>
                  {[heads.number, heads.about, heads.channel, heads.named, heads.received, heads.keeper, heads.due, heads.stage].map(
                    (head) => (
                      <th key={head} scope="col" className="px-3 py-1 text-start font-semibold whitespace-nowrap">
                        {head}
                      </th>
                    ),
                  )}
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.id} className="border-divider border-b last:border-b-0">
                    <th scope="row" className="px-3 py-1 text-start font-normal whitespace-nowrap">
                      <Link href={`/whistle-reports/${row.id}`} prefetch={false} className="link">
                        {row.number}
                      </Link>
                    </th>
                    <td className="px-3 py-1">{row.about}</td>
                    <td className="px-3 py-1 whitespace-nowrap">{whistleText.channels[row.channel]}</td>
                    <td className="px-3 py-1 whitespace-nowrap">{row.isNamed ? whistleText.named : whistleText.anonymous}</td>
                    <td className="px-3 py-1 whitespace-nowrap">{row.receivedOn}</td>
                    <td className="px-3 py-1 whitespace-nowrap">{row.keeperName}</td>
                    <td className="px-3 py-1 whitespace-nowrap">{row.dueOn ?? '—'}</td>
                    <td className="px-3 py-1 whitespace-nowrap">
                      <StatusTag kind={reportStatuses[row.stage]} label={whistleText.stages[row.stage]} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollRegion>
          {rows.length === reportsListed && <p className="text-hint px-3 py-1">{whistleText.newest(reportsListed)}</p>}
        </Card>
      )}
    </>
  )
}
