import { CommandForm } from '#components/command-form'
import { Card } from '#components/ui/card'
import { Field } from '#components/ui/field'
import { Input, Textarea } from '#components/ui/input'
import { referralText } from '#messages/zh/referral'
import { proposeBills } from '../actions'
import { ContactFields, type Proposing, ReceiverFields } from './shared-fields'

/** A batch of e-bills to be verified, pasted from a table. */
export function BillForm({ party, ...shared }: Proposing & { party: string }) {
  return (
    <CommandForm
      action={proposeBills}
      submitLabel={referralText.propose}
      fields={shared.about}
      draftKey={shared.draftKey}
      className="max-w-4xl"
    >
      <Card title={referralText.basics}>
        <div className="space-y-4">
          <ReceiverFields {...shared} title={`${party}${referralText.kinds.billVerification}`} />
          <Field name="summary" label={referralText.summaryField.other} hint={referralText.summaryHint} required>
            <Textarea rows={3} maxLength={6000} />
          </Field>
          <Field name="bills" label={referralText.billsField} hint={referralText.billsHint} required>
            <Textarea rows={10} className="w-full font-mono" spellCheck={false} />
          </Field>
          <Field name="answerBy" label={referralText.answerByField} required>
            <Input type="date" defaultValue={shared.answerBy} className="w-48" />
          </Field>
          <ContactFields contactName={shared.contactName} />
        </div>
      </Card>
    </CommandForm>
  )
}
