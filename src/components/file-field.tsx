'use client'

import type { ReactNode } from 'react'
import { formText } from '#messages/zh/form'
import { Field } from './ui/field'
import { FileInput } from './ui/file-input'

/** A field for one file or several. `percent` shows an upload under way; a file over `maxBytes` is refused before it. */
export function FileField({
  name,
  label,
  hint,
  required,
  accept,
  multiple,
  maxBytes,
  percent,
}: {
  name: string
  label: string
  hint?: ReactNode
  required?: boolean
  /** `.xlsx,.csv` */
  accept?: string
  multiple?: boolean
  maxBytes: number
  percent?: number
}) {
  return (
    <Field name={name} label={label} hint={hint} required={required}>
      <FileInput accept={accept} multiple={multiple} maxBytes={maxBytes} percent={percent} words={formText.file} />
    </Field>
  )
}
