import Link from 'next/link'
import { AuditTrail } from '#components/audit-trail'
import { Money } from '#components/money'
import { SectionTaskList } from '#components/section-task-list'
import { SheetCard } from '#components/sheet-links'
import { Card } from '#components/ui/card'
import { DescriptionList } from '#components/ui/description-list'
import { beijingMinute } from '#domain/kernel/civil-date'
import { formatYuan } from '#domain/kernel/money'
import { auditStepName } from '#messages/zh/audit-trail'
import { reviewText } from '#messages/zh/filing-review'
import { leadText } from '#messages/zh/lead'
import { filingText, itemText, submitText } from '#messages/zh/self-inspection'
import { spotCheckText } from '#messages/zh/spot-check'
import { FilingHead } from './filing-head'
import { sheetsOf, tasksOf } from './filing-home'
import { FindingTable } from './finding-table'
import { HintsCard } from './hints-card'
import { HistoryCard } from './history-card'
import { QuestionsCard } from './questions-card'
import { RefundsToSettle } from './refunds-to-settle'
import { ReviewForms } from './review-forms'
import type { ReviewedFiling } from './reviewed-filing'
import { RevisionCard } from './revision-card'
import { TotalsCard } from './totals-card'

/** A filing as its reviewer sees it: what it says, what leads and spot checks say of the same institution, and the decision. */
export function FilingReview({ filing, phrases }: { filing: ReviewedFiling; phrases: readonly string[] }) {
  return (
    <>
      <FilingHead filing={filing} />
      <div className="grid gap-4 desktop:grid-cols-[1fr_22rem]">
        <div className="min-w-0 space-y-4">
          <Reference filing={filing} />
          <HintsCard hints={filing.hints} />
          <RevisionCard revision={filing.revision} />
          <QuestionsCard filing={filing} />
          <RefundsToSettle filing={filing} />
          <Card title={reviewText.found} flush={filing.totals.findings > 0}>
            {filing.totals.findings === 0 ? <p className="text-ink-2">{reviewText.noFound}</p> : <FindingTable filing={filing} />}
          </Card>
          <section aria-label={reviewText.view}>
            <h2 className="mb-1 font-semibold">{reviewText.view}</h2>
            <SectionTaskList label={submitText.bySection} tasks={tasksOf(filing)} />
          </section>
          <Leads filing={filing} />
          <HistoryCard history={filing.history} institutionId={filing.institutionId} />
        </div>
        <div className="space-y-4">
          <ReviewForms filing={filing} phrases={phrases} />
          <TotalsCard filing={filing} />
          <SheetCard kinds={sheetsOf(filing)} id={filing.id} />
          <Submission filing={filing} />
          <Card title={reviewText.trail}>
            <AuditTrail
              entries={filing.trail.map((entry) => ({
                id: entry.id,
                at: beijingMinute(entry.at),
                who: entry.actorName,
                action: reviewText.actions[entry.action] ?? auditStepName(entry.action),
                changes: changesOf(entry.change),
              }))}
            />
          </Card>
        </div>
      </div>
    </>
  )
}

/** Three figures side by side: what the institution says, what leads say, what the last re-check found. */
function Reference({ filing }: { filing: ReviewedFiling }) {
  const checked = filing.lastCheck
  const parts = [
    {
      label: reviewText.referenceSelf,
      value: <Money amountFen={filing.totals.fundLossFen} />,
      note: filingText.findingCount(filing.totals.findings),
    },
    {
      label: reviewText.referenceLeads,
      value: <Money amountFen={filing.leadFen} />,
      note: `${reviewText.leadCount} ${filing.leadCount}`,
    },
    {
      label: reviewText.referenceCheck,
      value: checked ? spotCheckText.results[checked.result] : reviewText.noCheck,
      note: checked?.discrepancyFen ? reviewText.discrepancyOf(formatYuan(checked.discrepancyFen)) : (checked?.note ?? ''),
    },
  ]
  return (
    <section aria-label={reviewText.reference} className="bg-panel border-divider rounded-control grid border tablet:grid-cols-3">
      {parts.map(({ label, value, note }) => (
        <div key={label} className="border-divider px-4 py-2 tablet:border-s tablet:first:border-s-0">
          <p className="text-ink-2">{label}</p>
          <p className="text-base font-semibold">{value}</p>
          <p className="text-ink-2">{note}</p>
        </div>
      ))}
    </section>
  )
}

function Leads({ filing }: { filing: ReviewedFiling }) {
  return (
    <Card title={reviewText.leads}>
      {filing.leads.length === 0 ? (
        <p className="text-ink-2">{reviewText.noLeads}</p>
      ) : (
        <>
          <ul className="space-y-1">
            {filing.leads.map((lead) => (
              <li key={lead.id} className="flex flex-wrap gap-x-3">
                <Link href={`/leads/${lead.id}`} prefetch={false} className="link font-mono">
                  {lead.number}
                </Link>
                <span className="min-w-48 grow basis-0">{lead.behaviour}</span>
                <span className="text-ink-2">{lead.conclusion ? leadText.conclusions[lead.conclusion] : leadText.states[lead.state]}</span>
                <span className="w-28 text-end">{lead.amountFen === null ? '—' : <Money amountFen={lead.amountFen} />}</span>
              </li>
            ))}
          </ul>
          {filing.leadCount > filing.leads.length && <p className="text-hint mt-1">{reviewText.moreLeads(filing.leadCount)}</p>}
        </>
      )}
    </Card>
  )
}

function Submission({ filing }: { filing: ReviewedFiling }) {
  if (!filing.submittedAt) return null
  return (
    <Card title={filingText.receipt}>
      <DescriptionList
        items={[
          { term: filingText.receiptNumber, value: <span className="font-mono">{filing.receiptNumber}</span> },
          { term: filingText.submittedBy, value: filing.submittedByName ?? '—' },
          { term: filingText.submittedAt, value: beijingMinute(filing.submittedAt) },
          { term: filingText.attestation, value: filing.attestation ?? '—' },
          ...(filing.reviewedAt
            ? [
                { term: filingText.reviewedBy, value: `${filing.reviewedByName ?? ''} ${beijingMinute(filing.reviewedAt)}` },
                { term: filingText.reviewNote, value: filing.reviewNote || '—' },
              ]
            : []),
        ]}
      />
    </Card>
  )
}

/** The changes of a trail line in words; fields that have no word of their own are left out. */
function changesOf(change: unknown): { field: string; from: string | null; to: string | null }[] {
  return Object.entries(change as Record<string, readonly [unknown, unknown]>).flatMap(([name, [from, to]]) => {
    const field = reviewText.trailFields[name]
    return field ? [{ field, from: wordOf(from), to: wordOf(to) }] : []
  })
}

const known: Readonly<Record<string, string>> = { ...filingText.states, ...itemText.answers, ...spotCheckText.results }
const wordOf = (value: unknown): string | null => (value === null || value === undefined ? null : (known[String(value)] ?? String(value)))
