'use client'

import { CommandForm } from '#components/command-form'
import { Field } from '#components/ui/field'
import { Input, Textarea } from '#components/ui/input'
import { openingText } from '#messages/zh/case-opening'
import { open } from './actions'

/** The exact number, and why it has to be read. */
export function OpenForm() {
  return (
    <CommandForm action={open} submitLabel={openingText.open}>
      <Field name="number" label={openingText.number} required>
        <Input minLength={4} maxLength={60} className="w-96" autoComplete="off" />
      </Field>
      <Field name="reason" label={openingText.reason} hint={openingText.reasonHint} required>
        <Textarea rows={4} minLength={10} maxLength={500} />
      </Field>
    </CommandForm>
  )
}
