import Link from 'next/link'
import { notFound } from 'next/navigation'
import { DataTable } from '#components/data-table'
import { FilterBar } from '#components/filter-bar'
import { packRows } from '#components/packed-rows'
import type { Column } from '#components/table-column'
import { ButtonLink } from '#components/ui/button'
import { PageHead } from '#components/ui/card'
import { Disclosure } from '#components/ui/disclosure'
import { EmptyState } from '#components/ui/empty-state'
import { Tabs } from '#components/ui/tabs'
import type { Actor } from '#domain/kernel/access'
import { addDays, beijingDay } from '#domain/kernel/civil-date'
import { debtStates, ledgers } from '#domain/self-inspection/ledger'
import { refundsText } from '#messages/zh/refunds'
import { filingText } from '#messages/zh/self-inspection'
import { listCampaignChoices } from '#server/campaign/choices'
import { currentTime } from '#server/clock/now'
import { goesTo } from '#server/desk/navigation'
import { mayDemand } from '#server/self-inspection/choose-debts'
import { type DebtFilter, debtFilter } from '#server/self-inspection/debt-rows'
import {
  type DebtGroup,
  type DebtRow,
  type DebtSum,
  debtGroups,
  debtsPerPage,
  groupedDebts,
  ledgerSums,
  listDebts,
  pageOf,
} from '#server/self-inspection/debts'
import { listReminders } from '#server/self-inspection/remind-refunds'
import { requireActor } from '#server/session'
import { BulkForms } from './bulk-forms'
import { LedgerTable } from './ledger-table'
import { Reminders } from './reminders'

export const metadata = { title: refundsText.title }

const path = '/self-inspections/refunds'
type Asked = Record<string, string | undefined>

type Shown = Omit<DebtRow, 'source' | 'demandId' | 'demandVersion'>
const columns: readonly Column<Shown>[] = [
  { id: 'name', header: refundsText.name, wide: true, href: '{href}' },
  { id: 'ledger', header: refundsText.ledger, labels: refundsText.ledgers },
  { id: 'regionName', header: refundsText.region, secondary: true },
  { id: 'fieldName', header: refundsText.field, secondary: true },
  { id: 'label', header: refundsText.label, wide: true, secondary: true },
  { id: 'owedFen', header: refundsText.measures.owedFen, kind: 'money' },
  { id: 'demandedFen', header: refundsText.measures.demandedFen, kind: 'money' },
  { id: 'dueOn', header: refundsText.dueOn, kind: 'date' },
  { id: 'paidFen', header: refundsText.measures.paidFen, kind: 'money' },
  { id: 'confirmedFen', header: refundsText.measures.confirmedFen, kind: 'money' },
  { id: 'outstandingFen', header: refundsText.measures.outstandingFen, kind: 'money' },
  { id: 'overdueFen', header: refundsText.measures.overdueFen, kind: 'money' },
]

/** What is owed on each of the three ledgers, and what has come of it; with the rows behind each number. */
export default async function RefundsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const actor = await requireActor()
  if (!goesTo(actor, 'selfInspections') && !goesTo(actor, 'filings')) notFound()
  const asked: Asked = Object.fromEntries(
    Object.entries(await searchParams).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  )
  const filter = debtFilter.parse(asked)
  const isOwn = actor.institutionId !== null
  const [page, sums, campaigns] = await Promise.all([
    listDebts(actor, filter),
    ledgerSums(actor, { campaign: filter.campaign }),
    listCampaignChoices(actor),
  ])
  const shownLedgers = isOwn ? sums.filter(({ ledger, rows }) => ledger !== 'fine' || rows > 0) : sums
  const demands = !isOwn && mayDemand(actor)
  return (
    <>
      <PageHead
        title={isOwn ? refundsText.ownTitle : refundsText.title}
        lead={isOwn ? refundsText.ownLead : refundsText.lead}
        actions={!isOwn && <ButtonLink href={`${path}/bank`}>{refundsText.bank}</ButtonLink>}
      />
      <Help />
      <div className="space-y-4">
        <LedgerTable
          caption={refundsText.sumsCaption}
          path={path}
          lines={shownLedgers.map((sum) => ({
            ...sum,
            title: refundsText.ledgers[sum.ledger],
            filter: { ...kept(asked), ledger: sum.ledger },
          }))}
        />
        {!isOwn && <Grouped actor={actor} asked={asked} filter={filter} />}
        <section id="rows" aria-label={refundsText.rows}>
          <Tabs label={refundsText.state} tabs={stateTabs(asked)} />
          <div className="mt-3">
            <DataTable
              name="debts"
              caption={refundsText.rows}
              columns={columns}
              rows={packRows(page.rows.map((row) => shown(row, isOwn)))}
              rowName="name"
              total={{ count: page.count, exact: true }}
              cursors={cursorsOf(filter, page.count)}
              selectable={demands}
              bulk={demands && <BulkForms dueOn={addDays(beijingDay(currentTime()), 30)} />}
              filters={
                <FilterBar
                  path={path}
                  filters={filtersOf(campaigns, isOwn)}
                  values={asked}
                  keep={['state', 'by', 'region', 'field', 'institution']}
                />
              }
              empty={<EmptyState heading="p" title={refundsText.empty} next={refundsText.emptyNext} />}
              fill={false}
            />
          </div>
        </section>
        {!isOwn && <Reminders reminders={await listReminders(actor)} />}
      </div>
    </>
  )
}

