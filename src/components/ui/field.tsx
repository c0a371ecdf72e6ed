'use client'

import clsx from 'clsx'
import { cloneElement, createContext, type ReactElement, type ReactNode, useContext, useEffect } from 'react'

/** What a form tells its fields: which are wrong and why, and what the person had typed. */
export type FieldContext = {
  errors: Readonly<Record<string, string>>
  /** A field announces its label, so that the error summary can name it. */
  announce: (name: string, label: string) => void
}

export const FormFields = createContext<FieldContext>({ errors: {}, announce: () => {} })

type ControlProps = { id?: string; name?: string; 'aria-describedby'?: string; 'aria-invalid'?: true; required?: boolean }

export function Label({
  htmlFor,
  required,
  optionalMark,
  children,
}: {
  htmlFor: string
  required?: boolean
  optionalMark?: string
  children: ReactNode
}) {
  return (
    <label htmlFor={htmlFor} className="font-semibold">
      {children}
      {!required && optionalMark && <span className="text-hint font-normal"> {optionalMark}</span>}
    </label>
  )
}

/**
 * Label, hint, error and one control, wired together. The control's `id` is its `name`, which is where the error
 * summary links to.
 */
export function Field({
  name,
  label,
  hint,
  error,
  unit,
  required,
  optionalMark,
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
  /** What stands after the label of a field that may stay empty. */
  optionalMark?: string
  className?: string
  children: ReactElement<ControlProps>
}) {
  const form = useContext(FormFields)
  const { announce } = form
  useEffect(() => announce(name, label), [announce, name, label])

  const wrong = error ?? form.errors[name]
  const described = [hint && `${name}-hint`, wrong && `${name}-error`].filter(Boolean).join(' ') || undefined
  return (
    <div className={clsx('min-w-0', wrong && 'border-s-4 border-danger ps-3', className)}>
      <Label htmlFor={name} required={required} optionalMark={optionalMark}>
        {label}
      </Label>
      {hint && (
        <p id={`${name}-hint`} className="text-hint">
          {hint}
        </p>
      )}
      {wrong && (
        <p id={`${name}-error`} className="text-danger font-semibold">
          {wrong}
        </p>
      )}
      <div className="mt-1 flex items-center gap-2">
        {cloneElement(children, {
          id: name,
          name,
          'aria-describedby': described,
          'aria-invalid': wrong ? true : undefined,
          required: required ? true : undefined,
        })}
        {unit && <span className="text-ink-2 shrink-0">{unit}</span>}
      </div>
    </div>
  )
}
