'use client'

import { lazy, Suspense, useId } from 'react'
import { formText } from '#messages/zh/form'
import { RefusalWords } from './refusal-words'
import { type StepButtonProps, StepNotes } from './step-notes'
import { Button } from './ui/button'
import { CommandFields, useCommand } from './use-command'

/** The question comes with its own script; most steps ask none. */
const ConfirmStep = lazy(() => import('./confirm-step').then((file) => ({ default: file.ConfirmStep })))

/** Takes one step of a workflow. A step that is shut stays in sight and says why. */
export function StepButton(props: StepButtonProps) {
  if (props.confirm && props.shut === null) {
    return (
      <Suspense fallback={<Button disabled>{props.label}</Button>}>
        <ConfirmStep {...props} confirm={props.confirm} />
      </Suspense>
    )
  }
  return <PlainStep {...props} />
}

function PlainStep({ label, shut, fields, action, basis, variant = 'outline', children }: StepButtonProps) {
  const id = useId()
  const command = useCommand(action)
  const refusal = shut ?? command.refusal
  const reason = !shut && command.fault ? formText.fault : refusal && <RefusalWords refusal={refusal} />

  return (
    <form {...command.form} className="flex flex-col gap-1.5">
      <CommandFields requestKey={command.requestKey} fields={fields} />
      {shut === null && children}
      <Button
        type="submit"
        variant={variant}
        className="self-start"
        disabled={command.pending || shut !== null}
        aria-describedby={reason ? `${id}-reason` : undefined}
      >
        {command.pending ? formText.working : label}
      </Button>
      <StepNotes id={id} reason={reason} shut={shut !== null} basis={basis} />
    </form>
  )
}
