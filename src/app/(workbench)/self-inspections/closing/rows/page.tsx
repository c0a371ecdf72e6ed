import Link from 'next/link'
import { notFound } from 'next/navigation'
import { Money } from '#components/money'
import { PageHead } from '#components/ui/card'
import { closingUnits } from '#domain/self-inspection/closing'
import { closingText } from '#messages/zh/closing'
import { goesTo } from '#server/desk/navigation'
import { closingDay, closingRowsFilter, openClosing } from '#server/self-inspection/closing-report'
import { requireActor } from '#server/session'

export const metadata = { title: closingText.title }

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)

/** The rows behind one number of the stage report; their sum is the number. */
export default async function ClosingRowsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const actor = await requireActor()
  if (!goesTo(actor, 'selfInspections')) notFound()
  const given = await searchParams
  const asked = closingRowsFilter.safeParse(Object.fromEntries(Object.entries(given).map(([name, value]) => [name, one(value)])))
  if (!asked.success || !asked.data.campaign) notFound()
  const { campaign, on, measure, by, key } = asked.data
  const day = closingDay(on)
  const opened = await openClosing(actor, { campaignId: campaign, on: day, measure, by, key })
  if (!opened) notFound()
  const isMoney = closingUnits[measure] === 'fen'
  return (
    <>
      <PageHead
        title={closingText.measures[measure]}
        trail={
          <Link href={`/self-inspections/closing?${new URLSearchParams({ campaign, on: day })}`} prefetch={false} className="link">
            {closingText.title}
          </Link>
        }
        lead={
          <>
            {closingText.rowsOf(opened.count)} · {isMoney ? <Money amountFen={opened.value} /> : opened.value.toString()}
            {opened.count > opened.rows.length && ` · ${closingText.rowsMore}`}
          </>
        }
      />
      <table className="bg-panel border-divider w-full border">
        <caption className="sr-only">{closingText.measures[measure]}</caption>
        <thead className="bg-header-row">
          <tr>
            <th scope="col" className="px-3 py-1.5 text-start font-semibold">
              {closingText.row}
            </th>
            <th scope="col" className="px-3 py-1.5 text-end font-semibold">
              {isMoney ? `${closingText.value}（${closingText.yuan}）` : closingText.value}
            </th>
          </tr>
        </thead>
        <tbody>
          {opened.rows.map((row) => (
            <tr key={row.id} className="border-divider border-b last:border-b-0">
              <td className="px-3 py-1">
                <Link href={row.href} prefetch={false} className="link">
                  {row.name}
                </Link>
              </td>
              <td className="tabular px-3 py-1 text-end">{isMoney ? <Money amountFen={row.value} showUnit={false} /> : row.value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
