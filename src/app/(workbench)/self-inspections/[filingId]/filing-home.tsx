import Link from 'next/link'
import { Money } from '#components/money'
import { SectionTaskList } from '#components/section-task-list'
import { SheetCard } from '#components/sheet-links'
import { ButtonLink } from '#components/ui/button'
import { Card } from '#components/ui/card'
import { DescriptionList } from '#components/ui/description-list'
import { Disclosure } from '#components/ui/disclosure'
import { beijingMinute } from '#domain/kernel/civil-date'
import { sectionOf } from '#domain/self-inspection/completeness'
import { filingText } from '#messages/zh/self-inspection'
import type { FilingView } from '#server/self-inspection/filing-queries'
import type { ChecksOfFiling } from '#server/self-inspection/on-site-queries'
import type { listPackReturns } from '#server/self-inspection/pack-queries'
import { sectionName } from '../section-name'
import { ChecksCard } from './checks-card'
import { FilingHead } from './filing-head'
import { OfflinePack } from './pack/offline-pack'
import { QuestionsCard } from './questions-card'
import { TotalsCard } from './totals-card'

/** The institution's own filing: its sections in any order, what is still missing, the sums, and the receipt once it is in. */
export function FilingHome({
  filing,
  returns,
  checks,
}: {
  filing: FilingView
  returns: Awaited<ReturnType<typeof listPackReturns>>
  checks: ChecksOfFiling
}) {
  return (
    <>
      <FilingHead
        filing={filing}
        actions={
          filing.may.fill && (
            <ButtonLink href={`/self-inspections/${filing.id}/submit`} variant={filing.gaps.length === 0 ? 'primary' : 'outline'}>
              {filingText.check}
            </ButtonLink>
          )
        }
      />
      <div className="grid gap-4 desktop:grid-cols-[1fr_22rem]">
        <div className="min-w-0 space-y-4">
          <RecalledNote filing={filing} />
          <ReturnedNote filing={filing} />
          <ChecksCard checks={checks} />
          <QuestionsCard filing={filing} />
          {filing.may.fill && <Help untouched={filing.state === 'notStarted'} />}
          <section aria-label={filingText.sections}>
            <SectionTaskList label={filingText.sections} tasks={tasksOf(filing)} />
          </section>
        </div>
        <div className="space-y-4">
          {filing.receiptNumber && <Receipt filing={filing} />}
          <TotalsCard filing={filing} />
          <SheetCard kinds={sheetsOf(filing)} id={filing.id} />
          {filing.may.fill && <OfflinePack filingId={filing.id} returns={returns} />}
        </div>
      </div>
    </>
  )
}

/** How to go about it: open for whoever comes for the first time. */
const Help = ({ untouched }: { untouched: boolean }) => (
  <div>
    <p className="text-ink-2">{filingText.helpLead}</p>
    <Disclosure open={untouched} summary={filingText.help}>
      <ol className="ms-5 list-decimal space-y-1">
        {filingText.helpSteps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </Disclosure>
  </div>
)

/** 回执 only where there is money to receipt. */
export const sheetsOf = ({ items }: FilingView) => [
  ...(['inspectionReport', 'inspectionNotice'] as const),
  ...(items.some(({ findings }) => findings.some(({ refunds }) => refunds.length > 0)) ? (['refundReceipt'] as const) : []),
]

const sectionKinds = { notStarted: 'notStarted', inProgress: 'open', done: 'done' } as const

export const tasksOf = (filing: FilingView) =>
  filing.sections.map((section) => {
    const noted = filing.items.some((item) => sectionOf(item) === section.section && item.answer?.reviewNote)
    return {
      id: section.section,
      title: sectionName(section),
      href: `/self-inspections/${filing.id}/${section.section}`,
      hint: hintOf(section),
      status:
        noted && filing.may.fill
          ? { kind: 'returned' as const, label: filingText.states.returned }
          : { kind: sectionKinds[section.state], label: filingText.sectionStates[section.state] },
      figures: [
        filingText.answered(section.answered, section.items),
        section.found > 0 ? filingText.foundCount(section.found) : section.state === 'done' ? filingText.noneFoundYet : '',
        section.totals.findings > 0 ? <Money key="loss" amountFen={section.totals.fundLossFen} /> : '',
      ],
    }
  })

/** How much is missing, and who is or was at it. */
function hintOf({ answered, gaps, present, filledBy }: FilingView['sections'][number]): string | undefined {
  const words = [
    answered > 0 && gaps > 0 && filingText.gapCount(gaps),
    present.length > 0 && filingText.fillingNow(present.join('、')),
    filledBy.length > 0 && filingText.filledBy(filledBy.join('、')),
  ]
  return words.filter(Boolean).join(' · ') || undefined
}

/** The list was taken back: why, and what becomes of what is filled in. */
function RecalledNote({ filing }: { filing: FilingView }) {
  if (filing.state !== 'recalled' || !filing.recalledAt) return null
  return (
    <section className="border-warning bg-warning-soft rounded-control border px-4 py-3">
      <h2 className="font-semibold">{filingText.recalledTitle}</h2>
      <p>{filingText.recalledLead(filing.recalledByName ?? '', beijingMinute(filing.recalledAt), filing.recallReason ?? '')}</p>
      <p>{filingText.recalledNext}</p>
    </section>
  )
}

/** What the bureau found wanting: as a whole, and item by item with a way to each. */
function ReturnedNote({ filing }: { filing: FilingView }) {
  const noted = filing.items.flatMap((item) => (item.answer?.reviewNote ? [{ item, note: item.answer.reviewNote }] : []))
  if (!filing.may.fill || !filing.reviewNote) return null
  return (
    <section className="border-danger bg-danger-soft rounded-control border px-4 py-3">
      <h2 className="text-danger font-semibold">{filingText.returnedTitle}</h2>
      <p>{filing.reviewNote}</p>
      {filing.reviewedByName && filing.reviewedAt && (
        <p className="text-ink-2">{filingText.returnedBy(filing.reviewedByName, beijingMinute(filing.reviewedAt))}</p>
      )}
      {noted.length > 0 && (
        <>
          <h3 className="mt-2 font-semibold">{filingText.returnedItems}</h3>
          <ul className="space-y-0.5">
            {noted.map(({ item, note }) => (
              <li key={item.id}>
                <Link href={`/self-inspections/${filing.id}/${sectionOf(item)}#${item.code}`} prefetch={false} className="link font-mono">
                  {item.code}
                </Link>{' '}
                {note}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function Receipt({ filing }: { filing: FilingView }) {
  return (
    <Card id="receipt" title={filingText.receipt}>
      <p className="font-mono text-lg font-semibold">{filing.receiptNumber}</p>
      <p className="text-ink-2 mb-2">{filingText.receiptNote}</p>
      <DescriptionList
        items={[
          { term: filingText.submittedBy, value: filing.submittedByName ?? '—' },
          { term: filingText.submittedAt, value: filing.submittedAt ? beijingMinute(filing.submittedAt) : '—' },
          ...(filing.state === 'accepted'
            ? [
                { term: filingText.reviewedBy, value: filing.reviewedByName ?? '—' },
                { term: filingText.reviewNote, value: filing.reviewNote || '—' },
              ]
            : []),
        ]}
      />
    </Card>
  )
}
