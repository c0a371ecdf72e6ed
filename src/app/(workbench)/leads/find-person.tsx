import { CommandForm } from '#components/command-form'
import { Disclosure } from '#components/ui/disclosure'
import { Field } from '#components/ui/field'
import { Input } from '#components/ui/input'
import { queueText } from '#messages/zh/lead-queue'
import { findPerson } from './actions'

/** Narrows the queue to one person. Posted, because an identity number has no place in an address. `stale`: who was asked for is asked for again. */
export function FindPerson({ filter, stale }: { filter: string; stale: boolean }) {
  return (
    <Disclosure quiet open={stale} summary={queueText.findPerson}>
      {stale && (
        <p role="status" className="bg-warning-soft rounded-control mb-2 px-3 py-1.5">
          {queueText.personAskAgain}
        </p>
      )}
      <p className="text-hint mb-2">{queueText.personHint}</p>
      <CommandForm inline scope="person" action={findPerson} submitLabel={queueText.find} submitVariant="outline" fields={{ filter }}>
        <Field name="who" label={queueText.personField} required>
          <Input maxLength={60} autoComplete="off" />
        </Field>
      </CommandForm>
    </Disclosure>
  )
}
