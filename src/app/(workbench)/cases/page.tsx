import Link from 'next/link'
import { notFound } from 'next/navigation'
import { DataTable } from '#components/data-table'
import { FilterBar } from '#components/filter-bar'
import { packRows } from '#components/packed-rows'
import { PageHead } from '#components/ui/card'
import { EmptyState } from '#components/ui/empty-state'
import { Tabs } from '#components/ui/tabs'
import { caseStates } from '#domain/case/kinds'
import { mayAskToOpen } from '#domain/case/opening'
import { dueOf } from '#domain/clock/due'
import { penaltyKindNames, penaltyKinds } from '#domain/document/kinds-of-penalties'
import { mostPapers } from '#domain/document/paper-batches'
import type { Actor } from '#domain/kernel/access'
import { benchmarkText } from '#messages/zh/benchmarks'
import { caseText } from '#messages/zh/case'
import { openingText } from '#messages/zh/case-opening'
import { documentText } from '#messages/zh/documents'
import { localRuleText } from '#messages/zh/local-rules'
import { withheldFrom } from '#server/campaign/commitment'
import { caseFilter, listCases } from '#server/case/list-cases'
import { loadCalendar } from '#server/clock/calendar'
import { currentTime } from '#server/clock/now'
import { goesTo } from '#server/desk/navigation'
import { requireActor } from '#server/session'
import { CommitmentPanel } from '../commitment-panel'
import { DraftForm } from '../documents/batch-forms'
import { caseColumns, type ShownCase } from './columns'

export const metadata = { title: caseText.title }

type Asked = Record<string, string | string[] | undefined>

export default async function CasesPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const actor = await requireActor()
  if (!goesTo(actor, 'cases')) notFound()
  const asked = Object.fromEntries(
    Object.entries(await searchParams).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  )
  const filter = caseFilter.parse(asked)
  const now = currentTime()
  const [page, calendar, withheld] = await Promise.all([listCases(actor, filter, now), loadCalendar(), withheldFrom(actor)])
  const heldBack = withheld.campaigns.some(({ cases }) => cases > 0)
  const drafts = writesPapers(actor) && filter.mine === '1'
  const rows: ShownCase[] = page.rows.map(({ dueAt, ...row }) => ({ ...row, due: dueAt && dueOf({ dueAt }, now, calendar) }))

  return (
    <>
      <PageHead
        title={caseText.title}
        trail={
          <span className="flex gap-4">
            <Link href="/documents" prefetch={false} className="link">
              {documentText.title}
            </Link>
            <Link href="/settings/benchmarks" prefetch={false} className="link">
              {benchmarkText.toList}
            </Link>
            <Link href="/settings/local-rules" prefetch={false} className="link">
              {localRuleText.toList}
            </Link>
            {mayAskToOpen(actor) && (
              <Link href="/cases/opened" prefetch={false} className="link">
                {openingText.title}
              </Link>
            )}
          </span>
        }
      />
      {heldBack && <CommitmentPanel withheld={{ ...withheld, waiting: [] }} />}
      <Tabs label={caseText.state} tabs={stateTabs(filter.state)} />
      {page.count === 0 && heldBack ? null : page.count === 0 && Object.keys(asked).length === 0 ? (
        <EmptyState title={caseText.empty} next={caseText.emptyNext} />
      ) : (
        <DataTable
          name="cases"
          caption={caseText.caption}
          columns={caseColumns(actor.regionLo !== actor.regionHi)}
          rows={packRows(rows)}
          rowName="number"
          total={{ count: page.count, exact: page.exact }}
          cursors={{ next: page.next }}
          selectable={drafts}
          selectMost={mostPapers}
          bulk={drafts ? <DraftForm kinds={draftedTogether} /> : undefined}
          filters={<FilterBar path="/cases" filters={filters} values={asked} keep={['state']} />}
        />
      )}
    </>
  )
}

/** The officers of cases, in a bureau. */
const writesPapers = ({ roles, agencyKind }: Actor) => agencyKind === 'bureau' && (roles.includes('handler') || roles.includes('reviewer'))

/** What the lawyers write is of one case each. */
const draftedTogether = penaltyKindNames
  .filter((kind) => kind !== 'legalReviewOpinion')
  .map((value) => ({ value, label: penaltyKinds[value].name }))

const stateTabs = (current: string | undefined) => [
  { href: '/cases', label: caseText.allStates, current: current === undefined },
  ...caseStates.map((state) => ({ href: `/cases?state=${state}`, label: caseText.states[state], current: current === state })),
]

const filters = [
  { kind: 'text', name: 'q', label: caseText.search },
  { kind: 'choice', name: 'mine', label: caseText.mine, options: [{ value: '1', label: caseText.mineYes }] },
  { kind: 'choice', name: 'late', label: caseText.late, options: [{ value: '1', label: caseText.lateYes }] },
] as const
