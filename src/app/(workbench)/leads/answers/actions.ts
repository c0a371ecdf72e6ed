'use server'

import { redirect } from 'next/navigation'
import type { Refusal } from '#domain/kernel/result'
import { cancelAnswers, stopAnswers, submitAnswers, uploadAnswers } from '#server/lead/answers/upload-answers'
import { requireActor } from '#server/session'
import { formFields } from '../../../form-fields'
import { settles } from '../../../settled'

const settled = settles('/leads')

export async function upload(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const outcome = await uploadAnswers(await requireActor(), formFields(form))
  if (!outcome.ok) return outcome.refusal
  redirect(`/leads/answers/${outcome.value.sheetId}`)
}

export async function send(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await submitAnswers(await requireActor(), formFields(form)))
}

export async function cancel(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await cancelAnswers(await requireActor(), formFields(form)))
}

export async function stop(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await stopAnswers(await requireActor(), formFields(form)))
}
