'use server'

import { revalidatePath } from 'next/cache'
import type { Refusal } from '#domain/kernel/result'
import { unfiledText } from '#messages/zh/unfiled'
import { escalateUnfiled, remindUnfiled } from '#server/self-inspection/remind-unfiled'
import { requireActor } from '#server/session'
import { formFields } from '../../../form-fields'

export async function remind(_previous: unknown, form: FormData): Promise<Refusal | { done: string }> {
  const outcome = await remindUnfiled(await requireActor(), formFields(form))
  if (!outcome.ok) return outcome.refusal
  revalidatePath('/self-inspections/unfiled')
  return { done: unfiledText.done(outcome.value.reminded) }
}

export async function escalate(_previous: unknown, form: FormData): Promise<Refusal | { done: string }> {
  const outcome = await escalateUnfiled(await requireActor(), formFields(form))
  if (!outcome.ok) return outcome.refusal
  revalidatePath('/self-inspections/unfiled')
  return { done: unfiledText.escalated }
}
