import Link from 'next/link'
import { notFound } from 'next/navigation'
import { AuditTrail } from '#components/audit-trail'
import { DueTag } from '#components/due-tag'
import { SheetCard } from '#components/sheet-links'
import { StatusTag } from '#components/status-tag'
import { Card, PageHead } from '#components/ui/card'
import { dueOnDay } from '#domain/clock/due'
import { beijingMinute } from '#domain/kernel/civil-date'
import { auditStepName } from '#messages/zh/audit-trail'
import { clusterText } from '#messages/zh/cluster'
import { leadText } from '#messages/zh/lead'
import { recusalActions, recusalFields } from '#messages/zh/recusal'
import { loadCalendar } from '#server/clock/calendar'
import { currentTime } from '#server/clock/now'
import { sampledIn } from '#server/lead/answers/review-queries'
import { clusterOfLead } from '#server/lead/cluster-of-lead'
import { escalationOf } from '#server/lead/escalation-queries'
import { evidenceOfLead, type LeadEvidenceView } from '#server/lead/evidence-of-lead'
import { getLead, listAssignableAgencies } from '#server/lead/queries'
import { repeatsOfLead } from '#server/lead/repeats-of-lead'
import { statementsOfLead } from '#server/lead/statement-queries'
import { subjectsOfLead } from '#server/lead/subjects-of-lead'
import { getRecusals } from '#server/recusal/queries'
import { requireActor } from '#server/session'
import { ClusterCard } from '../../cluster-card'
import { RecusalPanel } from '../../recusals/recusal-panel'
import { Escalation } from './escalation'
import { EvidenceRows } from './evidence-rows'
import { AllegedFacts, type LeadView, OtherLeads } from './lead-facts'
import { LeadSteps } from './lead-steps'
import { MergedFrom } from './merged-from'
import { Repeats } from './repeats'
import { Rounds } from './rounds'
import { Sampled } from './sampled'
import { Sightings } from './sightings'
import { Statements } from './statements'
import { Subjects } from './subjects'
import { VerificationForm } from './verification-form'

/** An answer only where there is a round of verification; rows to confirm only where an institution has them. */
const sheetsOf = (lead: LeadView, evidence: LeadEvidenceView | null) => [
  'leadRegister' as const,
  ...(lead.verifications.length > 0 ? (['leadFeedback'] as const) : []),
  ...(lead.institutionId !== null && evidence && evidence.rowCount > 0 ? (['detailConfirmation'] as const) : []),
]

const statuses = { toAssign: 'notStarted', toVerify: 'notStarted', verifying: 'open', toReview: 'waiting', concluded: 'done' } as const

/** How the lead stands, beside its name. */
function Standing({ lead, due }: { lead: LeadView; due: ReturnType<typeof dueOnDay> | null }) {
  return (
    <span className="flex flex-wrap items-center gap-2">
      <StatusTag kind={statuses[lead.state]} label={leadText.states[lead.state]} />
      {lead.conclusion && <span>{leadText.conclusions[lead.conclusion]}</span>}
      {lead.mergedInto && (
        <span>
          {leadText.mergedIntoLink}{' '}
          <Link href={`/leads/${lead.mergedInto.id}`} prefetch={false} className="link font-mono">
            {lead.mergedInto.number}
          </Link>
        </span>
      )}
      {due && <DueTag due={due} showDate />}
      <span>
        {leadText.risk}：{leadText.risks[lead.risk]}
      </span>
      <span>{leadText.repeatOf(lead.repeatCount)}</span>
      {lead.reopenedCount > 0 && <span>{leadText.reopenedTimes(lead.reopenedCount)}</span>}
      {lead.handlerName && (
        <span>
          {leadText.handler}：{lead.handlerName}
        </span>
      )}
    </span>
  )
}

type Asked = { params: Promise<{ leadId: string }>; searchParams: Promise<{ within?: string | string[]; review?: string | string[] }> }

