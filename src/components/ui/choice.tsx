'use client'

import clsx from 'clsx'
import type { ComponentProps, ReactNode } from 'react'
import { useContext, useEffect, useId } from 'react'
import { FormFields, fieldId } from './field-control'

const box = 'size-4 shrink-0 accent-brand'

/** A checkbox with its label; the whole line is the target. */
export function Checkbox({ label, hint, className, id, ...rest }: ComponentProps<'input'> & { label: ReactNode; hint?: ReactNode }) {
  const made = useId()
  const own = id ?? made
  return (
    <div className={clsx('flex min-h-6 items-start gap-2', className)}>
      <input type="checkbox" id={own} aria-describedby={hint ? `${own}-hint` : undefined} className={clsx(box, 'mt-1')} {...rest} />
      <div>
        <label htmlFor={own}>{label}</label>
        {hint && (
          <p id={`${own}-hint`} className="text-hint">
            {hint}
          </p>
        )}
      </div>
    </div>
  )
}

export type Choice = { value: string; label: ReactNode; hint?: ReactNode; disabled?: boolean }

/** One choice out of a few, all in sight. */
export function RadioGroup({
  name,
  legend,
  hint,
  error,
  choices,
  defaultValue,
  required,
  inline,
}: {
  name: string
  legend: string
  hint?: ReactNode
  error?: ReactNode
  choices: readonly Choice[]
  defaultValue?: string
  required?: boolean
  inline?: boolean
}) {
  const id = useId()
  const { errors, announce, scope } = useContext(FormFields)
  useEffect(() => announce(name, legend), [announce, name, legend])
  const wrong = error ?? errors[name]
  // The error summary links to a field by its name, so the first choice answers to it.
  const idOf = (value: string, place: number) => (place === 0 ? fieldId(name, scope) : `${id}-${value}`)
  const described = [hint && `${id}-hint`, wrong && `${id}-error`].filter(Boolean).join(' ') || undefined
  return (
    <fieldset aria-describedby={described} className={clsx('min-w-0', wrong && 'border-danger border-s-4 ps-3')}>
      <legend className="font-semibold">{legend}</legend>
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
      <div className={clsx('mt-1', inline ? 'flex flex-wrap gap-x-6 gap-y-1' : 'space-y-1')}>
        {choices.map((choice, place) => (
          <div key={choice.value} className="flex min-h-6 items-start gap-2">
            <input
              type="radio"
              id={idOf(choice.value, place)}
              name={name}
              value={choice.value}
              defaultChecked={choice.value === defaultValue}
              disabled={choice.disabled}
              required={required}
              aria-describedby={choice.hint ? `${id}-${choice.value}-hint` : undefined}
              className={clsx(box, 'mt-1')}
            />
            <div>
              <label htmlFor={idOf(choice.value, place)}>{choice.label}</label>
              {choice.hint && (
                <p id={`${id}-${choice.value}-hint`} className="text-hint">
                  {choice.hint}
                </p>
              )}
            </div>
          </div>
        ))}
      </div>
    </fieldset>
  )
}
