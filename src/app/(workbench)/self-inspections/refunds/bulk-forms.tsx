'use client'

import { CommandForm } from '#components/command-form'
import { SelectionFields, useSelection } from '#components/table-selection'
import { Field } from '#components/ui/field'
import { Input } from '#components/ui/input'
import type { FormAction } from '#components/use-command'
import { refundsText } from '#messages/zh/refunds'
import { demandChosen, remindChosen } from './actions'

/** What can be done with the chosen debts: demand them by a day, or remind of those that are late. */
export function BulkForms({ dueOn }: { dueOn: string }) {
  const { settle } = useSelection()
  const act =
    (action: typeof demandChosen): FormAction =>
    async (previous, form) => {
      const outcome = await action(previous, form)
      if ('code' in outcome) return outcome
      settle(outcome.done)
      return null
    }
  return (
    <>
      <CommandForm inline action={act(demandChosen)} submitLabel={refundsText.demandChosen}>
        <SelectionFields />
        <Field name="dueOn" label={refundsText.demandDueOn} required>
          <Input type="date" defaultValue={dueOn} className="w-40" />
        </Field>
      </CommandForm>
      <CommandForm inline action={act(remindChosen)} submitLabel={refundsText.remindChosen} submitVariant="outline">
        <SelectionFields />
      </CommandForm>
    </>
  )
}
