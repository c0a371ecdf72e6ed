'use client'

import { useState } from 'react'
import { Button } from '#components/ui/button'
import { Checkbox } from '#components/ui/choice'
import { Input, Select } from '#components/ui/input'
import { meetingText } from '#messages/zh/campaign'

export type Agency = { id: string; name: string }
/** An agency, and what is known of who comes from it. */
export type Attendee = Agency & { person?: string; present?: boolean }

const mostDecisions = 30

/** Who of each agency was there. */
export const AttendanceFields = ({ attendees }: { attendees: readonly Attendee[] }) => (
  <fieldset>
    <legend className="font-semibold">{meetingText.attendance}</legend>
    <div className="space-y-1">
      {attendees.map(({ id, name, person, present }, place) => (
        <div key={id} className="flex flex-wrap items-center gap-3">
          <input type="hidden" name={`attendance.${place}.agencyId`} value={id} />
          <span className="w-56">{name}</span>
          <Input
            name={`attendance.${place}.name`}
            aria-label={meetingText.attendeeOf(name)}
            placeholder={meetingText.attendee}
            defaultValue={person}
            className="w-40"
          />
          <Checkbox
            name={`attendance.${place}.present`}
            label={meetingText.present}
            aria-label={meetingText.presentOf(name)}
            defaultChecked={present ?? true}
          />
        </div>
      ))}
    </div>
  </fieldset>
)

/** What was decided, a line for each agency that has to see to something. */
export function DecisionFields({ agencies }: { agencies: readonly Agency[] }) {
  const [decisions, setDecisions] = useState(1)
  return (
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
