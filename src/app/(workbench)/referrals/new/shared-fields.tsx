import { Field } from '#components/ui/field'
import { Input, Select } from '#components/ui/input'
import { UploadField } from '#components/upload-field'
import { referralProposalText } from '#messages/zh/referral-proposal'

/** What every form of a new referral is given. */
export type Proposing = {
  about: Readonly<Record<string, string>>
  receivers: readonly { id: string; name: string }[]
  campaigns: readonly { id: string; name: string }[]
  contactName: string
  contactPhone: string
  draftKey: string
  answerBy: string
}

export function ReceiverFields({ receivers, campaigns, title }: Pick<Proposing, 'receivers' | 'campaigns'> & { title: string }) {
  return (
    <>
      <Field name="receiverAgencyId" label={referralProposalText.receiverField} required>
        <Select options={receivers.map(({ id, name }) => ({ value: id, label: name }))} />
      </Field>
      {campaigns.length > 0 && (
        <Field name="campaignId" label={referralProposalText.campaignField} required>
          <Select options={campaigns.map(({ id, name }) => ({ value: id, label: name }))} />
        </Field>
      )}
      <Field name="title" label={referralProposalText.titleField} required>
        <Input maxLength={120} defaultValue={title} />
      </Field>
    </>
  )
}

type Contact = Pick<Proposing, 'contactName' | 'contactPhone'> & { hint?: string }

export function ContactFields({ contactName, contactPhone, hint }: Contact) {
  return (
    <>
      <UploadField name="evidenceFileIds" label={referralProposalText.attach} hint={hint} multiple />
      <div className="grid gap-4 tablet:grid-cols-2">
        <Field name="contactName" label={referralProposalText.contactName} required>
          <Input maxLength={40} defaultValue={contactName} />
        </Field>
        <Field name="contactPhone" label={referralProposalText.contactPhone} required>
          <Input maxLength={40} inputMode="tel" defaultValue={contactPhone} />
        </Field>
      </div>
    </>
  )
}
