import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { Card, PageHead } from '#components/ui/card'
import { Disclosure } from '#components/ui/disclosure'
import { EmptyState } from '#components/ui/empty-state'
import { isUuid } from '#domain/kernel/uuid'
import { consequenceText } from '#messages/zh/consequence'
import { filingText } from '#messages/zh/self-inspection'
import { listConsequences } from '#server/self-inspection/consequences'
import { requireActor } from '#server/session'
import { ProposalCard } from './proposal-card'
import { SettledTable } from './settled-table'

export const metadata: Metadata = { title: consequenceText.title }

/** What the records of institutions speak for, and what people decided on it. To other departments and institutions it does not exist. */
export default async function ConsequencesPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const actor = await requireActor()
  const { institution } = await searchParams
  const only = typeof institution === 'string' && isUuid(institution) ? institution : undefined
  const found = await listConsequences(actor, only)
  if (!found) notFound()
  const { proposals, settled, waiting } = found
  const name = proposals[0]?.institutionName ?? settled[0]?.institutionName
  return (
    <>
      <PageHead
        title={consequenceText.title}
        trail={
          <Link href="/self-inspections" prefetch={false} className="link">
            {filingText.title}
          </Link>
        }
      />
      <p className="text-ink-2">{consequenceText.lead}</p>
      <Disclosure summary={consequenceText.help} quiet className="mb-3">
        <ul className="text-hint list-disc ps-6">
          {consequenceText.helpLines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Disclosure>
      {only && (
        <p className="mb-3">
          {name && consequenceText.onlyOf(name)}{' '}
          <Link href="/self-inspections/consequences" prefetch={false} className="link">
            {consequenceText.all}
          </Link>
        </p>
      )}
      <div className="space-y-4">
        {proposals.length === 0 ? (
          <EmptyState title={consequenceText.none} next={consequenceText.noneNext} />
        ) : (
          <section aria-label={consequenceText.waiting(waiting)} className="space-y-3">
            <h2 className="font-semibold">{consequenceText.waiting(waiting)}</h2>
            {waiting > proposals.length && <p className="text-hint">{consequenceText.shownFirst(proposals.length)}</p>}
            {proposals.map((proposal) => (
              <ProposalCard key={`${proposal.institutionId}${proposal.factsKey}`} proposal={proposal} />
            ))}
          </section>
        )}
        <Card title={consequenceText.settled} flush={settled.length > 0}>
          {settled.length === 0 ? <p className="text-ink-2">{consequenceText.settledNone}</p> : <SettledTable settled={settled} />}
        </Card>
      </div>
    </>
  )
}
