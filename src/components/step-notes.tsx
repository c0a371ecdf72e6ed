import type { ReactNode } from 'react'
import type { Refusal } from '#domain/kernel/result'
import { formText } from '#messages/zh/form'
import type { FormAction } from './use-command'

export type StepButtonProps = {
  label: string
  /** Why the step cannot be taken now; `null` when it can. */
  shut: Refusal | null
  /** Sent along: the id of the row, the `version` seen. */
  fields: Readonly<Record<string, string | number>>
  action: FormAction
  /** How the law is cited: `《…》第六条`. */
  basis?: string
  variant?: 'primary' | 'outline' | 'danger'
  /** Asked first, when the step cannot be undone or needs a reason. `reason` names the field that holds it. */
  confirm?: { title?: string; body?: ReactNode; reason?: { name: string; label?: string; required?: boolean } }
  /** Fields the step needs, shown above the button (or in the question, with `confirm`). */
  children?: ReactNode
}

/** Beneath the button: why not, and by which article. */
export function StepNotes({ id, reason, shut, basis }: { id: string; reason: ReactNode; shut: boolean; basis?: string }) {
  return (
    <>
      <p
        id={`${id}-reason`}
        role="status"
        className={reason ? (shut ? 'text-ink-2 max-w-96' : 'text-danger max-w-96 font-semibold') : 'sr-only'}
      >
        {reason}
      </p>
      {basis && (
        <p className="text-hint max-w-96">
          {formText.basis}：{basis}
        </p>
      )}
    </>
  )
}
