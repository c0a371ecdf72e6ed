import { CommandForm } from '#components/command-form'
import { Card } from '#components/ui/card'
import { Field } from '#components/ui/field'
import { Input, Textarea } from '#components/ui/input'
import type { ReferralKind } from '#domain/referral/kinds'
import { referralText } from '#messages/zh/referral'
import { referralProposalText } from '#messages/zh/referral-proposal'
import { proposeToDepartment } from '../actions'
import { ContactFields, type Proposing, ReceiverFields } from './shared-fields'

type Props = Proposing & { kind: Exclude<ReferralKind, 'police' | 'billVerification'>; party: string }

/** A matter for another authority under its own law (线索移送函). */
export function MatterForm({ kind, party, ...shared }: Props) {
  return (
    <CommandForm
      action={proposeToDepartment}
      submitLabel={referralProposalText.propose}
      fields={{ kind, ...shared.about }}
      draftKey={shared.draftKey}
      className="max-w-4xl"
    >
      <Card title={referralText.basics}>
        <div className="space-y-4">
          <ReceiverFields {...shared} title={party} />
          <Field name="summary" label={referralProposalText.summaryField.other} hint={referralProposalText.summaryHint} required>
            <Textarea rows={5} maxLength={6000} />
          </Field>
          <Field name="grounds" label={referralProposalText.grounds} hint={referralProposalText.groundsHint} required>
            <Textarea rows={2} maxLength={1000} />
          </Field>
          <Field name="suggestion" label={referralProposalText.suggestion} required>
            <Textarea rows={3} maxLength={4000} />
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
