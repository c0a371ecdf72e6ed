import Link from 'next/link'
import { notFound } from 'next/navigation'
import { AuditTrail } from '#components/audit-trail'
import { ClockList } from '#components/clock-list'
import { StatusTag } from '#components/status-tag'
import { Card, PageHead } from '#components/ui/card'
import { Tabs } from '#components/ui/tabs'
import { Tag } from '#components/ui/tag'
import { procedureStepNames } from '#domain/case/tracks/procedure-steps'
import { caseText } from '#messages/zh/case'
import { actText } from '#messages/zh/case-acts'
import { agreementText } from '#messages/zh/case-agreement'
import { factText } from '#messages/zh/case-facts'
import { openingText } from '#messages/zh/case-opening'
import { orderText } from '#messages/zh/case-orders'
import { procedureText, stageBeside } from '#messages/zh/case-procedure'
import { publicityText } from '#messages/zh/case-publicity'
import { remedyText } from '#messages/zh/case-remedies'
import { scoringText } from '#messages/zh/case-scoring'
import { stoppageText } from '#messages/zh/case-stoppages'
import { suspensionText } from '#messages/zh/case-suspension'
import { recusalActions, recusalFields } from '#messages/zh/recusal'
import { withheldMatter } from '#server/campaign/commitment'
import { getOpeningsOf } from '#server/case/opening-queries'
import { type CaseView, getCase } from '#server/case/queries'
import { getClockActs } from '#server/clock/clock-acts'
import { currentTime } from '#server/clock/now'
import { getCaseConsultations } from '#server/consultation/queries'
import { getCaseCredits } from '#server/credit/queries'
import { getRecusals } from '#server/recusal/queries'
import { requireActor } from '#server/session'
import { trailEntries } from '../../../trail-entries'
import { ClockActsOf } from '../../clocks/clock-acts'
import { CommitmentPanel } from '../../commitment-panel'
import { RecusalPanel } from '../../recusals/recusal-panel'
import { caseStatuses } from '../columns'
import { CaseConsultations } from './case-consultations'
import { CaseCredit } from './case-credit'
import { CaseDocuments } from './case-documents'
import { CaseEvidence } from './case-evidence'
import { CaseFacts } from './case-facts'
import { CaseMoney } from './case-money'
import { CaseOpeningsCard } from './case-openings'
import { CaseParties } from './case-parties'
import { CaseProcedure } from './case-procedure'
import { CaseSteps } from './case-steps'
import { CaseTimeline, type TimelineFilter, timelineFilter } from './case-timeline'
import { CaseTracks } from './case-tracks'
import { MoneyBar } from './money-bar'

const tabs = ['timeline', 'parties', 'facts', 'evidence', 'procedure', 'money', 'documents', 'trail'] as const
type Tab = (typeof tabs)[number]
/** What does not open with the case to whoever reads it by a reason. */
const keptBack: ReadonlySet<Tab> = new Set(['evidence', 'documents', 'trail'])

