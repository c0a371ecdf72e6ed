'use server'

import type { Refusal } from '#domain/kernel/result'
import { approveVersion, refuseVersion, withdrawVersion } from '#server/screening/decide-version'
import { proposeParameters, proposeRetirement } from '#server/screening/propose-version'
import { formFields } from '../../../form-fields'
import { settles } from '../../../settled'
import { signedIn } from '../../../signed-in'

const settled = settles('/screening')

/** The values of a form's `parameters.<name>` fields as one; a field left empty says nothing. */
function withParameters(fields: Record<string, unknown>): Record<string, unknown> {
  const asked: Record<string, unknown> = { parameters: {} }
  const parameters: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields)) {
    if (!name.startsWith('parameters.')) asked[name] = value
    else if (value !== '') parameters[name.slice('parameters.'.length)] = value
  }
  return { ...asked, parameters }
}

export async function propose(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await signedIn(proposeParameters, withParameters(formFields(form))))
}

export async function rest(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await signedIn(proposeRetirement, formFields(form)))
}

export async function approve(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await signedIn(approveVersion, formFields(form)))
}

export async function refuse(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await signedIn(refuseVersion, formFields(form)))
}

export async function withdraw(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await signedIn(withdrawVersion, formFields(form)))
}
