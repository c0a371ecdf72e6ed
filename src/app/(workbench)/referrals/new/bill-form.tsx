import { CommandForm } from '#components/command-form'
import { Card } from '#components/ui/card'
import { Field } from '#components/ui/field'
import { Input, Textarea } from '#components/ui/input'
import { UploadField } from '#components/upload-field'
import { referralText } from '#messages/zh/referral'
import { referralProposalText } from '#messages/zh/referral-proposal'
import { proposeBills } from '../actions'
import { ContactFields, type Proposing, ReceiverFields } from './shared-fields'

/** A batch of e-bills to be verified, by a list, or pasted from a table. */
export function BillForm({ party, ...shared }: Proposing & { party: string }) {
  return (
    <CommandForm
      action={proposeBills}
      submitLabel={referralProposalText.propose}
      fields={shared.about}
      draftKey={shared.draftKey}
      className="max-w-4xl"
    >
      <Card title={referralText.basics}>
        <div className="space-y-4">
          <ReceiverFields {...shared} title={`${party}${referralText.kinds.billVerification}`} />
          <Field name="summary" label={referralProposalText.summaryField.other} hint={referralProposalText.summaryHint} required>
            <Textarea rows={3} maxLength={6000} />
          </Field>
          <UploadField
            name="billsFileId"
            label={referralProposalText.billsFile}
            hint={referralProposalText.billsFileHint}
            accept=".xlsx,.csv"
          />
          <Field name="bills" label={referralProposalText.billsField} hint={referralProposalText.billsHint}>
            <Textarea rows={8} className="w-full font-mono" spellCheck={false} />
          </Field>
          <Field name="answerBy" label={referralProposalText.answerByField} required>
            <Input type="date" defaultValue={shared.answerBy} className="w-48" />
          </Field>
          <ContactFields contactName={shared.contactName} contactPhone={shared.contactPhone} />
        </div>
      </Card>
    </CommandForm>
  )
}
