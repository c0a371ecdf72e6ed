import { CommandForm } from '#components/command-form'
import { SheetButton } from '#components/sheet-links'
import { StepButton } from '#components/step-button'
import { Card } from '#components/ui/card'
import { DescriptionList } from '#components/ui/description-list'
import { Disclosure } from '#components/ui/disclosure'
import { Field } from '#components/ui/field'
import { Input, Select, Textarea } from '#components/ui/input'
import { Tag } from '#components/ui/tag'
import { type CreditStep, creditKinds } from '#domain/credit/steps'
import { stepCitation } from '#domain/law/law'
import { creditText } from '#messages/zh/credit'
import type { CaseCredits } from '#server/credit/queries'
import { takeCredit } from '../credit-actions'

const { fields } = creditText
type Record_ = CaseCredits['records'][number]

const reason = (
  <Field name="reason" label={fields.reason} required>
    <Textarea rows={2} maxLength={2000} />
  </Field>
)
const day = (
  <Field name="on" label={fields.on} required>
    <Input type="date" />
  </Field>
)
const askedBy: Readonly<Record<CreditStep, React.ReactNode>> = {
  approve: (
    <Field name="opinion" label={fields.opinion}>
      <Textarea rows={2} maxLength={500} />
    </Field>
  ),
  sendBack: reason,
  tell: (
    <>
      {day}
      <Field name="receiver" label={fields.receiver} required>
        <Input maxLength={60} />
      </Field>
    </>
  ),
  object: (
    <>
      {day}
      {reason}
    </>
  ),
  uphold: reason,
  revoke: reason,
  repair: reason,
  lapse: day,
}

type Props = { caseId: string; credits: CaseCredits | null }

/** What is kept of the credit of the institution, of this case, and the steps open to this person. */
export function CaseCredit({ caseId, credits }: Props) {
  if (!credits || (credits.records.length === 0 && !credits.mayPropose)) return null
  return (
    <Card title={creditText.title}>
      <p className="text-hint">{creditText.unverified}</p>
      {credits.records.length === 0 && <p className="text-ink-2">{creditText.none}</p>}
      <ul className="space-y-3">
        {credits.records.map((record) => (
          <One key={record.id} caseId={caseId} record={record} />
        ))}
      </ul>
      {credits.mayPropose && <Proposal caseId={caseId} />}
    </Card>
  )
}

const Proposal = ({ caseId }: { caseId: string }) => (
  <Disclosure summary={creditText.propose}>
    <CommandForm action={takeCredit} submitLabel={creditText.propose} fields={{ caseId, step: 'propose' }} scope="credit">
      <Field name="kind" label={fields.kind} required>
        <Select options={creditKinds.map((value) => ({ value, label: creditText.kinds[value] }))} />
      </Field>
      <Field name="level" label={fields.level} required>
        <Input maxLength={40} />
      </Field>
      <Field name="basis" label={fields.basis} required>
        <Input minLength={5} maxLength={500} />
      </Field>
      <Field name="ground" label={fields.ground} hint={creditText.groundHint} required>
        <Textarea rows={3} minLength={10} maxLength={2000} />
      </Field>
      <Field name="fromOn" label={fields.fromOn} required>
        <Input type="date" />
      </Field>
      <Field name="untilOn" label={fields.untilOn} required>
        <Input type="date" />
      </Field>
    </CommandForm>
  </Disclosure>
)

function One({ caseId, record }: { caseId: string; record: Record_ }) {
  const { id, seq, version, stage } = record
  return (
    <li className="space-y-2">
      <p className="flex flex-wrap items-center gap-2">
        <span className="font-semibold">{creditText.record(seq)}</span>
        <Tag tone={stage === 'told' ? 'warning' : stage === 'repaired' ? 'success' : undefined}>{creditText.stages[stage]}</Tag>
        <span>{`${creditText.kinds[record.kind]}　${record.level}`}</span>
      </p>
      <DescriptionList items={itemsOf(record)} />
      {record.steps.map(({ name, basis, shut }) =>
        shut ? (
          <StepButton key={name} label={creditText.steps[name]} shut={shut} fields={{}} action={takeCredit} basis={stepCitation(basis)} />
        ) : (
          <Disclosure key={name} summary={creditText.steps[name]}>
            <CommandForm
              action={takeCredit}
              submitLabel={creditText.steps[name]}
              submitVariant="outline"
              version={version}
              fields={{ caseId, creditId: id, step: name }}
              scope={`credit-${name}-${seq}`}
            >
              {askedBy[name]}
            </CommandForm>
          </Disclosure>
        ),
      )}
      <SheetButton kind="creditNotice" id={id} />
    </li>
  )
}

const itemsOf = (record: Record_) => [
  { term: fields.period, value: creditText.period(record.fromOn, record.untilOn), note: record.basis },
  { term: fields.ground, value: record.ground, note: record.proposedByName },
  ...(record.approvedByName ? [{ term: fields.approved, value: record.approvedByName, note: record.opinion }] : []),
  ...(record.toldOn ? [{ term: fields.told, value: record.toldOn, note: record.receiver }] : []),
  ...(record.objectedOn ? [{ term: fields.objection, value: record.objection, note: record.objectedOn }] : []),
  ...(record.answer ? [{ term: fields.answer, value: record.answer, note: record.answeredByName }] : []),
  ...(record.endReason ? [{ term: fields.ended, value: record.endReason, note: record.endedOn }] : []),
]
