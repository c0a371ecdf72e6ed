import { CommandForm } from '#components/command-form'
import { Card } from '#components/ui/card'
import { Field } from '#components/ui/field'
import { Input, Textarea } from '#components/ui/input'
import { referralText } from '#messages/zh/referral'
import { referralProposalText } from '#messages/zh/referral-proposal'
import { proposeToPolice } from '../actions'
import { ContactFields, type Proposing, ReceiverFields } from './shared-fields'

type File = { id: string; partyName: string; cause: string; summary: string }

/** The written report on a suspected crime (书面报告): from it come the investigation report, the item list and the letter. */
export function PoliceForm({ file, ...shared }: Proposing & { file: File }) {
  return (
    <CommandForm
      action={proposeToPolice}
      submitLabel={referralProposalText.propose}
      fields={{ caseId: file.id }}
      draftKey={shared.draftKey}
      className="max-w-4xl"
    >
      <Card title={referralText.basics}>
        <div className="space-y-4">
          <ReceiverFields {...shared} campaigns={[]} title={file.cause} />
          <Field name="suspectedCrime" label={referralProposalText.suspectedCrime} required>
            <Input maxLength={100} defaultValue={referralProposalText.usualCrime} className="w-60" />
          </Field>
          <Field name="summary" label={referralProposalText.summaryField.police} hint={referralProposalText.summaryHint} required>
            <Textarea rows={5} maxLength={6000} defaultValue={file.summary} />
          </Field>
          <Field name="investigation" label={referralProposalText.investigation} required>
            <Textarea rows={3} maxLength={4000} />
          </Field>
          <Field name="evidence" label={referralProposalText.evidenceField} hint={referralProposalText.evidenceHint} required>
            <Textarea rows={4} maxLength={6000} />
          </Field>
          <Field name="qualification" label={referralProposalText.qualification} required>
            <Textarea rows={3} maxLength={4000} />
          </Field>
          <Field name="measures" label={referralProposalText.measures} required>
            <Textarea rows={3} maxLength={4000} />
          </Field>
        </div>
      </Card>
      <Card title={referralText.materialList}>
        <div className="space-y-4">
          <Field name="exhibits" label={referralProposalText.exhibits} hint={referralProposalText.exhibitsHint}>
            <Textarea rows={3} maxLength={20_000} />
          </Field>
          <ContactFields contactName={shared.contactName} hint={referralProposalText.attachHint} />
        </div>
      </Card>
    </CommandForm>
  )
}
