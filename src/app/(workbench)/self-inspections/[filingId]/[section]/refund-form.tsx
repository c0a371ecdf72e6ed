import { CommandForm } from '#components/command-form'
import { ButtonLink } from '#components/ui/button'
import { Field } from '#components/ui/field'
import { Input, Select } from '#components/ui/input'
import { UploadField } from '#components/upload-field'
import { beijingDay } from '#domain/kernel/civil-date'
import { formatYuan } from '#domain/kernel/money'
import { refundLedgers } from '#domain/self-inspection/ledger'
import { ledgerFor, leftByLedger } from '#domain/self-inspection/refund'
import { refundsText } from '#messages/zh/refunds'
import { itemText } from '#messages/zh/self-inspection'
import { currentTime } from '#server/clock/now'
import type { KeptDraft } from '#server/draft/drafts'
import type { FilingView } from '#server/self-inspection/filing-queries'
import type { FilingFinding, FilingItem } from '#server/self-inspection/load-items'
import { keepDraft, letDraftGo, payBack } from '../../actions'
import { OpenedForm } from './opened-form'

/** Money returned to the fund for a finding: how much, when, under which voucher, with the proof. */
export function RefundForm({
  filing,
  section,
  item,
  finding,
  draft,
}: {
  filing: FilingView
  section: string
  item: FilingItem
  finding: FilingFinding
  draft: KeptDraft | null
}) {
  const formKey = `refund:${finding.id}`
  const lefts = leftByLedger(finding)
  const open = refundLedgers.filter((ledger) => lefts[ledger] > 0n)
  const left = lefts[ledgerFor(lefts)]
  return (
    <OpenedForm>
      <p className="mb-2">
        {open.length > 1
          ? open.map((ledger) => itemText.refundLeftOn(refundsText.ledgers[ledger], formatYuan(lefts[ledger]))).join('；')
          : itemText.refundLeft(formatYuan(left))}
      </p>
      <CommandForm
        action={payBack}
        submitLabel={itemText.refundSave}
        fields={{ filingId: filing.id, section, anchor: item.code, formKey, findingId: finding.id }}
        draftKey={formKey}
        keptDraft={{ found: draft, save: keepDraft.bind(null, formKey), drop: letDraftGo.bind(null, formKey) }}
        secondary={<ButtonLink href={`/self-inspections/${filing.id}/${section}#${item.code}`}>{itemText.cancel}</ButtonLink>}
      >
        {open.length > 1 && (
          <Field name="ledger" label={refundsText.ledger} required>
            <Select options={open.map((value) => ({ value, label: refundsText.ledgers[value] }))} />
          </Field>
        )}
        <div className="grid gap-x-4 gap-y-3 tablet:grid-cols-3">
          <Field name="amount" label={itemText.refundAmount} unit={itemText.yuan} required>
            <Input inputMode="decimal" defaultValue={left > 0n ? formatYuan(left) : ''} />
          </Field>
          <Field name="paidOn" label={itemText.paidOn} required>
            <Input type="date" max={beijingDay(currentTime())} />
          </Field>
          <Field name="voucherNumber" label={itemText.voucher} required>
            <Input maxLength={60} />
          </Field>
        </div>
        <p className="text-hint">{itemText.voucherHint}</p>
        <UploadField name="proofFileId" label={itemText.proof} hint={itemText.proofHint} required />
      </CommandForm>
    </OpenedForm>
  )
}
