'use client'

import clsx from 'clsx'
import type { ComponentProps } from 'react'
import { useFieldControl } from './field-control'

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input className={clsx('control', className ?? 'w-full')} {...useFieldControl(rest.name)} {...rest} />
}

export function Textarea({ className, rows = 4, ...rest }: ComponentProps<'textarea'>) {
  return (
    <textarea
      rows={rows}
      className={clsx('control py-1.5 leading-relaxed', className ?? 'w-full')}
      {...useFieldControl(rest.name)}
      {...rest}
    />
  )
}

export type Option = { value: string; label: string; disabled?: boolean }

/** The browser's own select: it works by keyboard, by touch, without script and in every old build. */
export function Select({ options, blank, className, ...rest }: ComponentProps<'select'> & { options: readonly Option[]; blank?: string }) {
  return (
    <select className={clsx('control pe-7', className ?? 'w-full')} {...useFieldControl(rest.name)} {...rest}>
      {blank !== undefined && <option value="">{blank}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value} disabled={option.disabled}>
          {option.label}
        </option>
      ))}
    </select>
  )
}
