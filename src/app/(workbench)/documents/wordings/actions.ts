'use server'

import { redirect } from 'next/navigation'
import type { Refusal } from '#domain/kernel/result'
import { approveWording, endWording, refuseWording } from '#server/document/wording/decide-wording'
import { proposeWording } from '#server/document/wording/propose-wording'
import { formFields } from '../../../form-fields'
import { settles } from '../../../settled'
import { signedIn } from '../../../signed-in'

const settled = settles('/documents/wordings')

export async function propose(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const outcome = await signedIn(proposeWording, formFields(form))
  if (!outcome.ok) return outcome.refusal
  settled(outcome)
  redirect(`/documents/wordings/${outcome.value.wordingId}`)
}

export async function approve(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await signedIn(approveWording, formFields(form)))
}

export async function refuse(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await signedIn(refuseWording, formFields(form)))
}

export async function end(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await signedIn(endWording, formFields(form)))
}
