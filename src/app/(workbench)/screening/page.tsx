import { notFound } from 'next/navigation'
import { CommandForm } from '#components/command-form'
import { DataTable } from '#components/data-table'
import { packRows } from '#components/packed-rows'
import type { Column } from '#components/table-column'
import { ButtonLink } from '#components/ui/button'
import { Card, PageHead } from '#components/ui/card'
import { Checkbox } from '#components/ui/choice'
import { Disclosure } from '#components/ui/disclosure'
import { EmptyState } from '#components/ui/empty-state'
import { beijingDay } from '#domain/kernel/civil-date'
import { screeningText as text } from '#messages/zh/screening'
import { modelText } from '#messages/zh/screening-models'
import { trialText } from '#messages/zh/trial-runs'
import { modelsToRun } from '#server/screening/models-to-run'
import { screeningRuns } from '#server/screening/run-queries'
import { versionsToTry } from '#server/screening/trial-queries'
import { requireActor } from '#server/session'
import { start } from './actions'
import { ScreeningTabs } from './tabs'

export const metadata = { title: text.title }

type RunRow = { id: string; months: string; state: string; hits: number; irregular: string; by: string; at: string }

const columns: readonly Column<RunRow>[] = [
  { id: 'months', header: text.months, href: '/screening/runs/{id}' },
  {
    id: 'state',
    header: text.state,
    kind: 'status',
    labels: text.runStates,
    statuses: { waiting: 'waiting', running: 'open', done: 'done', failed: 'returned', cancelled: 'stopped' },
  },
  { id: 'hits', header: text.hits, kind: 'number' },
  { id: 'irregular', header: text.irregular, kind: 'money' },
  { id: 'by', header: text.by, secondary: true },
  { id: 'at', header: text.at, kind: 'date' },
]

/** 筛查: the runs, and a form for the next. */
export default async function ScreeningPage() {
  const actor = await requireActor()
  const found = await screeningRuns(actor)
  if (!found) notFound()
  const rows = found.runs.map((run) => ({
    ...{
      id: run.id,
      months: run.trial ? trialText.listed(text.monthsOf(run.months)) : text.monthsOf(run.months),
      state: run.state,
      by: run.requestedByName,
      at: beijingDay(run.requestedAt),
    },
    hits: run.outcomes.reduce((sum, { hitCount }) => sum + hitCount, 0),
    irregular: run.outcomes.reduce((sum, { irregularFen }) => sum + irregularFen, 0n).toString(),
  }))
  return (
    <>
      <PageHead title={text.title} lead={text.lead} />
      <ScreeningTabs at="runs" />
      <div className="mt-3 grid gap-4 desktop:grid-cols-[1fr_22rem]">
        <div className="min-w-0">
          {rows.length === 0 ? (
            <EmptyState title={text.noRuns} next={found.loads.length === 0 ? text.noLoadStandsNext : text.noRunsNext} />
          ) : (
            <DataTable
              name="screening-runs"
              caption={text.runs}
              columns={columns}
              rows={packRows(rows)}
              total={{ count: rows.length, exact: true }}
            />
          )}
        </div>
        {found.mayStart && <StartForm loads={found.loads} models={await modelsToRun(actor)} versions={await versionsToTry(actor)} />}
      </div>
    </>
  )
}

type Data = NonNullable<Awaited<ReturnType<typeof screeningRuns>>>

type Choices = {
  loads: Data['loads']
  models: Awaited<ReturnType<typeof modelsToRun>>
  versions: Awaited<ReturnType<typeof versionsToTry>>
}

function StartForm({ loads, models, versions }: Choices) {
  if (loads.length === 0)
    return (
      <Card title={text.start}>
        <p>{text.noLoadStands}</p>
        <div className="mt-3">
          <ButtonLink href="/screening/data" variant="primary">
            {text.toData}
          </ButtonLink>
        </div>
      </Card>
    )
  return (
    <Card title={text.start}>
      <CommandForm action={start} submitLabel={text.start}>
        <fieldset className="space-y-1">
          <legend className="font-semibold">{text.chooseLoads}</legend>
          {loads.map(({ id, folder, months }, at) => (
            <Checkbox key={id} name="loadIds" value={id} label={folder} hint={text.monthsOf(months)} defaultChecked={at === 0} />
          ))}
        </fieldset>
        <Disclosure summary={text.chooseModels} quiet>
          <p className="text-hint">{text.chooseModelsHint}</p>
          {models.map(({ id, title }) => (
            <Checkbox key={id} name="codes" value={id} label={`${id} ${title}`} />
          ))}
        </Disclosure>
        {versions.length > 0 && (
          <Disclosure summary={trialText.choose} quiet>
            <p className="text-hint">{trialText.chooseHint}</p>
            {versions.map(({ id, code, name, state }) => (
              <Checkbox key={id} name="versions" value={id} label={`${code} ${name}`} hint={modelText.states[state]} />
            ))}
          </Disclosure>
        )}
      </CommandForm>
    </Card>
  )
}
