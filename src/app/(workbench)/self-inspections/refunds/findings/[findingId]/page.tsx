import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { CommandForm } from '#components/command-form'
import { Money } from '#components/money'
import { StatusTag } from '#components/status-tag'
import { StepButton } from '#components/step-button'
import { ButtonLink } from '#components/ui/button'
import { Card, PageHead } from '#components/ui/card'
import { DescriptionList } from '#components/ui/description-list'
import { Field } from '#components/ui/field'
import { Input } from '#components/ui/input'
import { beijingMinute } from '#domain/kernel/civil-date'
import { formatYuan } from '#domain/kernel/money'
import { olderLossFen } from '#domain/self-inspection/years'
import { findingFormText } from '#messages/zh/finding-form'
import { debtText, refundsText } from '#messages/zh/refunds'
import { itemText } from '#messages/zh/self-inspection'
import { getFindingDebts } from '#server/self-inspection/finding-debts'
import { requireActor } from '#server/session'
import { Years } from '../../../[filingId]/[section]/finding-card'
import { split, takeDemandBack, unconfirm } from '../../actions'

export const metadata: Metadata = { title: debtText.title }

type Found = NonNullable<Awaited<ReturnType<typeof getFindingDebts>>>
const states = { declared: 'waiting', confirmed: 'done', rejected: 'returned' } as const

/** One finding's money from demand to arrival, ledger by ledger. */
export default async function FindingDebtsPage({ params }: { params: Promise<{ findingId: string }> }) {
  const { findingId } = await params
  const actor = await requireActor()
  const finding = await getFindingDebts(actor, findingId)
  if (!finding) notFound()
  return (
    <>
      <PageHead
        title={finding.filing.institutionName}
        trail={
          <Link href="/self-inspections/refunds" prefetch={false} className="link">
            {debtText.back}
          </Link>
        }
        lead={finding.behaviour}
        actions={<ButtonLink href={`/self-inspections/${finding.filing.id}`}>{debtText.openFiling}</ButtonLink>}
      />
      <div className="space-y-4">
        <Card title={debtText.finding}>
          <DescriptionList
            columns={2}
            items={[
              { term: debtText.period, value: `${finding.periodFrom} — ${finding.periodTo}` },
              { term: debtText.fundLoss, value: <Money amountFen={finding.fundLossFen} /> },
              {
                term: debtText.older,
                value: finding.agreementFen === null ? debtText.byPeriod : <Money amountFen={finding.agreementFen} />,
              },
            ]}
          />
          <Years finding={finding} />
        </Card>
        <Demands finding={finding} />
        {finding.may.split &&
          (finding.agreementFen !== null || (finding.periodFrom < finding.edge && finding.periodTo >= finding.edge)) && (
            <SplitForm finding={finding} />
          )}
        <Payments finding={finding} />
      </div>
    </>
  )
}

function SplitForm({ finding }: { finding: Found }) {
  const proposed = finding.years.length > 0 ? olderLossFen(finding.years, finding.recordedOn) : null
  return (
    <Card title={debtText.splitTitle}>
      <p className="text-ink-2 mb-3">{debtText.splitHint(finding.edge)}</p>
      {proposed !== null && (
        <p className="mb-3">
          {findingFormText.proposal} <Money amountFen={proposed} />
          {finding.agreementFen === null && findingFormText.proposalUse}
        </p>
      )}
      <CommandForm action={split} submitLabel={debtText.split} fields={{ findingId: finding.id }} version={finding.version}>
        <Field name="older" label={debtText.older} unit={refundsText.yuan} required>
          <Input inputMode="decimal" className="w-48" defaultValue={formatYuan(finding.agreementFen ?? proposed ?? 0n)} />
        </Field>
      </CommandForm>
      {finding.agreementFen !== null && (
        <div className="mt-3">
          <StepButton
            label={debtText.unsplit}
            shut={null}
            fields={{ findingId: finding.id, version: finding.version, older: '' }}
            action={split}
          />
        </div>
      )}
    </Card>
  )
}

function Demands({ finding }: { finding: Found }) {
  return (
    <Card title={debtText.demands}>
      {finding.demands.length === 0 && <p className="text-ink-2">{debtText.noDemands}</p>}
      <ul className="space-y-2">
        {finding.demands.map((demand) => (
          <li key={demand.id} className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <span className="font-mono">{demand.number}</span>
            <span>{refundsText.ledgers[demand.ledger]}</span>
            <Money amountFen={demand.noticedFen} />
            <span>
              {refundsText.dueOn} {demand.dueOn}
            </span>
            <span className="text-ink-2">
              {demand.demandedByName} {beijingMinute(demand.demandedAt)}
            </span>
            {demand.withdrawnAt && <span className="text-ink-2">{debtText.withdrawn(demand.withdrawReason ?? '')}</span>}
            {!demand.withdrawnAt && finding.may.withdraw && (
              <StepButton
                label={debtText.withdrawDemand}
                shut={null}
                fields={{ demandId: demand.id, version: demand.version }}
                action={takeDemandBack}
                confirm={{ reason: { name: 'reason', required: true } }}
              />
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Payments({ finding }: { finding: Found }) {
  return (
    <Card title={debtText.payments}>
      {finding.refunds.length === 0 && <p className="text-ink-2">{debtText.noPayments}</p>}
      <ul className="space-y-2">
        {finding.refunds.map((refund) => (
          <li key={refund.id} className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <span>{refundsText.ledgers[refund.ledger]}</span>
            <Money amountFen={refund.amountFen} />
            <span>{refund.paidOn}</span>
            <span className="font-mono">{refund.voucherNumber}</span>
            {refund.proofFile && (
              <a href={`/api/files/${refund.proofFile.id}`} className="link">
                {refund.proofFile.displayName}
              </a>
            )}
            <StatusTag kind={states[refund.state]} label={itemText.refundStates[refund.state]} />
            {refund.matchedFen > 0n && (
              <span>
                {debtText.matched} <Money amountFen={refund.matchedFen} />
              </span>
            )}
            {refund.confirmReason && <span className="text-ink-2">{debtText.confirmedByHand(refund.confirmReason)}</span>}
            {finding.may.settle && refund.state === 'confirmed' && refund.matchedFen < refund.amountFen && (
              <StepButton
                label={debtText.unconfirm}
                shut={null}
                fields={{ refundId: refund.id, version: refund.version }}
                action={unconfirm}
                confirm={{ reason: { name: 'reason', required: true } }}
              />
            )}
            {refund.rejectionReason && <span className="text-danger">{itemText.rejectedBecause(refund.rejectionReason)}</span>}
          </li>
        ))}
      </ul>
    </Card>
  )
}
