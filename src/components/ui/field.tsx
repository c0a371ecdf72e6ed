'use client'

import clsx from 'clsx'
import { type ReactNode, useContext, useEffect, useMemo } from 'react'
import { type FieldControl, FieldControlContext, FormFields, fieldId } from './field-control'

export function Label({ htmlFor, mark, children }: { htmlFor: string; mark?: ReactNode; children: ReactNode }) {
  return (
    <label htmlFor={htmlFor} className="font-semibold">
      {children}
      {mark && <span className="text-hint font-normal">{mark}</span>}
    </label>
  )
}

/**
 * Label, hint, error and one control, wired together: put an `Input`, `Select`, `Textarea` or `FileInput` inside and give
 * it no name of its own. The control's `id` is its `name` (after the form's `scope`), which is where the error summary
 * links to.
 */
export function Field({
  name,
  label,
  hint,
  error,
  unit,
  required,
  mark,
  className,
  children,
}: {
  name: string
  label: string
  hint?: ReactNode
  error?: string
  /** Printed after the control: 元, 人次. */
  unit?: ReactNode
  required?: boolean
  /** What stands after the label, such as that it may stay empty. */
  mark?: ReactNode
  className?: string
  children: ReactNode
}) {
  const { errors, announce, scope } = useContext(FormFields)
  const id = fieldId(name, scope)
  useEffect(() => announce(name, label), [announce, name, label])

  const wrong = error ?? errors[name]
  const described = [hint && `${id}-hint`, wrong && `${id}-error`].filter(Boolean).join(' ') || undefined
  const control = useMemo<FieldControl>(
    () => ({
      id,
      name,
      'aria-describedby': described,
      'aria-invalid': wrong ? true : undefined,
      required: required ? true : undefined,
    }),
    [id, name, described, wrong, required],
  )
  return (
    <div className={clsx('min-w-0', wrong && 'border-danger border-s-4 ps-3', className)}>
      <Label htmlFor={id} mark={mark}>
        {label}
      </Label>
      {hint && (
        <p id={`${id}-hint`} className="text-hint">
          {hint}
        </p>
      )}
      {wrong && (
        <p id={`${id}-error`} className="text-danger font-semibold">
          {wrong}
        </p>
      )}
      <div className="mt-1 flex items-center gap-2">
        <FieldControlContext value={control}>{children}</FieldControlContext>
        {unit && <span className="text-ink-2 shrink-0">{unit}</span>}
      </div>
    </div>
  )
}
