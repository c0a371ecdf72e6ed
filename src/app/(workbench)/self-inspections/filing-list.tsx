import { DataTable } from '#components/data-table'
import { FilterBar } from '#components/filter-bar'
import { packRows } from '#components/packed-rows'
import { ButtonLink } from '#components/ui/button'
import { PageHead } from '#components/ui/card'
import { EmptyState } from '#components/ui/empty-state'
import { Tabs } from '#components/ui/tabs'
import { dueOnDay } from '#domain/clock/due'
import type { Actor } from '#domain/kernel/access'
import { issueGrants, unfiledStates } from '#domain/self-inspection/steps'
import { closingText } from '#messages/zh/closing'
import { consequenceText } from '#messages/zh/consequence'
import { reviewText } from '#messages/zh/filing-review'
import { listText } from '#messages/zh/problem-lists'
import { refundsText } from '#messages/zh/refunds'
import { registerText } from '#messages/zh/register'
import { queueText } from '#messages/zh/review-queue'
import { filingText } from '#messages/zh/self-inspection'
import { unfiledText } from '#messages/zh/unfiled'
import { listCampaignChoices } from '#server/campaign/choices'
import { loadCalendar } from '#server/clock/calendar'
import { currentTime } from '#server/clock/now'
import { countIn, filingProgress, type RegionProgress } from '#server/self-inspection/filing-progress'
import { type FilingFilter, filingFilter, listFilings } from '#server/self-inspection/list-filings'
import { mayReview } from '#server/self-inspection/review-queue'
import { filingColumns, type ShownFiling } from './columns'
import { RegionTable } from './region-table'

type Asked = Record<string, string | undefined>

/** The filings of the bureau's region: who has filed, who has not, and what waits for review. */
export async function FilingList({ actor, asked }: { actor: Actor; asked: Asked }) {
  const filter = filingFilter.parse(asked)
  const told = filingProgress(actor, filter.campaign)
  const [page, progress, campaigns, calendar] = await Promise.all([
    listFilings(actor, filter, told),
    told,
    listCampaignChoices(actor),
    loadCalendar(),
  ])
  const now = currentTime()
  const rows: ShownFiling[] = page.rows.map(({ dueOn, ...row }) => ({
    ...row,
    due: unfiledStates.some((state) => state === row.state) ? dueOnDay(dueOn, now, calendar) : { state: 'stopped' },
  }))
  const isHandler = actor.agencyKind === 'bureau' && actor.roles.some((role) => issueGrants.some((grant) => grant.role === role))
  return (
    <>
      <PageHead
        title={filingText.title}
        actions={
          <>
            <ButtonLink href="/institutions">{registerText.title}</ButtonLink>
            <ButtonLink href="/self-inspections/lists">{listText.title}</ButtonLink>
            {mayReview(actor) && <ButtonLink href="/self-inspections/review">{queueText.title}</ButtonLink>}
            <ButtonLink href="/self-inspections/unfiled">{unfiledText.title}</ButtonLink>
            <ButtonLink href="/self-inspections/closing">{closingText.title}</ButtonLink>
            <ButtonLink href="/self-inspections/refunds">{refundsText.title}</ButtonLink>
            <ButtonLink href="/self-inspections/spot-checks">{reviewText.spotChecks}</ButtonLink>
            <ButtonLink href="/self-inspections/consequences">{consequenceText.title}</ButtonLink>
            {isHandler && <ButtonLink href="/self-inspections/issue">{reviewText.issue}</ButtonLink>}
          </>
        }
      />
      {progress.length === 0 ? (
        <EmptyState title={reviewText.empty} next={reviewText.emptyNext} />
      ) : (
        <>
          {progress.length > 1 && <RegionTable progress={progress} asked={asked} />}
          <Tabs label={filingText.state} tabs={stateTabs(progress, asked, filter)} />
          <div className="mt-3">
            <DataTable
              name="filings"
              caption={reviewText.caption}
              columns={filingColumns}
              rows={packRows(rows)}
              rowName="institutionName"
              total={{ count: page.count, exact: true }}
              cursors={{ next: page.next }}
              filters={<FilterBar path="/self-inspections" filters={filtersOf(progress, campaigns)} values={asked} keep={['state']} />}
            />
          </div>
        </>
      )}
    </>
  )
}

/** The states with their counts. A chosen campaign or region stays chosen from one to the next. */
function stateTabs(progress: readonly RegionProgress[], asked: Asked, filter: FilingFilter) {
  const count = (state?: FilingFilter['state']) => countIn(progress, { region: filter.region, state }) ?? 0
  const linkTo = (state: string | undefined) => {
    const kept = new URLSearchParams(['campaign', 'region'].flatMap((name) => (asked[name] ? [[name, asked[name] ?? '']] : [])))
    if (state) kept.set('state', state)
    return kept.size > 0 ? `/self-inspections?${kept}` : '/self-inspections'
  }
  return [
    { href: linkTo(undefined), label: reviewText.all, count: count(), current: asked.state === undefined },
    { href: linkTo('unfiled'), label: reviewText.unfiled, count: count('unfiled'), current: asked.state === 'unfiled' },
    ...(
      ['submitted', 'returned', 'accepted', 'notStarted', 'inProgress', ...(count('recalled') > 0 ? (['recalled'] as const) : [])] as const
    ).map((state) => ({
      href: linkTo(state),
      label: filingText.states[state],
      count: count(state),
      current: asked.state === state,
    })),
    ...(count('ended') > 0
      ? [{ href: linkTo('ended'), label: reviewText.ended, count: count('ended'), current: asked.state === 'ended' }]
      : []),
  ]
}

const filtersOf = (progress: readonly RegionProgress[], campaigns: readonly { id: string; name: string }[]) => [
  { kind: 'text' as const, name: 'q', label: reviewText.search },
  ...(progress.length > 1
    ? [
        {
          kind: 'choice' as const,
          name: 'region',
          label: filingText.region,
          options: progress.map(({ regionNo, regionName }) => ({ value: String(regionNo), label: regionName })),
        },
      ]
    : []),
  {
    kind: 'choice' as const,
    name: 'kind',
    label: filingText.kind,
    options: Object.entries(filingText.kinds).map(([value, label]) => ({ value, label })),
  },
  { kind: 'choice' as const, name: 'overdue', label: reviewText.overdue, options: [{ value: '1', label: reviewText.overdueYes }] },
  ...(campaigns.length > 1
    ? [
        {
          kind: 'choice' as const,
          name: 'campaign',
          label: reviewText.campaign,
          options: campaigns.map(({ id, name }) => ({ value: id, label: name })),
        },
      ]
    : []),
]
