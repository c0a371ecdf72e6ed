'use client'

import { CommandForm } from '#components/command-form'
import { Field } from '#components/ui/field'
import { Input, Select } from '#components/ui/input'
import type { MeetingReply } from '#domain/campaign/meeting-steps'
import { meetingText } from '#messages/zh/campaign'
import { reply as answer } from '../../actions'

type Attendee = { id: string; name: string; reply: MeetingReply; replyNote: string }

/** Who comes of the own agency, or why nobody does. */
export const ReplyForm = ({ attendee: { id, name, reply, replyNote } }: { attendee: Attendee }) => (
  <CommandForm action={answer} submitLabel={meetingText.sendReply} fields={{ attendeeId: id }} scope={id} className="mt-3" inline>
    <Field name="reply" label={meetingText.reply} required>
      <Select
        options={(['coming', 'excused'] as const).map((value) => ({ value, label: meetingText.replies[value] }))}
        defaultValue={reply === 'none' ? 'coming' : reply}
      />
    </Field>
    <Field name="name" label={meetingText.attendee}>
      <Input maxLength={40} defaultValue={name} className="w-40" />
    </Field>
    <Field name="note" label={meetingText.replyNote}>
      <Input maxLength={200} defaultValue={replyNote} className="w-64" />
    </Field>
  </CommandForm>
)
