'use server'

import { redirect } from 'next/navigation'
import type { Refusal } from '#domain/kernel/result'
import { draftBulletin } from '#server/self-inspection/bulletin/draft-bulletin'
import { discardBulletin, issueBulletin, receiveBulletin } from '#server/self-inspection/bulletin/take-bulletin-step'
import { formFields } from '../../../form-fields'
import { settles } from '../../../settled'
import { signedIn } from '../../../signed-in'

const settled = settles('/')

export async function draft(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const outcome = await signedIn(draftBulletin, formFields(form))
  if (!outcome.ok) return outcome.refusal
  settled(outcome)
  redirect(`/self-inspections/bulletins/${outcome.value.id}`)
}

export async function issue(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await signedIn(issueBulletin, formFields(form)))
}

export async function discard(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await signedIn(discardBulletin, formFields(form)))
}

export async function receive(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await signedIn(receiveBulletin, formFields(form)))
}
