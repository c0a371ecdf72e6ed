'use server'

import { redirect } from 'next/navigation'
import type { Refusal } from '#domain/kernel/result'
import { approveRules, refuseRules, withdrawRules } from '#server/screening/decide-rules'
import { proposeRules } from '#server/screening/propose-rules'
import { formFields } from '../../../form-fields'
import { settles } from '../../../settled'
import { signedIn } from '../../../signed-in'

const settled = settles('/screening')

export async function upload(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const outcome = await signedIn(proposeRules, formFields(form))
  if (!outcome.ok) return outcome.refusal
  settled(outcome)
  redirect(`/screening/rules/${outcome.value.listId}`)
}

export async function approve(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await signedIn(approveRules, formFields(form)))
}

export async function refuse(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await signedIn(refuseRules, formFields(form)))
}

export async function withdraw(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await signedIn(withdrawRules, formFields(form)))
}
