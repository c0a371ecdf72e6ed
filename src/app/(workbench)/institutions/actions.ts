'use server'

import { redirect } from 'next/navigation'
import type { Refusal } from '#domain/kernel/result'
import { registerText } from '#messages/zh/register'
import { confirmChange, refuseChange, withdrawChange } from '#server/institution/decide-change'
import { proposeMerge, proposeMove, resumeInstitution, stopInstitution } from '#server/institution/propose-change'
import { cancelRegister, takeRegister } from '#server/institution/take-register'
import { uploadRegister } from '#server/institution/upload-register'
import { formFields } from '../../form-fields'
import { settles } from '../../settled'
import { signedIn } from '../../signed-in'

const settled = settles('/')

export async function upload(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const outcome = await signedIn(uploadRegister, formFields(form))
  if (!outcome.ok) return outcome.refusal
  settled(outcome)
  redirect(`/institutions/imports/${outcome.value.importId}`)
}

export async function take(_previous: unknown, form: FormData): Promise<Refusal | { done: string }> {
  const outcome = await signedIn(takeRegister, formFields(form))
  return settled(outcome) ?? { done: outcome.ok ? registerText.done(outcome.value.added, outcome.value.changed) : '' }
}

export async function cancel(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await signedIn(cancelRegister, formFields(form)))
}

export async function move(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await signedIn(proposeMove, formFields(form)))
}

export async function merge(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await signedIn(proposeMerge, formFields(form)))
}

export async function stop(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await signedIn(stopInstitution, formFields(form)))
}

export async function resume(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await signedIn(resumeInstitution, formFields(form)))
}

export async function confirm(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await signedIn(confirmChange, formFields(form)))
}

export async function refuse(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await signedIn(refuseChange, formFields(form)))
}

export async function withdraw(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await signedIn(withdrawChange, formFields(form)))
}
