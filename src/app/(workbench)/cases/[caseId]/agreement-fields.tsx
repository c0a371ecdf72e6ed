import { Field } from '#components/ui/field'
import { Input, Select, Textarea } from '#components/ui/input'
import { UploadField } from '#components/upload-field'
import type { AgreementStep } from '#domain/case/tracks/agreement'
import { agreementMeasureKinds, barMonths } from '#domain/case/tracks/agreement-measures'
import { institutionSays } from '#domain/case/tracks/inputs-of-agreement'
import { caseServiceMethods } from '#domain/case/tracks/stages'
import { agreementText } from '#messages/zh/case-agreement'
import { procedureText } from '#messages/zh/case-procedure'

const { fields, hints } = agreementText

const Day = ({ name }: { name: 'statedOn' | 'decidedOn' | 'servedOn' | 'performedOn' | 'reportedOn' }) => (
  <Field name={name} label={fields[name]} required>
    <Input type="date" />
  </Field>
)
const Proof = ({ hint, required = true }: { hint?: string; required?: boolean }) => (
  <UploadField name="proofFileIds" label={fields.proofFileIds} hint={hint} required={required} multiple />
)
const Reason = () => (
  <Field name="reason" label={fields.reason} required>
    <Textarea rows={2} maxLength={2000} />
  </Field>
)

/** What each step asks for; `null` where a press of the button says it all. */
export const agreementFields: Readonly<Record<AgreementStep, React.ReactNode>> = {
  accept: null,
  decline: <Reason />,
  state: (
    <>
      <div className="grid gap-4 tablet:grid-cols-2">
        <Field name="said" label={fields.said} required>
          <Select options={institutionSays.map((value) => ({ value, label: agreementText.says[value] }))} />
        </Field>
        <Day name="statedOn" />
      </div>
      <Field name="statement" label={fields.statement}>
        <Textarea rows={4} maxLength={4000} />
      </Field>
      <Proof hint={hints.state} />
    </>
  ),
  propose: (
    <Field name="proposal" label={fields.proposal} required>
      <Textarea rows={4} maxLength={4000} />
    </Field>
  ),
  sendBack: <Reason />,
  decide: (
    <>
      <Day name="decidedOn" />
      <Field name="opinion" label={fields.opinion}>
        <Textarea rows={2} maxLength={2000} />
      </Field>
    </>
  ),
  serve: (
    <>
      <div className="grid gap-4 tablet:grid-cols-2">
        <Day name="servedOn" />
        <Field name="method" label={fields.method} required>
          <Select options={caseServiceMethods.map((value) => ({ value, label: procedureText.methods[value] }))} />
        </Field>
        <Field name="receiver" label={fields.receiver} required>
          <Input maxLength={60} />
        </Field>
      </div>
      <Proof hint={hints.serve} />
    </>
  ),
  perform: null,
  close: (
    <>
      <Day name="reportedOn" />
      <Field name="outcome" label={fields.outcome} required>
        <Textarea rows={3} maxLength={1000} />
      </Field>
    </>
  ),
}

/** One measure with the clause that allows it. */
export const PlanFields = () => (
  <>
    <div className="grid gap-4 tablet:grid-cols-2">
      <Field name="kind" label={fields.kind} required>
        <Select options={agreementMeasureKinds.map((value) => ({ value, label: agreementText.measures[value] }))} />
      </Field>
      <Field name="clause" label={fields.clause} required>
        <Input maxLength={200} />
      </Field>
      <Field name="amount" label={fields.amount} hint={hints.amount}>
        <Input inputMode="decimal" maxLength={20} />
      </Field>
      <Field name="days" label={fields.days} hint={hints.days}>
        <Input inputMode="numeric" maxLength={3} />
      </Field>
      <Field name="months" label={fields.months} hint={hints.months}>
        <Select blank={hints.none} options={barMonths.map((months) => ({ value: String(months), label: agreementText.bars[months] }))} />
      </Field>
    </div>
    <Field name="note" label={fields.note}>
      <Input maxLength={500} />
    </Field>
  </>
)

/** What came of a measure. */
export const PerformFields = () => (
  <>
    <Day name="performedOn" />
    <Field name="result" label={fields.result} required>
      <Textarea rows={2} maxLength={1000} />
    </Field>
    <Proof required={false} />
  </>
)
