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
import { batchLimit } from '#domain/lead/inputs'
import { leadStates, leadSteps } from '#domain/lead/steps'
import { seesScreening } from '#domain/screening/settlement-load'
import { leadText } from '#messages/zh/lead'
import { answersText } from '#messages/zh/lead-answers'
import { escalationText } from '#messages/zh/lead-escalation'
import { queueText } from '#messages/zh/lead-queue'
import { screeningText } from '#messages/zh/screening'
import { modelText } from '#messages/zh/screening-models'
import { unitMapText } from '#messages/zh/unit-map'
import { whistleText } from '#messages/zh/whistle'
import { loadCalendar } from '#server/clock/calendar'
import { currentTime } from '#server/clock/now'
import { goesTo } from '#server/desk/navigation'
import { type LeadFilter, leadFilter } from '#server/lead/lead-filter'
import { takesLists } from '#server/lead/list-access'
import { listLeads } from '#server/lead/list-leads'
import { personOf } from '#server/lead/person-asked'
import { listAssignableAgencies, listRegionChoices } from '#server/lead/queries'
import { canonicalQuery, listViews } from '#server/saved-view/saved-views'
import { seesModels } from '#server/screening/model-queries'
import { requireActor } from '#server/session'
import { seesReports } from '#server/whistle/register-report'
import { takeNext } from './actions'
import { AssignForm, TakeBackForm } from './assign-form'
import { leadColumns, type ShownLead } from './columns'
import { leadFilters, moreLeadFilters } from './filters'
import { FindPerson } from './find-person'
import { QueueKeys } from './queue-keys'
import { SavedViews } from './saved-views'

export const metadata = { title: leadText.title }

type Asked = Record<string, string | string[] | undefined>

/** A person asked for by a link or a kept view that is of no use to whoever opens it now. */
const asksStale = (actor: Actor, { person }: LeadFilter) => person !== undefined && personOf(actor, person) === null

/** Whoever takes leads up, in an agency that is given any. */
const verifies = ({ roles, agencyId, department }: Actor) =>
  agencyId !== null && department === 'MI' && leadSteps.takeUp.by.some(({ role }) => roles.includes(role))

/** Whoever agrees to what others have found. */
const reviews = ({ roles, agencyId, department }: Actor) =>
  agencyId !== null && department === 'MI' && leadSteps.agree.by.some(({ role }) => roles.includes(role))

export default async function LeadsPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const actor = await requireActor()
  if (!goesTo(actor, 'leads')) notFound()
  const asked = Object.fromEntries(
    Object.entries(await searchParams).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  )
  const filter = leadFilter.parse(asked)
  const [page, calendar, agencies, regions, views] = await Promise.all([
    listLeads(actor, filter),
    loadCalendar(),
    listAssignableAgencies(actor),
    listRegionChoices(actor, filter.region),
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
      <Tabs label={leadText.state} tabs={viewTabs(filter, asked)} />
      <SavedViews views={views} shown={shown} beside={<FindPerson filter={shown} stale={asksStale(actor, filter)} />} />
      {page.count === 0 && Object.keys(asked).every((name) => name === 'open') ? (
        <EmptyState title={leadText.empty} next={leadText.emptyNext} />
      ) : (
        <DataTable
          name="leads"
          caption={leadText.caption}
          columns={leadColumns(agencies.length > 1, filter.state)}
          rows={packRows(rows)}
          rowName="number"
          total={page.count === null ? undefined : { count: page.count, exact: !page.capped }}
          cursors={{ next: page.next }}
          selectable={selectable}
          selectMost={batchLimit}
          bulk={
            selectable ? (
              <>
                <AssignForm agencies={agencies.map(({ id, name }) => ({ id, name }))} />
                {filter.state !== 'toAssign' && <TakeBackForm />}
              </>
            ) : undefined
          }
          filters={
            <>
              <FilterBar
                path="/leads"
                filters={leadFilters({ regions, agencies })}
                more={moreLeadFilters({ regions, agencies }, filter, page.rows)}
                values={asked}
                keep={['state', 'open']}
              />
              {page.count === null && <p className="text-hint mt-1">{queueText.notCounted}</p>}
            </>
          }
        />
      )}
    </>
  )
}

const asPlain = (asked: Readonly<Record<string, string | undefined>>) =>
  new URLSearchParams(Object.entries(asked).flatMap(([name, value]) => (value ? [[name, value]] : []))).toString()

function Actions({ actor, asked }: { actor: Actor; asked: Readonly<Record<string, string | undefined>> }) {
  return (
    <>
      <QueueKeys />
      {verifies(actor) && (
        <div data-take-next="">
          <StepButton
            label={leadText.takeNext}
            shut={null}
            action={takeNext}
            fields={{
              filter: asPlain(asked),
            }}
          />
        </div>
      )}
      {(verifies(actor) || reviews(actor)) && (
        <ButtonLink href={`/leads/answers?${canonicalQuery('leads', asked)}`} prefetch={false}>
          {answersText.title}
        </ButtonLink>
      )}
      <ButtonLink href={`/leads/map?${asPlain(asked)}`} prefetch={false}>
        {unitMapText.mapOfQueue}
      </ButtonLink>
      <ButtonLink href="/leads/load" prefetch={false}>
        {queueText.load}
      </ButtonLink>
      <ButtonLink href="/leads/escalations" prefetch={false}>
        {escalationText.title}
      </ButtonLink>
      {seesReports(actor) && (
        <ButtonLink href="/whistle-reports" prefetch={false}>
          {whistleText.title}
        </ButtonLink>
      )}
      <ButtonLink href="/leads/batches" prefetch={false}>
        {leadText.batches}
      </ButtonLink>
      {seesScreening(actor) ? (
        <ButtonLink href="/screening" prefetch={false}>
          {screeningText.title}
        </ButtonLink>
      ) : (
        seesModels(actor) && (
          <ButtonLink href="/screening/models" prefetch={false}>
            {modelText.title}
          </ButtonLink>
        )
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
  { state: current, open }: LeadFilter,
  { state: _state, open: _open, todo: _todo, after: _after, ...kept }: Readonly<Record<string, string | undefined>>,
) {
  const others = Object.entries(kept).flatMap(([name, value]): [string, string][] => (value ? [[name, value]] : []))
  const hrefOf = (state: readonly [string, string][]) => {
    const query = new URLSearchParams([...state, ...others])
    return query.size > 0 ? `/leads?${query}` : '/leads'
  }
  return [
    { href: hrefOf([['open', '1']]), label: leadText.views.open, current: current === undefined && open === '1' },
    { href: hrefOf([]), label: leadText.views.all, current: current === undefined && open === undefined },
    ...leadStates.map((state) => ({ href: hrefOf([['state', state]]), label: leadText.views[state], current: current === state })),
  ]
}