type Props = { params: Promise<{ caseId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function CasePage({ params, searchParams }: Props) {
  const { caseId } = await params
  const asked = await searchParams
  const tab = tabs.find((name) => name === asked.tab) ?? 'timeline'
  const actor = await requireActor()
  const file = await getCase(actor, caseId, currentTime())
  if (!file) {
    const withheld = await withheldMatter(actor, 'case', caseId)
    return withheld ? <CommitmentPanel withheld={withheld} heading="h1" /> : notFound()
  }

  const openings = await getOpeningsOf(actor, file.id)
  const consultations = await getCaseConsultations(actor, file.id)
  const credits = await getCaseCredits(actor, file.id, currentTime())
  const clockActs = await getClockActs(actor, { type: 'case', id: file.id })
  const recusals = await getRecusals(
    actor,
    [
      { type: 'case', id: file.id },
      ...(file.leadId ? [{ type: 'lead' as const, id: file.leadId }] : []),
      ...(file.institutionId ? [{ type: 'institution' as const, id: file.institutionId }] : []),
    ],
    currentTime(),
  )

  return (
    <>
      <PageHead
        title={`${file.number}　${file.partyName}`}
        trail={`${file.campaign.name} · ${file.agency.name}`}
        lead={<HeadLine file={file} />}
      />
      {file.isOpened && <Card className="mb-4 border-warning">{openingText.isYours}</Card>}
      <MoneyBar totals={file.totals} money={file.moneyTotals} courtFineFen={file.courtFineFen} />
      <div className="mt-4 grid gap-4 desktop:grid-cols-[1fr_20rem]">
        <div className="min-w-0 space-y-4">
          <Tabs
            label={caseText.tabsLabel}
            tabs={tabs
              .filter((name) => (name !== 'evidence' || file.seesEvidence) && !(file.isOpened && keptBack.has(name)))
              .map((name) => ({
                href: name === 'timeline' ? `/cases/${file.id}` : `/cases/${file.id}?tab=${name}`,
                label: caseText.tabs[name],
                count: countOf(file, name),
                current: name === tab,
              }))}
          />
          <TabContent file={file} tab={tab} asked={timelineFilter.parse(asked)} />
        </div>
        <div className="space-y-4">
          <CaseSteps file={file} />
          <ReviewState file={file} />
          <Card title={caseText.clocks}>
            <ClockList
              clocks={file.clocks}
              below={(id) => clockActs.flatMap((acts) => (acts.clockId === id ? [<ClockActsOf key={id} acts={acts} />] : []))}
            />
          </Card>
          <CaseTracks file={file} />
          <Related file={file} />
          <CaseConsultations caseId={file.id} {...consultations} />
          <CaseCredit caseId={file.id} credits={credits} />
          <CaseOpeningsCard openings={openings} />
          <RecusalPanel recusals={recusals} />
        </div>
      </div>
    </>
  )
}

/** State, stage, cause, what the parties are marked as, and whose case it is. */
function HeadLine({ file }: { file: CaseView }) {
  const stage = file.procedure && stageBeside(file.state, file.procedure.stage)
  return (
    <span className="flex flex-wrap items-center gap-2">
      <StatusTag kind={caseStatuses[file.state]} label={caseText.states[file.state]} />
      {stage && <Tag>{stage}</Tag>}
      {file.procedure?.suspendedAt && <Tag tone="warning">{suspensionText.suspended}</Tag>}
      <span>{file.cause}</span>
      {[...new Set(file.parties.map(({ mark }) => mark))].map(
        (mark) =>
          mark !== 'none' && (
            <Tag key={mark} tone="danger">
              {factText.marks[mark]}
            </Tag>
          ),
      )}
      <span className="text-ink-2">{caseText.handledBy(`${file.officerAName}、${file.officerBName}`, file.approvedByName)}</span>
    </span>
  )
}

const countOf = (file: CaseView, tab: Tab): number | undefined =>
  ({
    timeline: undefined,
    parties: file.parties.length,
    facts: file.facts.length,
    evidence: file.evidence.length,
    procedure: undefined,
    money: file.money.length,
    documents: file.documents.length + file.attachments.length,
    trail: undefined,
  })[tab]

function TabContent({ file, tab, asked }: { file: CaseView; tab: Tab; asked: TimelineFilter }) {
  if (tab === 'parties') return <CaseParties file={file} />
  if (tab === 'facts') return <CaseFacts file={file} />
  if (tab === 'evidence') return file.seesEvidence ? <CaseEvidence file={file} /> : null
  if (tab === 'procedure') return <CaseProcedure file={file} />
  if (tab === 'money') return <CaseMoney file={file} />
  if (tab === 'documents') return <CaseDocuments file={file} />
  if (tab === 'trail') {
    const values = {
      ...procedureText.stages,
      ...caseText.states,
      ...caseText.trackStates,
      ...procedureText.methods,
      ...procedureText.adoptions,
      ...procedureText.outcomes,
      ...factText.leniencies,
      ...factText.marks,
      ...orderText.outcomes,
      ...suspensionText.grounds,
      ...remedyText.kinds,
      ...remedyText.outcomes,
      ...agreementText.measures,
      ...agreementText.says,
      ...publicityText.stages,
      ...scoringText.stages,
      ...scoringText.effects,
      ...scoringText.entries,
      ...stoppageText.kinds,
      ...actText.values,
    }
    return (
      <Card>
        <AuditTrail
          entries={trailEntries(file.trail, {
            actions: {
              ...procedureActions,
              ...suspensionText.trail,
              ...remedyText.trail,
              ...agreementText.trail,
              ...publicityText.trail,
              ...scoringText.trail,
              ...stoppageText.trail,
              ...actText.trail,
              ...caseText.trail,
              ...recusalActions,
            },
            fields: {
              ...recusalFields,
              ...procedureText.trailFields,
              ...suspensionText.fields,
              ...remedyText.trailFields,
              ...agreementText.trailFields,
              ...publicityText.trailFields,
              ...scoringText.trailFields,
              ...stoppageText.trailFields,
              ...actText.trailFields,
              ...caseText.trailFields,
              ...caseText.tracks,
              ...caseText.moneyKinds,
            },
            values,
          })}
        />
      </Card>
    )
  }
  return <CaseTimeline file={file} asked={asked} />
}

const procedureActions = Object.fromEntries(procedureStepNames.map((name) => [`case.${name}`, procedureText.steps[name]]))

/** How the case stands with the lawyers, from the investigation on. */
function ReviewState({ file }: { file: CaseView }) {
  if (!file.seesReview || (file.state !== 'investigating' && file.legalReviewedAt === null)) return null
  const { reviewState } = caseText
  const name = file.legalReviewedByName ?? ''
  const open = file.reviewAskedAt ? reviewState.asked : file.reviewDemand ? procedureText.review[file.reviewDemand] : reviewState.notNeeded
  return (
    <Card title={caseText.review}>
      <p>{file.legalAgreed === null ? open : file.legalAgreed ? reviewState.agreed(name) : reviewState.returned(name)}</p>
      {file.legalOpinion && <p className="mt-1 whitespace-pre-line">{file.legalOpinion}</p>}
    </Card>
  )
}

function Related({ file }: { file: CaseView }) {
  return (
    <Card title={caseText.fromLead}>
      {file.lead ? (
        <p>
          <Link href={`/leads/${file.lead.id}`} prefetch={false} className="link font-mono">
            {file.lead.number}
          </Link>{' '}
          {file.lead.behaviour}
        </p>
      ) : (
        '—'
      )}
      {file.siblings.length > 0 && (
        <>
          <h3 className="mt-3 font-semibold">{caseText.siblings}</h3>
          <ul className="mt-1 space-y-1">
            {file.siblings.map((sibling) => (
              <li key={sibling.id}>
                <Link href={`/cases/${sibling.id}`} prefetch={false} className="link font-mono">
                  {sibling.number}
                </Link>{' '}
                {sibling.cause}（{caseText.states[sibling.state]}）
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  )
}
