'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import type { Refusal } from '#domain/kernel/result'
import { callOffConsultation, concludeConsultation } from '#server/consultation/end-consultation'
import { avoidConsultation, giveOpinion } from '#server/consultation/give-opinion'
import { openConsultation } from '#server/consultation/open-consultation'
import { requireActor } from '#server/session'
import { formFields } from '../../form-fields'
import { settles } from '../../settled'

const settled = settles('/consultations')

export async function open(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const outcome = await openConsultation(await requireActor(), formFields(form))
  if (!outcome.ok) return outcome.refusal
  revalidatePath('/consultations', 'layout')
  redirect(`/consultations/${outcome.value.id}`)
}

export async function give(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await giveOpinion(await requireActor(), formFields(form)))
}

export async function avoid(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await avoidConsultation(await requireActor(), formFields(form)))
}

export async function conclude(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await concludeConsultation(await requireActor(), formFields(form)))
}

export async function callOff(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await callOffConsultation(await requireActor(), formFields(form)))
}
