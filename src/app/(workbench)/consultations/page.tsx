import Link from 'next/link'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { StatusTag } from '#components/status-tag'
import { Card, PageHead } from '#components/ui/card'
import { EmptyState } from '#components/ui/empty-state'
import { ScrollRegion } from '#components/ui/scroll-region'
import { consultationText } from '#messages/zh/consultation'
import { worksOnCampaigns } from '#server/campaign/visible'
import { consultationsListed, listConsultations } from '#server/consultation/queries'
import { requireActor } from '#server/session'
import { consultationStatuses, shareStatuses } from './statuses'

export const metadata = { title: consultationText.title }

/** The consultations that the own agency holds, and those that it is asked in. */
export default async function ConsultationsPage() {
  const actor = await requireActor()
  if (!worksOnCampaigns(actor) || actor.agencyKind !== 'bureau') notFound()
  const { hosted, asked } = await listConsultations(actor)
  const { states, shareStates } = consultationText
  const askedRows = asked.map(({ consultationId, hostAgencyName, state, ...row }) => ({
    ...{ ...row, id: consultationId, from: hostAgencyName },
    status: <StatusTag kind={shareStatuses[state]} label={shareStates[state]} />,
  }))
  const hostedRows = hosted.map(({ agencyName, state, ...row }) => ({
    ...{ ...row, from: agencyName },
    status: <StatusTag kind={consultationStatuses[state]} label={states[state]} />,
  }))
  return (
    <>
      <PageHead title={consultationText.title} lead={consultationText.lead} />
      <div className="space-y-4">
        {askedRows.length === 0 ? (
          <EmptyState title={consultationText.noneAsked} next={consultationText.noneAskedNext} />
        ) : (
          <Rows title={consultationText.asked} rows={askedRows} />
        )}
        {actor.department === 'MI' &&
          (hostedRows.length === 0 ? (
            <EmptyState title={consultationText.noneHosted} next={consultationText.noneHostedNext} />
          ) : (
            <Rows title={consultationText.hosted} rows={hostedRows} />
          ))}
      </div>
    </>
  )
}

type Row = { id: string; number: string; title: string; from: string; answerBy: string | null; status: ReactNode }

function Rows({ title, rows }: { title: string; rows: readonly Row[] }) {
  const { heads } = consultationText
  return (
    <Card title={title} flush>
      <ScrollRegion label={title} className="overflow-x-auto">
        <table className="w-full">
          <caption className="sr-only">{title}</caption>
          <thead className="bg-header-row">
            <tr>
              {[heads.title, heads.number, heads.from, heads.answerBy, heads.state].map((head) => (
                <th key={head} scope="col" className="px-3 py-1 text-start font-semibold whitespace-nowrap">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id} className="border-divider border-b last:border-b-0">
                <th scope="row" className="px-3 py-1 text-start font-normal">
                  <Link href={`/consultations/${row.id}`} prefetch={false} className="link">
                    {row.title}
                  </Link>
                </th>
                <td className="px-3 py-1 whitespace-nowrap">{row.number}</td>
                <td className="px-3 py-1">{row.from}</td>
                <td className="px-3 py-1 whitespace-nowrap">{row.answerBy ?? '—'}</td>
                <td className="px-3 py-1 whitespace-nowrap">{row.status}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {rows.length === consultationsListed && <p className="text-hint px-3 py-1">{consultationText.newest(rows.length)}</p>}
    </Card>
  )
}
