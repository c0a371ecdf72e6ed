import Link from 'next/link'
import { notFound } from 'next/navigation'
import { StepButton } from '#components/step-button'
import { Card, PageHead } from '#components/ui/card'
import { backTestText } from '#messages/zh/back-test'
import { screeningText as text } from '#messages/zh/screening'
import { qualityText } from '#messages/zh/screening-run'
import { trialText } from '#messages/zh/trial-runs'
import { unitMapText } from '#messages/zh/unit-map'
import { listCampaignChoices } from '#server/campaign/choices'
import { asidesOfRun } from '#server/screening/aside-queries'
import { backTest } from '#server/screening/back-test'
import { hitsByPlace } from '#server/screening/hits-by-place'
import { issuesOfRun } from '#server/screening/issue-queries'
import { getRun, screeningRuns } from '#server/screening/run-queries'
import { requireActor } from '#server/session'
import { type MapMeasure, mapMeasureOf, UnitMap } from '../../../unit-map'
import { stopRun } from '../../actions'
import { StillWorking } from '../../still-working'
import { Asides } from './asides'
import { Differences } from './differences'
import { Fates } from './fates'
import { IssueForm } from './issue-form'
import { Issues } from './issues'
import { OutcomeTable } from './outcome-table'
import { PlaceTable } from './place-table'
import { RulesUsed } from './rules-used'

type Props = { params: Promise<{ runId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

/** One run: what each model found, how that stood the test of leads already judged, and issuing. */
export default async function RunPage({ params, searchParams }: Props) {
  const actor = await requireActor()
  const run = await getRun(actor, (await params).runId)
  if (!run) notFound()
  const { against, by } = await searchParams
  const compared = typeof against === 'string' && against !== run.id ? against : undefined
  const working = run.state === 'waiting' || run.state === 'running'
  return (
    <>
      <PageHead
        title={`${run.trial ? trialText.trial : text.title} ${text.monthsOf(run.months)}`}
        trail={<Link href="/screening">{text.title}</Link>}
        lead={`${text.runStates[run.state]}，${run.requestedByName}`}
        actions={
          working &&
          run.mayAct && (
            <StepButton
              label={text.stopRun}
              shut={null}
              fields={{ runId: run.id, version: run.version }}
              action={stopRun}
              confirm={{ body: text.stopRunBody }}
            />
          )
        }
      />
      {run.trial && <p className="my-3 font-semibold">{trialText.trialNote}</p>}
      {working && <StillWorking progress={run.progress} />}
      <RulesUsed ruleCount={run.ruleCount} ruleLists={run.ruleLists} />
      {run.report.failure && <p className="text-danger my-3 font-semibold">{text.runFailed(run.report.failure.code)}</p>}
      {run.state === 'done' && <Found run={run} compared={compared} actor={actor} measure={mapMeasureOf(by)} />}
    </>
  )
}

type Run = NonNullable<Awaited<ReturnType<typeof getRun>>>

async function Found({
  run,
  compared,
  actor,
  measure,
}: {
  run: Run
  compared: string | undefined
  actor: Awaited<ReturnType<typeof requireActor>>
  measure: MapMeasure
}) {
  const [test, campaigns, others, units, asides, issues] = await Promise.all([
    backTest(actor, run.id, compared),
    run.mayIssue ? listCampaignChoices(actor) : [],
    screeningRuns(actor),
    hitsByPlace(actor, run.id),
    asidesOfRun(actor, run.id),
    issuesOfRun(actor, run.id),
  ])
  return (
    <div className="space-y-4">
      <IssueForm runId={run.id} campaigns={campaigns} mayIssue={run.mayIssue && campaigns.length > 0} dueOn={run.usuallyDueOn}>
        <OutcomeTable run={run} test={test} mayIssue={run.mayIssue && campaigns.length > 0} />
      </IssueForm>
      {run.mayIssue && campaigns.length === 0 && <p className="text-hint">{backTestText.noCampaign}</p>}
      <Issues issues={issues} />
      {!run.trial && <Fates outcomes={run.outcomes} test={test} />}
      <Asides runId={run.id} asides={asides} mayIssue={run.mayIssue} />
      <UnitMap
        title={unitMapText.ofRun}
        units={units}
        measure={measure}
        hrefOf={(regionNo) => `/screening/runs/${run.id}/hits?place=${regionNo}`}
        measureHref={(one) => `/screening/runs/${run.id}?${new URLSearchParams({ ...(compared ? { against: compared } : {}), by: one })}`}
      />
      <PlaceTable places={test.places} />
      <Differences
        runId={run.id}
        others={(others?.runs ?? []).filter(({ id, state }) => id !== run.id && state === 'done')}
        compared={compared}
        differences={test.differences}
      />
      {(run.report.quality ?? []).length > 0 && (
        <Card title={text.quality}>
          <ul className="list-disc space-y-1 ps-5">
            {(run.report.quality ?? []).map((finding) => (
              <li key={qualityText(finding)}>{qualityText(finding)}</li>
            ))}
          </ul>
          <p className="text-hint mt-2">{text.engine(run.report.seconds ?? 0, run.report.peakMemoryMB ?? 0)}</p>
        </Card>
      )}
    </div>
  )
}
