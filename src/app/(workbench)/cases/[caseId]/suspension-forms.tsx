import { CommandForm } from '#components/command-form'
import { StepButton } from '#components/step-button'
import { Disclosure } from '#components/ui/disclosure'
import { Field } from '#components/ui/field'
import { Input, Select, Textarea } from '#components/ui/input'
import { UploadField } from '#components/upload-field'
import { suspensionGrounds } from '#domain/case/tracks/suspension'
import { stepCitation } from '#domain/law/law'
import { suspensionText } from '#messages/zh/case-suspension'
import { formText } from '#messages/zh/form'
import type { CaseView } from '#server/case/queries'
import { halt } from '../actions'

const { fields } = suspensionText
const grounds = suspensionGrounds.map((value) => ({ value, label: suspensionText.grounds[value] }))

/** Has the procedure stand still, or go on: with its day, its ground and what proves it. */
export const SuspensionForms = ({ file }: { file: CaseView }) =>
  file.suspensionSteps.map((step) => <SuspensionForm key={step.name} file={file} step={step} />)

function SuspensionForm({ file, step: { name, basis: from, shut } }: { file: CaseView; step: CaseView['suspensionSteps'][number] }) {
  const label = suspensionText.steps[name]
  const basis = stepCitation(from)
  if (shut !== null) return <StepButton label={label} shut={shut} fields={{}} action={halt} variant="outline" basis={basis} />
  return (
    <Disclosure summary={label} className="border-divider border-t pt-2">
      <CommandForm scope={name} action={halt} submitLabel={label} version={file.version} fields={{ caseId: file.id, step: name }}>
        {name === 'suspend' && (
          <Field name="ground" label={fields.ground} hint={suspensionText.groundHint} required>
            <Select options={grounds} />
          </Field>
        )}
        <Field
          name={name === 'suspend' ? 'suspendedOn' : 'resumedOn'}
          label={name === 'suspend' ? fields.suspendedOn : fields.resumedOn}
          required
        >
          <Input type="date" />
        </Field>
        <Field name="reason" label={fields.reason} hint={suspensionText.reasonHint[name]} required>
          <Textarea rows={3} maxLength={1000} />
        </Field>
        <UploadField name="proofFileIds" label={fields.proofFileIds} hint={suspensionText.proofHint[name]} required multiple />
        <p className="text-hint max-w-96">{suspensionText.halting}</p>
        {basis && (
          <p className="text-hint max-w-96">
            {formText.basis}：{basis}
          </p>
        )}
      </CommandForm>
    </Disclosure>
  )
}
