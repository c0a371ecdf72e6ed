import { Money } from '#components/money'
import { StatusTag } from '#components/status-tag'
import { StepButton } from '#components/step-button'
import { ButtonLink } from '#components/ui/button'
import { DescriptionList } from '#components/ui/description-list'
import { Tag } from '#components/ui/tag'
import { beijingDay } from '#domain/kernel/civil-date'
import { citation } from '#domain/law/law'
import { limitationBasis, recovery } from '#domain/self-inspection/finding'
import { limitationEdge } from '#domain/self-inspection/ledger'
import { findingAmounts } from '#domain/self-inspection/years'
import { findingFormText } from '#messages/zh/finding-form'
import { refundsText } from '#messages/zh/refunds'
import { filingText, itemText } from '#messages/zh/self-inspection'
import type { KeptDraft } from '#server/draft/drafts'
import type { FilingView } from '#server/self-inspection/filing-queries'
import type { FilingFinding, FilingItem } from '#server/self-inspection/load-items'
import { takeFindingBack, takeRefundBack } from '../../actions'
import { FindingForm } from './finding-form'
import type { Opened } from './opened'
import { RefundForm } from './refund-form'

const refundKinds = { declared: 'waiting', confirmed: 'done', rejected: 'returned' } as const

/** A finding as it is recorded, with its evidence and the money returned for it; its forms open in its place. */
export function FindingCard({
  filing,
  section,
  item,
  finding,
  opened,
  draft,
}: {
  filing: FilingView
  section: string
  item: FilingItem
  finding: FilingFinding
  opened: Opened | null
  draft: KeptDraft | null
}) {
  if (opened?.form === 'edit' && opened.id === finding.id)
    return <FindingForm filing={filing} section={section} item={item} finding={finding} draft={draft} />
  const path = `/self-inspections/${filing.id}/${section}`
  return (
    <section aria-label={finding.behaviour} className="border-divider mt-2 border-t pt-2">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span className="font-semibold">{finding.behaviour}</span>
        <RecoveryTag finding={finding} />
        {finding.remediedAt ? (
          <span className="text-ink-2">{itemText.remediedOn(beijingDay(finding.remediedAt))}</span>
        ) : (
          finding.remedyDueOn && <span className="text-ink-2">{itemText.remedyDue(finding.remedyDueOn)}</span>
        )}
      </p>
      <DescriptionList
        columns={3}
        items={[
          { term: filingText.billed, value: <Money amountFen={finding.billedFen} /> },
          { term: filingText.irregular, value: <Money amountFen={finding.irregularFen} /> },
          { term: filingText.fundLoss, value: <Money amountFen={finding.fundLossFen} /> },
          { term: filingText.people, value: `${finding.peopleCount}` },
          { term: itemText.period, value: `${finding.periodFrom} — ${finding.periodTo}` },
          { term: itemText.evidenceFiles, value: <Evidence finding={finding} /> },
          { term: itemText.cause, value: finding.cause || '—' },
          { term: itemText.remedy, value: finding.remedy || '—' },
        ]}
      />
      <Years finding={finding} />
      <Refunds filing={filing} finding={finding} />
      {opened?.form === 'refund' && opened.id === finding.id ? (
        <RefundForm filing={filing} section={section} item={item} finding={finding} draft={draft} />
      ) : (
        <div className="mt-2 flex flex-wrap items-start gap-2">
          {filing.may.refund && <ButtonLink href={`${path}?refund=${finding.id}#${item.code}`}>{itemText.declareRefund}</ButtonLink>}
          {filing.may.fill && (
            <>
              <ButtonLink href={`${path}?edit=${finding.id}#${item.code}`}>{itemText.edit}</ButtonLink>
              {finding.refunds.length === 0 && (
                <StepButton
                  label={itemText.remove}
                  shut={null}
                  variant="danger"
                  fields={{ findingId: finding.id, version: finding.version }}
                  action={takeFindingBack}
                  confirm={{ body: itemText.removeBody }}
                />
              )}
            </>
          )}
        </div>
      )}
    </section>
  )
}

/** The amounts year by year, where the institution has told them apart. */
export function Years({ finding }: { finding: Pick<FilingFinding, 'years' | 'recordedOn'> }) {
  if (finding.years.length === 0) return null
  const edge = limitationEdge(finding.recordedOn)
  return (
    <ul aria-label={findingFormText.years} className="mt-1 space-y-0.5">
      {finding.years.map((year) => (
        <li key={year.from} className="flex flex-wrap items-center gap-x-3">
          <span>
            {year.from} — {year.to}
          </span>
          {findingAmounts.map((amount) => (
            <span key={amount}>
              <span className="text-ink-2">{findingFormText.amounts[amount]}</span> <Money amountFen={year[amount]} />
            </span>
          ))}
          {year.to < edge && <Tag tone="agreement">{findingFormText.older}</Tag>}
        </li>
      ))}
    </ul>
  )
}

/** That all or part of the money lies more than two years back: it can be recovered or returned, but not penalised. */
export function RecoveryTag({ finding }: { finding: Pick<FilingFinding, 'periodFrom' | 'periodTo' | 'recordedOn'> }) {
  const left = recovery(finding, finding.recordedOn) // as the ledgers judge it
  if (left === 'full') return null
  return (
    <span title={`${itemText.recoveryBasis}${citation(limitationBasis)}`}>
      <Tag tone="agreement">{itemText.recovery[left]}</Tag>
    </span>
  )
}

export function Evidence({ finding }: { finding: Pick<FilingFinding, 'evidence'> }) {
  if (finding.evidence.length === 0) return <span className="text-hint">{itemText.evidenceNone}</span>
  return (
    <ul>
      {finding.evidence.map(({ id, title, file }) => (
        <li key={id}>
          <a href={`/api/files/${file.id}`} className="link">
            {title}
          </a>
        </li>
      ))}
    </ul>
  )
}

function Refunds({ filing, finding }: { filing: FilingView; finding: FilingFinding }) {
  if (finding.refunds.length === 0) return null
  return (
    <ul aria-label={itemText.refund} className="mt-2 space-y-1">
      {finding.refunds.map((refund) => (
        <li key={refund.id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="text-ink-2">{refundsText.ledgers[refund.ledger]}</span>
          <Money amountFen={refund.amountFen} />
          <span>{refund.paidOn}</span>
          <span className="font-mono">{refund.voucherNumber}</span>
          {refund.proofFile && (
            <a href={`/api/files/${refund.proofFile.id}`} className="link">
              {refund.proofFile.displayName}
            </a>
          )}
          <StatusTag kind={refundKinds[refund.state]} label={itemText.refundStates[refund.state]} />
          {refund.rejectionReason && <span className="text-danger">{itemText.rejectedBecause(refund.rejectionReason)}</span>}
          {refund.state === 'declared' && filing.may.refund && (
            <StepButton
              label={itemText.withdraw}
              shut={null}
              fields={{ refundId: refund.id, version: refund.version }}
              action={takeRefundBack}
            />
          )}
        </li>
      ))}
    </ul>
  )
}
