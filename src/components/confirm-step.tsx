'use client'

import { useId, useMemo, useState } from 'react'
import { formText } from '#messages/zh/form'
import { RefusalWords } from './refusal-words'
import { type StepButtonProps, StepNotes } from './step-notes'
import { Button } from './ui/button'
import { Dialog, DialogClose } from './ui/dialog'
import { Field } from './ui/field'
import { FormFields } from './ui/field-control'
import { Textarea } from './ui/input'
import { CommandFields, isUnanswered, useCommand } from './use-command'

/** A step that is asked about first: what it does, the reason, and the same words on the button that does it. */
export function ConfirmStep({
  label,
  fields,
  action,
  basis,
  variant = 'outline',
  confirm,
  children,
}: StepButtonProps & { confirm: NonNullable<StepButtonProps['confirm']> }) {
  const id = useId()
  const [open, setOpen] = useState(false)
  // Its fields have ids of their own: a form on the page below may ask for a reason too.
  const fieldsHere = useMemo(() => ({ errors: {}, announce: () => {}, scope: id }), [id])
  const command = useCommand(action, {
    settled: (outcome) => {
      if (!isUnanswered(outcome) && (outcome === null || !('code' in outcome))) setOpen(false)
    },
  })
  const reason = command.fault ? formText.fault : command.refusal && <RefusalWords refusal={command.refusal} />

  return (
    <div className="space-y-1.5">
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={confirm.title ?? formText.confirm(label)}
        description={confirm.body}
        closeLabel={formText.close}
        trigger={<Button variant={variant}>{label}</Button>}
      >
        <form {...command.form} className="space-y-3">
          <CommandFields requestKey={command.requestKey} fields={fields} />
          <FormFields value={fieldsHere}>
            {children}
            {confirm.reason && (
              <Field
                name={confirm.reason.name}
                label={confirm.reason.label ?? formText.reason}
                hint={formText.reasonHint}
                required={confirm.reason.required ?? true}
              >
                <Textarea rows={3} maxLength={2000} />
              </Field>
            )}
          </FormFields>
          <div className="flex flex-wrap gap-2">
            <Button type="submit" variant={variant === 'danger' ? 'dangerFinal' : 'primary'} disabled={command.pending}>
              {command.pending ? formText.working : label}
            </Button>
            <DialogClose asChild>
              <Button>{formText.cancel}</Button>
            </DialogClose>
          </div>
          <StepNotes id={id} reason={reason} shut={false} />
        </form>
      </Dialog>
      <StepNotes id={`${id}-outside`} reason={null} shut={false} basis={basis} />
    </div>
  )
}
