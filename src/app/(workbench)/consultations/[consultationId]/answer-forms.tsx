'use client'

import { CommandForm } from '#components/command-form'
import { StepButton } from '#components/step-button'
import { Field } from '#components/ui/field'
import { Textarea } from '#components/ui/input'
import { consultationText } from '#messages/zh/consultation'
import { avoid, give } from '../actions'

type Share = { id: string; version: number; agencyId: string | null; invitedName: string }

/** The opinion of one who is asked, or why there is none. */
export function AnswerForms({ share: { id, version, agencyId, invitedName } }: { share: Share }) {
  const label = agencyId === null ? consultationText.giveFor(invitedName) : consultationText.give
  return (
    <div className="space-y-4">
      <CommandForm action={give} submitLabel={label} version={version} fields={{ shareId: id }} draftKey={`opinion-${id}`} scope={id}>
        <Field name="opinion" label={consultationText.opinion} required>
          <Textarea rows={5} minLength={5} maxLength={6000} />
        </Field>
        <Field name="ground" label={consultationText.ground}>
          <Textarea rows={2} maxLength={2000} />
        </Field>
      </CommandForm>
      <StepButton
        label={consultationText.avoid}
        shut={null}
        fields={{ shareId: id, version }}
        action={avoid}
        confirm={{ reason: { name: 'reason', label: consultationText.avoidReason, required: true } }}
      />
    </div>
  )
}
