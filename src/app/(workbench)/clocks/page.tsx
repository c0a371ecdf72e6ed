import { notFound } from 'next/navigation'
import { DataTable } from '#components/data-table'
import { FilterBar } from '#components/filter-bar'
import { packRows } from '#components/packed-rows'
import { PageHead } from '#components/ui/card'
import { EmptyState } from '#components/ui/empty-state'
import { Tabs } from '#components/ui/tabs'
import { clockSubjects } from '#domain/clock/clock'
import { type ClockScope, clockScopes, clockStandings } from '#domain/clock/register'
import { clockRule, clockRuleIds, runningRule } from '#domain/clock/rules'
import { clockRegisterText as text } from '#messages/zh/clock-register'
import { withheldFrom } from '#server/campaign/commitment'
import { agenciesBelow, clockFilter, listClocks } from '#server/clock/list-clocks'
import { currentTime } from '#server/clock/now'
import { seesClocks } from '#server/desk/navigation'
import { requireActor } from '#server/session'
import { CommitmentPanel } from '../commitment-panel'
import { clockColumns } from './columns'

export const metadata = { title: text.title }

type Asked = Record<string, string | string[] | undefined>

/** What runs for the own agency, for those below it and for those it waits for; what is late first. */
export default async function ClocksPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const actor = await requireActor()
  if (!seesClocks(actor)) notFound()
  const asked = Object.fromEntries(
    Object.entries(await searchParams).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  )
  const filter = clockFilter.parse(asked)
  const supervises = actor.regionLo !== actor.regionHi
  const [page, agencies, withheld] = await Promise.all([
    listClocks(actor, filter, currentTime()),
    supervises && filter.scope === 'below' ? agenciesBelow(actor) : [],
    withheldFrom(actor),
  ])
  const scopes = clockScopes.filter((scope) => scope !== 'below' || supervises)

  return (
    <>
      <PageHead title={text.title} lead={text.lead} />
      <CommitmentPanel withheld={withheld} />
      <Tabs
        label={text.tabs}
        tabs={scopes.map((scope) => ({
          href: hrefOf(scope, filter.state),
          label: text.scopes[scope],
          count: page.late[scope],
          current: scope === (filter.scope ?? 'own'),
        }))}
      />
      {page.count === 0 && Object.keys(asked).length === 0 ? (
        <EmptyState title={text.empty} next={text.emptyNext} />
      ) : (
        <DataTable
          name="clocks"
          caption={text.caption}
          columns={clockColumns}
          rows={packRows(page.rows)}
          rowName="title"
          total={{ count: page.count, exact: page.exact }}
          cursors={{ next: page.next }}
          filters={<FilterBar path="/clocks" filters={filtersOf(agencies)} more={more} values={asked} keep={['scope']} />}
        />
      )}
    </>
  )
}

const hrefOf = (scope: ClockScope, state: string | undefined) => `/clocks?scope=${scope}${state ? `&state=${state}` : ''}`

const choice = <Value extends string>(name: string, label: string, values: readonly Value[], words: Readonly<Record<Value, string>>) =>
  ({ kind: 'choice', name, label, options: values.map((value) => ({ value, label: words[value] })) }) as const

const filtersOf = (agencies: readonly { id: string; name: string }[]) => [
  choice('state', text.state, clockStandings, text.standings),
  choice('of', text.of, clockSubjects, text.subjects),
  ...(agencies.length > 0
    ? [
        {
          kind: 'choice' as const,
          name: 'agency',
          label: text.agency,
          options: agencies.map(({ id, name }) => ({ value: id, label: name })),
        },
      ]
    : []),
]

const more = [
  {
    kind: 'choice',
    name: 'rule',
    label: text.rule,
    options: clockRuleIds.filter((id) => runningRule(id) !== null).map((id) => ({ value: id, label: clockRule(id).name })),
  },
] as const