export default async function LeadPage({ params, searchParams }: Asked) {
  const [{ leadId }, { within, review }] = await Promise.all([params, searchParams])
  const actor = await requireActor()
  const [lead, calendar, evidence] = await Promise.all([getLead(actor, leadId), loadCalendar(), evidenceOfLead(actor, leadId)])
  if (!lead) notFound()

  const [statements, escalation, repeats, subjects, cluster] = await Promise.all([
    statementsOfLead(actor, lead.id),
    escalationOf(actor, lead.id, currentTime()),
    repeatsOfLead(actor, lead.id),
    subjectsOfLead(actor, lead.id),
    clusterOfLead(actor, lead.id),
  ])
  const recusals = await getRecusals(
    actor,
    [{ type: 'lead', id: lead.id }, ...(lead.institutionId ? [{ type: 'institution' as const, id: lead.institutionId }] : [])],
    currentTime(),
  )
  const sampled = typeof review === 'string' ? await sampledIn(actor, review, lead.id) : null
  const agencies = lead.steps.some(({ name }) => name === 'assign') ? await listAssignableAgencies(actor) : []
  // Whoever verifies has the form beside what it is about.
  const isWork = lead.steps.some(({ name }) => name === 'submit')
  const dueOn = lead.dueOn.toISOString().slice(0, 10)
  const due = lead.state === 'concluded' ? null : dueOnDay(dueOn, currentTime(), calendar)
  return (
    <>
      <PageHead
        title={`${lead.number}　${lead.institutionName}`}
        trail={`${lead.campaign.name} · ${leadText.sources[lead.source]} · ${lead.batchNumber}`}
        lead={<Standing lead={lead} due={due} />}
      />
      {sampled && <Sampled sampled={sampled} />}
      <div
        className={`grid gap-4 desktop:grid-rows-[auto_1fr] ${isWork ? 'desktop:grid-cols-[1fr_30rem]' : 'desktop:grid-cols-[1fr_22rem]'}`}
      >
        <div className="min-w-0 space-y-4">
          <AllegedFacts lead={lead} />
          <EvidenceRows lead={lead} evidence={evidence} />
        </div>
        <div className="min-w-0 space-y-4 desktop:col-start-2 desktop:row-span-2 desktop:row-start-1">
          {isWork && <VerificationForm within={typeof within === 'string' ? within.slice(0, 2000) : ''} lead={lead} />}
          <LeadSteps lead={lead} mayOpenCase={lead.mayOpenCase} agencies={agencies} />
          {repeats && <Repeats lead={lead} repeats={repeats} />}
          {escalation && <Escalation lead={lead} escalation={escalation} />}
          {lead.cases.length > 0 && (
            <Card title={leadText.cases}>
              {lead.cases.map((one) => (
                <Link key={one.id} href={`/cases/${one.id}`} prefetch={false} className="link font-mono">
                  {one.number}
                </Link>
              ))}
            </Card>
          )}
          <SheetCard kinds={sheetsOf(lead, evidence)} id={lead.id} />
          <RecusalPanel recusals={recusals} />
          <Trail lead={lead} />
        </div>
        <div className="min-w-0 space-y-4">
          {subjects && <Subjects leadId={lead.id} view={subjects} />}
          {cluster && <ClusterCard cluster={cluster} label={clusterText.ofLead} />}
          <Statements lead={lead} statements={statements} />
          <Rounds rounds={lead.verifications} attachments={lead.attachments} />
          {lead.sightings.length > 0 && <Sightings sightings={lead.sightings} />}
          {lead.mergedFrom.length > 0 && <MergedFrom leads={lead.mergedFrom} />}
          <OtherLeads others={lead.others} />
        </div>
      </div>
    </>
  )
}

function Trail({ lead }: { lead: LeadView }) {
  return (
    <Card title={leadText.trail}>
      {lead.trail.length === 0 && <p className="text-ink-2">{leadText.noTrail}</p>}
      <AuditTrail
        entries={lead.trail.map((entry) => ({
          id: entry.id,
          at: beijingMinute(entry.at),
          who: entry.actorName,
          action: leadText.actions[entry.action] ?? recusalActions[entry.action] ?? auditStepName(entry.action),
          changes: changesOf(entry.change),
        }))}
      />
    </Card>
  )
}

/** The changes of a trail line in words; fields that have no word of their own are left out. */
function changesOf(change: unknown): { field: string; from: string | null; to: string | null }[] {
  return Object.entries(change as Record<string, readonly [unknown, unknown]>).flatMap(([name, [from, to]]) => {
    const field = leadText.fields[name] ?? recusalFields[name]
    return field ? [{ field, from: wordOf(from), to: wordOf(to) }] : []
  })
}

function wordOf(value: unknown): string | null {
  if (value === null || value === undefined) return null
  const word = String(value)
  const known: Readonly<Record<string, string>> = { ...leadText.states, ...leadText.conclusions }
  return /^[0-9a-f]{8}-/.test(word) ? '…' : (known[word] ?? word)
}
