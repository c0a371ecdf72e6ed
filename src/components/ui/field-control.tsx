'use client'

import { createContext, useContext } from 'react'

/** What a field gives to the control inside it. */
export type FieldControl = { id: string; name: string; 'aria-describedby'?: string; 'aria-invalid'?: true; required?: true }

export const FieldControlContext = createContext<FieldControl | null>(null)

/** The wiring for a control in a field; nothing for one that stands alone or goes by another name. */
export function useFieldControl(ownName: string | undefined): Partial<FieldControl> {
  const field = useContext(FieldControlContext)
  return field && (ownName === undefined || ownName === field.name) ? field : {}
}

/** What a form tells its fields: which are wrong and why. A field announces its label, so that the summary can name it. */
export type FormFieldsState = {
  errors: Readonly<Record<string, string>>
  announce: (name: string, label: string) => void
  /** Keeps the ids of one form's fields apart from those of the other forms on the page. */
  scope?: string
}

/** The id of a field's control. */
export const fieldId = (name: string, scope?: string): string => (scope ? `${scope}-${name}` : name)

export const FormFields = createContext<FormFieldsState>({ errors: {}, announce: () => {} })