const Help = () => (
  <Disclosure summary={refundsText.help} className="mb-3">
    <ul className="text-ink-2 list-disc space-y-1 ps-6 pb-2">
      {refundsText.helpLines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  </Disclosure>
)

/** A finding's debt opens where it is dealt with; an institution goes to its own filing. */
const shown = ({ source, demandId: _demandId, demandVersion: _demandVersion, ...row }: DebtRow, isOwn: boolean): Shown => ({
  ...row,
  fieldName: source === 'case' ? refundsText.caseField : (row.fieldName ?? refundsText.general),
  href: source === 'case' || isOwn ? row.href : `${path}/findings/${row.id.split(':')[0]}`,
})

const kept = (asked: Asked): Record<string, string> => (asked.campaign ? { campaign: asked.campaign } : {})

const cursorsOf = (filter: DebtFilter, count: number) => {
  const page = pageOf(filter)
  return { previous: page > 1 ? String(page - 1) : null, next: page * debtsPerPage < count ? String(page + 1) : null }
}

function stateTabs(asked: Asked) {
  const linkTo = (state: string | null) => {
    const query = new URLSearchParams(
      ['campaign', 'ledger', 'region', 'field', 'kind', 'institution', 'by'].flatMap((name) =>
        asked[name] ? [[name, asked[name] ?? '']] : [],
      ),
    )
    if (state) query.set('state', state)
    return `${path}?${query}#rows`
  }
  return [
    { href: linkTo(null), label: refundsText.all, current: !asked.state },
    ...debtStates.map((state) => ({ href: linkTo(state), label: refundsText.states[state], current: asked.state === state })),
  ]
}

const filtersOf = (campaigns: readonly { id: string; name: string }[], isOwn: boolean) => [
  ...(isOwn ? [] : [{ kind: 'text' as const, name: 'q', label: refundsText.search }]),
  {
    kind: 'choice' as const,
    name: 'ledger',
    label: refundsText.ledger,
    options: ledgers.map((value) => ({ value, label: refundsText.ledgers[value] })),
  },
  ...(isOwn
    ? []
    : [
        {
          kind: 'choice' as const,
          name: 'kind',
          label: refundsText.kind,
          options: Object.entries(filingText.kinds).map(([value, label]) => ({ value, label })),
        },
      ]),
  ...(campaigns.length > 1
    ? [
        {
          kind: 'choice' as const,
          name: 'campaign',
          label: refundsText.campaign,
          options: campaigns.map(({ id, name }) => ({ value: id, label: name })),
        },
      ]
    : []),
]

const isGroup = (by: string | undefined): by is DebtGroup => (debtGroups as readonly (string | undefined)[]).includes(by)

/** The same sums by region, field, kind or institution, on one ledger at a time. */
async function Grouped({ actor, asked, filter }: { actor: Actor; asked: Asked; filter: DebtFilter }) {
  const by = isGroup(asked.by) ? asked.by : null
  const ledger = filter.ledger ?? 'fundRefund'
  const sums = by ? await groupedDebts(actor, { campaign: filter.campaign, ledger }, by) : []
  return (
    <Disclosure summary={refundsText.by} open={by !== null}>
      <p className="mb-2 flex flex-wrap gap-4">
        {debtGroups.map((group) => (
          <Link
            key={group}
            href={`${path}?${new URLSearchParams({ ...kept(asked), ledger, by: group })}`}
            prefetch={false}
            className="link inline-block min-h-6"
            aria-current={group === by ? 'true' : undefined}
          >
            {refundsText.bys[group]}
          </Link>
        ))}
      </p>
      {by && sums.length > groupsShown && <p className="text-hint mb-2">{refundsText.groupsShown(sums.length, groupsShown)}</p>}
      {by && (
        <LedgerTable
          caption={`${refundsText.ledgers[ledger]} · ${refundsText.byCaption(refundsText.bys[by])}`}
          path={path}
          lines={[...sums]
            .sort(byOutstanding)
            .slice(0, groupsShown)
            .map((sum) => ({
              ...sum,
              title: titleOf(sum, by),
              filter: { ...kept(asked), ledger, by, ...(sum.key ? { [by]: sum.key } : {}) },
            }))}
        />
      )}
    </Disclosure>
  )
}

const groupsShown = 200
const byOutstanding = (one: DebtSum, other: DebtSum) =>
  one.outstandingFen < other.outstandingFen ? 1 : one.outstandingFen > other.outstandingFen ? -1 : 0

function titleOf({ key, name }: DebtSum, by: DebtGroup): string {
  if (by === 'kind') return Object.entries(filingText.kinds).find(([kind]) => kind === key)?.[1] ?? refundsText.noKind
  if (by === 'field') return key === 'case' ? refundsText.caseField : (name ?? refundsText.general)
  return name ?? '—'
}
