import { CommandForm } from '#components/command-form'
import { Disclosure } from '#components/ui/disclosure'
import { Field } from '#components/ui/field'
import { Input } from '#components/ui/input'
import { queueText } from '#messages/zh/lead-queue'
import { findPerson } from './actions'

/** Narrows the queue to one person. Posted, because an identity number has no place in an address. */
export function FindPerson({ filter }: { filter: string }) {
  return (
    <Disclosure quiet summary={queueText.findPerson}>
      <p className="text-hint mb-2">{queueText.personHint}</p>
      <CommandForm inline scope="person" action={findPerson} submitLabel={queueText.find} submitVariant="outline" fields={{ filter }}>
        <Field name="who" label={queueText.personField} required>
          <Input maxLength={60} autoComplete="off" />
        </Field>
      </CommandForm>
    </Disclosure>
  )
}
