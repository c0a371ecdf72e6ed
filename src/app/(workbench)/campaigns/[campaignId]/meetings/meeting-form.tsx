'use client'

import { CommandForm } from '#components/command-form'
import { Card } from '#components/ui/card'
import { Field } from '#components/ui/field'
import { Input, Textarea } from '#components/ui/input'
import { meetingText } from '#messages/zh/campaign'
import { meet } from '../../actions'
import { type Agency, AttendanceFields, DecisionFields } from './meeting-parts'

/** A meeting as it is written down: what it was about, who was there, and what each agency has to do because of it. */
export function MeetingForm({
  campaignId,
  attendees,
  agencies,
}: {
  campaignId: string
  attendees: readonly Agency[]
  agencies: readonly Agency[]
}) {
  return (
    <Card title={meetingText.record} className="border-brand">
      <CommandForm action={meet} submitLabel={meetingText.save} fields={{ campaignId }} draftKey={`meeting-${campaignId}`}>
        <div className="flex flex-wrap gap-4">
          <Field name="title" label={meetingText.titleField} required className="grow">
            <Input maxLength={80} />
          </Field>
          <Field name="heldOn" label={meetingText.heldOn} required>
            <Input type="date" className="w-44" />
          </Field>
        </div>
        <Field name="agenda" label={meetingText.agenda} required>
          <Textarea rows={3} maxLength={4000} />
        </Field>
        <Field name="minutes" label={meetingText.minutes}>
          <Textarea rows={4} maxLength={20_000} />
        </Field>
        <AttendanceFields attendees={attendees} />
        <DecisionFields agencies={agencies} />
      </CommandForm>
    </Card>
  )
}
