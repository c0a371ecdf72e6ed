'use client'

import { CommandForm } from '#components/command-form'
import { Card } from '#components/ui/card'
import { Field } from '#components/ui/field'
import { Input, Textarea } from '#components/ui/input'
import type { MeetingReply, MeetingState } from '#domain/campaign/meeting-steps'
import { meetingText } from '#messages/zh/campaign'
import { keep } from '../../actions'
import { type Agency, AttendanceFields, DecisionFields } from './meeting-parts'

type Meeting = {
  id: string
  version: number
  state: MeetingState
  title: string
  heldOn: string
  minutes: string
  attendees: readonly { agencyId: string | null; agencyName: string; name: string; present: boolean; reply: MeetingReply }[]
}

/** What was said and decided at a meeting that was called; or minutes that are put right. */
export function MinutesForm({ meeting, agencies }: { meeting: Meeting; agencies: readonly Agency[] }) {
  const { id, version, state, title, heldOn, minutes } = meeting
  const attendees = meeting.attendees.flatMap(({ agencyId, agencyName, name, present, reply }) =>
    agencyId === null ? [] : [{ id: agencyId, name: agencyName, person: name, present: state === 'held' ? present : reply !== 'excused' }],
  )
  return (
    <Card title={`${meetingText.minutes}　${title}`} className="border-brand">
      <CommandForm
        action={keep}
        submitLabel={meetingText.saveMinutes}
        version={version}
        fields={{ meetingId: id }}
        draftKey={`minutes-${id}`}
      >
        <Field name="heldOn" label={meetingText.heldOn} required>
          <Input type="date" defaultValue={heldOn} className="w-44" />
        </Field>
        <Field name="minutes" label={meetingText.minutes} required>
          <Textarea rows={6} minLength={2} maxLength={20_000} defaultValue={minutes} />
        </Field>
        <AttendanceFields attendees={attendees} />
        <DecisionFields agencies={agencies} />
      </CommandForm>
    </Card>
  )
}
