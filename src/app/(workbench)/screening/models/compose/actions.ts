'use server'

import { redirect } from 'next/navigation'
import type { Refusal } from '#domain/kernel/result'
import { draftModel, redraftModel } from '#server/screening/draft-model'
import { formFields } from '../../../../form-fields'
import { settles } from '../../../../settled'
import { signedIn } from '../../../../signed-in'

const settled = settles('/screening')
const page = (code: string) => `/screening/models/${code}`

/** `form.filters.0.column` of a page as the definition has it. What is not of the definition stays as it is. */
function withDefinition(fields: Record<string, unknown>): Record<string, unknown> {
  const asked: Record<string, unknown> = {}
  const form: Record<string, unknown> = { perInstitution: false, filters: [], groups: [], measures: [], evidence: [] }
  for (const [name, value] of Object.entries(fields)) {
    const [, list = '', at = '', of] = /^form\.([a-z]\w*)(?:\.(\d)(?:\.(\w+))?)?$/.exec(name) ?? []
    if (list === '') asked[name] = value
    else if (list === 'perInstitution') form[list] = value === 'on'
    else if (at === '') form[list] = value
    else place(form, list, Number(at), of, value)
  }
  return { ...asked, form }
}

function place(form: Record<string, unknown>, list: string, at: number, of: string | undefined, value: unknown): void {
  const known = form[list]
  const rows: unknown[] = Array.isArray(known) ? known : []
  const row: unknown = rows[at]
  rows[at] = of === undefined ? value : { ...(typeof row === 'object' ? row : {}), [of]: value }
  form[list] = rows
}

export async function draft(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const outcome = await signedIn(draftModel, withDefinition(formFields(form)))
  if (!outcome.ok) return outcome.refusal
  settled(outcome)
  redirect(page(outcome.value.code))
}

export async function redraft(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const outcome = await signedIn(redraftModel, withDefinition(formFields(form)))
  if (!outcome.ok) return outcome.refusal
  settled(outcome)
  redirect(page(outcome.value.code))
}
