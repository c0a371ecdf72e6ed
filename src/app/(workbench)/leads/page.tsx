import { notFound } from 'next/navigation'
import { DataTable } from '#components/data-table'
import { FilterBar } from '#components/filter-bar'
import { packRows } from '#components/packed-rows'
import { StepButton } from '#components/step-button'
import { ButtonLink } from '#components/ui/button'
import { PageHead } from '#components/ui/card'
import { EmptyState } from '#components/ui/empty-state'
import { Tabs } from '#components/ui/tabs'
import { dueOnDay } from '#domain/clock/due'
import type { Actor } from '#domain/kernel/access'
import { leadStates, leadSteps } from '#domain/lead/steps'
import { leadText } from '#messages/zh/lead'
import { modelText } from '#messages/zh/screening-models'
import { loadCalendar } from '#server/clock/calendar'
import { currentTime } from '#server/clock/now'
import { goesTo } from '#server/desk/navigation'
import { leadFilter, listLeads } from '#server/lead/list-leads'
import { listAssignableAgencies } from '#server/lead/queries'
import { takesLists } from '#server/lead/upload-list'
import { leadTasks } from '#server/lead/waiting'
import { canonicalQuery, listViews } from '#server/saved-view/saved-views'
import { seesModels } from '#server/screening/model-queries'
import { requireActor } from '#server/session'
import { takeNext } from './actions'
import { AssignForm, TakeBackForm } from './assign-form'
import { leadColumns, type ShownLead } from './columns'
import { SavedViews } from './saved-views'

export const metadata = { title: leadText.title }

type Asked = Record<string, string | string[] | undefined>

/** Whoever takes leads up, in an agency that is given any. */
const verifies = ({ roles, agencyId, department }: Actor) =>
  agencyId !== null && department === 'MI' && leadSteps.takeUp.by.some(({ role }) => roles.includes(role))

export default async function LeadsPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const actor = await requireActor()
  if (!goesTo(actor, 'leads')) notFound()
  const asked = Object.fromEntries(
    Object.entries(await searchParams).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  )
  const filter = leadFilter.parse(asked)
  const [page, calendar, agencies, views] = await Promise.all([
    listLeads(actor, filter),
    loadCalendar(),
    listAssignableAgencies(actor),
    listViews(actor, 'leads'),
  ])
  const shown = canonicalQuery('leads', asked)
  const now = currentTime()
  const rows: ShownLead[] = page.rows.map(({ dueOn, ...row }) => ({
    ...row,
    due: row.state === 'concluded' ? { state: 'stopped' } : dueOnDay(dueOn, now, calendar),
  }))
  const mayAssign = actor.roles.includes('handler') && actor.agencyKind === 'bureau' && agencies.length > 1
  const selectable = mayAssign && (filter.state === undefined || leadSteps.assign.from.includes(filter.state))

  return (
    <>
      <PageHead title={leadText.title} actions={<Actions actor={actor} asked={asked} />} />
      <Tabs label={leadText.state} tabs={viewTabs(filter.state, asked)} />
      <SavedViews views={views} shown={shown} />
      {page.count === 0 && Object.keys(asked).length === 0 ? (
        <EmptyState title={leadText.empty} next={leadText.emptyNext} />
      ) : (
        <DataTable
          name="leads"
          caption={leadText.caption}
          columns={leadColumns(agencies.length > 1, filter.state)}
          rows={packRows(rows)}
          rowName="number"
          total={{ count: page.count, exact: !page.capped }}
          cursors={{ next: page.next }}
          selectable={selectable}
          bulk={
            selectable ? (
              <>
                <AssignForm agencies={agencies.map(({ id, name }) => ({ id, name }))} />
                {filter.state !== 'toAssign' && <TakeBackForm />}
              </>
            ) : undefined
          }
          filters={<FilterBar path="/leads" filters={asked.batch ? [...filters, batchFilter] : filters} values={asked} keep={['state']} />}
        />
      )}
    </>
  )
}

function Actions({ actor, asked }: { actor: Actor; asked: Readonly<Record<string, string | undefined>> }) {
  return (
    <>
      {verifies(actor) && (
        <StepButton
          label={leadText.takeNext}
          shut={null}
          action={takeNext}
          fields={{
            filter: new URLSearchParams(Object.entries(asked).flatMap(([name, value]) => (value ? [[name, value]] : []))).toString(),
          }}
        />
      )}
      <ButtonLink href="/leads/batches" prefetch={false}>
        {leadText.batches}
      </ButtonLink>
      {seesModels(actor) && (
        <ButtonLink href="/screening/models" prefetch={false}>
          {modelText.title}
        </ButtonLink>
      )}
      {takesLists(actor) && (
        <ButtonLink href="/leads/imports" prefetch={false} variant="primary">
          {leadText.importList}
        </ButtonLink>
      )}
    </>
  )
}

/** A tab keeps what else was asked, the page turned to apart. */
function viewTabs(
  current: string | undefined,
  { state: _state, todo: _todo, after: _after, ...kept }: Readonly<Record<string, string | undefined>>,
) {
  const others = Object.entries(kept).flatMap(([name, value]): [string, string][] => (value ? [[name, value]] : []))
  const hrefOf = (state: readonly [string, string][]) => {
    const query = new URLSearchParams([...state, ...others])
    return query.size > 0 ? `/leads?${query}` : '/leads'
  }
  return [
    { href: hrefOf([]), label: leadText.views.all, current: current === undefined },
    ...leadStates.map((state) => ({ href: hrefOf([['state', state]]), label: leadText.views[state], current: current === state })),
  ]
}

const options = (labels: Readonly<Record<string, string>>) => Object.entries(labels).map(([value, label]) => ({ value, label }))

const filters = [
  { kind: 'text', name: 'q', label: leadText.search },
  { kind: 'choice', name: 'risk', label: leadText.risk, options: options(leadText.risks) },
  { kind: 'choice', name: 'conclusion', label: leadText.conclusion, options: options(leadText.conclusions) },
  { kind: 'choice', name: 'origin', label: leadText.origin, options: options(leadText.origins) },
  { kind: 'choice', name: 'fraud', label: leadText.awaitsCase, options: [{ value: '1', label: leadText.awaitsCaseYes }] },
  {
    kind: 'choice',
    name: 'todo',
    label: leadText.todo,
    options: leadTasks.map((value) => ({ value, label: leadText.tasks[value] })),
  },
  { kind: 'choice', name: 'mine', label: leadText.mine, options: [{ value: '1', label: leadText.mineYes }] },
] as const

/** Shown where the list was opened from a batch: else nobody knows its number. */
const batchFilter = { kind: 'text', name: 'batch', label: leadText.batch } as const
