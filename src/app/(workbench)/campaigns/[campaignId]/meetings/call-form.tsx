'use client'

import { CommandForm } from '#components/command-form'
import { Card } from '#components/ui/card'
import { Checkbox } from '#components/ui/choice'
import { Field } from '#components/ui/field'
import { Input, Textarea } from '#components/ui/input'
import { meetingText } from '#messages/zh/campaign'
import { callTo } from '../../actions'
import type { Agency } from './meeting-parts'

/** A meeting that is still to be held: what it is about, when and where, and who is asked to it. */
export function CallForm(props: { campaignId: string; agencies: readonly Agency[]; attendees: readonly Agency[] }) {
  const { campaignId, agencies, attendees } = props
  return (
    <Card title={meetingText.call} className="border-brand">
      <CommandForm action={callTo} submitLabel={meetingText.sendCall} fields={{ campaignId }} draftKey={`meeting-call-${campaignId}`}>
        <div className="flex flex-wrap gap-4">
          <Field name="title" label={meetingText.titleField} required className="grow">
            <Input minLength={2} maxLength={80} />
          </Field>
          <Field name="heldOn" label={meetingText.heldOn} required>
            <Input type="date" className="w-44" />
          </Field>
          <Field name="begins" label={meetingText.begins} required>
            <Input maxLength={20} className="w-32" />
          </Field>
          <Field name="place" label={meetingText.place} required>
            <Input maxLength={80} className="w-64" />
          </Field>
        </div>
        <Field name="agenda" label={meetingText.agenda} required>
          <Textarea rows={3} minLength={2} maxLength={4000} />
        </Field>
        <fieldset>
          <legend className="font-semibold">{meetingText.asked}</legend>
          <div className="mt-1 flex flex-wrap gap-x-5">
            {agencies.map(({ id, name }) => (
              <Checkbox key={id} name="agencyIds" value={id} label={name} defaultChecked={attendees.some((one) => one.id === id)} />
            ))}
          </div>
        </fieldset>
      </CommandForm>
    </Card>
  )
}
