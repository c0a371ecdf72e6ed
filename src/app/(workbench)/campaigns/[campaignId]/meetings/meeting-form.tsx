'use client'

import { useState } from 'react'
import { CommandForm } from '#components/command-form'
import { Button } from '#components/ui/button'
import { Card } from '#components/ui/card'
import { Checkbox } from '#components/ui/choice'
import { Field } from '#components/ui/field'
import { Input, Select, Textarea } from '#components/ui/input'
import { meetingText } from '#messages/zh/campaign'
import { meet } from '../../actions'

type Agency = { id: string; name: string }

const mostDecisions = 30

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
  const [decisions, setDecisions] = useState(1)
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
        <fieldset>
          <legend className="font-semibold">{meetingText.attendance}</legend>
          <div className="space-y-1">
            {attendees.map(({ id, name }, place) => (
              <div key={id} className="flex flex-wrap items-center gap-3">
                <input type="hidden" name={`attendance.${place}.agencyId`} value={id} />
                <span className="w-56">{name}</span>
                <Input
                  name={`attendance.${place}.name`}
                  aria-label={meetingText.attendeeOf(name)}
                  placeholder={meetingText.attendee}
                  className="w-40"
                />
                <Checkbox
                  name={`attendance.${place}.present`}
                  label={meetingText.present}
                  aria-label={meetingText.presentOf(name)}
                  defaultChecked
                />
              </div>
            ))}
          </div>
        </fieldset>
        <fieldset>
          <legend className="font-semibold">{meetingText.decisions}</legend>
          <p className="text-hint">{meetingText.decisionsHint}</p>
          <div className="mt-1 space-y-2">
            {Array.from({ length: decisions }, (_, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows are only ever added at the end
              <Decision key={place} place={place} agencies={agencies} />
            ))}
          </div>
          <Button size="sm" className="mt-2" disabled={decisions >= mostDecisions} onClick={() => setDecisions((count) => count + 1)}>
            {meetingText.addDecision}
          </Button>
        </fieldset>
      </CommandForm>
    </Card>
  )
}

function Decision({ place, agencies }: { place: number; agencies: readonly Agency[] }) {
  const of = meetingText.decisionOf(place + 1)
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Input
        name={`decision.${place}.text`}
        aria-label={`${of}${meetingText.decision}`}
        placeholder={meetingText.decision}
        maxLength={500}
        className="min-w-80 grow"
      />
      <Select
        name={`decision.${place}.agencyId`}
        aria-label={`${of}${meetingText.decisionAgency}`}
        options={agencies.map(({ id, name }) => ({ value: id, label: name }))}
        className="w-64"
      />
      <Input type="date" name={`decision.${place}.dueOn`} aria-label={`${of}${meetingText.decisionDue}`} className="w-40" />
    </div>
  )
}
