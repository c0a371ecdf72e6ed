import Link from 'next/link'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { DueTag } from '#components/due-tag'
import { StatusTag } from '#components/status-tag'
import { ButtonLink } from '#components/ui/button'
import { Card, PageHead } from '#components/ui/card'
import { EmptyState } from '#components/ui/empty-state'
import { ScrollRegion } from '#components/ui/scroll-region'
import { Tabs } from '#components/ui/tabs'
import { beijingDay } from '#domain/kernel/civil-date'
import { letterNames } from '#domain/letter/names'
import { letterText } from '#messages/zh/letter'
import { currentTime } from '#server/clock/now'
import { readsLetters } from '#server/desk/navigation'
import { listProposedCases } from '#server/letter/proposed-cases'
import { type ListedLetter, letterTabs, listLetters } from '#server/letter/queries'
import { writableKinds } from '#server/letter/receivers'
import { requireActor } from '#server/session'
import { Proposed } from './proposed'
import { letterStatuses } from './statuses'

export const metadata = { title: letterText.title }

const asked = z.object({
  tab: z
    .enum([...letterTabs, 'proposed'])
    .optional()
    .catch(undefined),
})

/** What came in and what went out; to a bureau also the cases that the rules put forward. */
export default async function LettersPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const actor = await requireActor()
  if (!readsLetters(actor)) notFound()
  const writes = writableKinds(actor).length > 0
  const isInsurance = actor.department === 'MI'
  const tab = asked.parse(await searchParams).tab ?? (isInsurance || !writes ? 'received' : 'sent')
  const tabs = [...letterTabs, ...(isInsurance && writes ? (['proposed'] as const) : [])]
  const now = currentTime()
  return (
    <>
      <PageHead
        title={letterText.title}
        lead={letterText.lead}
        actions={writes ? <ButtonLink href="/letters/new">{letterText.write}</ButtonLink> : undefined}
      />
      <Tabs
        label={letterText.tabsLabel}
        tabs={tabs.map((name) => ({ href: `/letters?tab=${name}`, label: letterText.tabs[name], current: name === tab }))}
      />
      {tab === 'proposed' ? (
        <Proposed cases={await listProposedCases(actor, now)} />
      ) : (
        <Letters letters={await listLetters(actor, tab, now)} tab={tab} />
      )}
    </>
  )
}

function Letters({ letters, tab }: { letters: readonly ListedLetter[]; tab: 'received' | 'sent' }) {
  if (letters.length === 0) return <EmptyState title={letterText.empty[tab]} next={letterText.emptyNext[tab]} />
  const { heads } = letterText
  return (
    <Card flush>
      <ScrollRegion label={letterText.title} className="overflow-x-auto">
        <table className="w-full">
          <caption className="sr-only">{letterText.tabs[tab]}</caption>
          <thead className="bg-header-row">
            <tr>
              {[heads.title, heads.number, heads.from, heads.to, heads.state, heads.due, heads.day].map((head) => (
                <th key={head} scope="col" className="px-3 py-1 text-start font-semibold whitespace-nowrap">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {letters.map((one) => (
              <tr key={one.id} className="border-divider border-b last:border-b-0">
                <th scope="row" className="px-3 py-1 text-start font-normal">
                  <Link href={`/letters/${one.id}`} prefetch={false} className="link">
                    {one.title}
                  </Link>
                  <span className="text-ink-2 block text-xs">{letterNames[one.kind]}</span>
                </th>
                <td className="px-3 py-1 whitespace-nowrap">{one.documentNumber ?? '—'}</td>
                <td className="px-3 py-1">{one.senderAgencyName}</td>
                <td className="px-3 py-1">{one.receiverAgencyName}</td>
                <td className="px-3 py-1 whitespace-nowrap">
                  <StatusTag kind={letterStatuses[one.state]} label={letterText.states[one.state]} />
                </td>
                <td className="px-3 py-1 whitespace-nowrap">{one.due ? <DueTag due={one.due} /> : '—'}</td>
                <td className="px-3 py-1 whitespace-nowrap">{beijingDay(one.issuedAt ?? one.draftedAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </Card>
  )
}
