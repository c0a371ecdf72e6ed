import { DataTable } from '#components/data-table'
import { FilterBar } from '#components/filter-bar'
import { packRows } from '#components/packed-rows'
import { ButtonLink } from '#components/ui/button'
import { PageHead } from '#components/ui/card'
import { EmptyState } from '#components/ui/empty-state'
import { Tabs } from '#components/ui/tabs'
import { dueOf } from '#domain/clock/due'
import { maySend, referralKinds } from '#domain/referral/kinds'
import type { InboxTab } from '#domain/referral/steps'
import { letterText } from '#messages/zh/letter'
import { referralText } from '#messages/zh/referral'
import { withheldFrom } from '#server/campaign/commitment'
import { loadCalendar } from '#server/clock/calendar'
import { currentTime } from '#server/clock/now'
import { readsLetters } from '#server/desk/navigation'
import { countReferrals, listReferrals, referralFilter } from '#server/referral/list-referrals'
import { requireActor } from '#server/session'
import { CommitmentPanel } from '../commitment-panel'
import { referralColumns, type ShownReferral } from './columns'

export const metadata = { title: referralText.title }

const tabNames = ['toReceive', 'toAnswer', 'done', 'sent'] as const satisfies readonly InboxTab[]

type Asked = Record<string, string | string[] | undefined>

/** 移送登记簿: what others sent, by what runs out first, and what was sent out. */
export default async function ReferralsPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const actor = await requireActor()
  const asked = Object.fromEntries(
    Object.entries(await searchParams).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  )
  const filter = referralFilter.parse(asked)
  const isInsurance = actor.department === 'MI'
  const tab = filter.tab ?? (isInsurance ? 'sent' : 'toReceive')
  const now = currentTime()
  const [page, counts, calendar, withheld] = await Promise.all([
    listReferrals(actor, tab, filter, now),
    countReferrals(actor),
    loadCalendar(),
    withheldFrom(actor),
  ])
  const heldBack = withheld.campaigns.some(({ referrals }) => referrals > 0)
  const rows: ShownReferral[] = page.rows.map(({ dueAt, ...row }) => ({ ...row, due: dueAt && dueOf({ dueAt }, now, calendar) }))
  const isFiltered = Object.keys(asked).some((name) => name !== 'tab')

  return (
    <>
      <PageHead
        title={isInsurance ? referralText.title : referralText.inboxTitle}
        actions={
          <>
            {isInsurance && readsLetters(actor) && (
              <ButtonLink href="/letters" variant="outline">
                {letterText.title}
              </ButtonLink>
            )}
            {!isInsurance && actor.roles.includes('handler') && (
              <>
                {maySend(actor.department, 'handBack') && (
                  <ButtonLink href="/referrals/new?kind=handBack" variant="outline">
                    {referralText.newHandBack}
                  </ButtonLink>
                )}
                <ButtonLink href="/referrals/new?kind=other">{referralText.newMatter}</ButtonLink>
              </>
            )}
          </>
        }
      />
      {heldBack && <CommitmentPanel withheld={withheld} />}
      <Tabs
        label={referralText.tabsLabel}
        tabs={tabNames.map((name) => ({
          href: `/referrals?tab=${name}`,
          label: referralText.tabs[name],
          count: counts[name],
          current: name === tab,
        }))}
      />
      {page.count === 0 && heldBack ? null : page.count === 0 && !isFiltered ? (
        <EmptyState {...referralText.empty[tab]} />
      ) : (
        <DataTable
          name={`referrals-${tab}`}
          caption={referralText.caption}
          columns={referralColumns(tab)}
          rows={packRows(rows)}
          rowName="title"
          total={{ count: page.count, exact: true }}
          cursors={{ next: page.next }}
          filters={<FilterBar path="/referrals" filters={filters} values={asked} keep={['tab']} />}
        />
      )}
    </>
  )
}

const filters = [
  { kind: 'text', name: 'q', label: referralText.search },
  {
    kind: 'choice',
    name: 'kind',
    label: referralText.kind,
    options: referralKinds.map((value) => ({ value, label: referralText.kinds[value] })),
  },
  { kind: 'choice', name: 'todo', label: referralText.todo, options: [{ value: '1', label: referralText.todoYes }] },
  { kind: 'choice', name: 'late', label: referralText.late, options: [{ value: '1', label: referralText.lateYes }] },
] as const
