'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import type { Refusal } from '#domain/kernel/result'
import { declareRecusal, liftRecusal, orderRecusal } from '#server/recusal/recuse'
import { requireActor } from '#server/session'
import { formFields } from '../../form-fields'

/** The page that this stood on is there no more for whoever declared. */
export async function declare(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const outcome = await declareRecusal(await requireActor(), formFields(form))
  if (!outcome.ok) return outcome.refusal
  revalidatePath('/', 'layout')
  redirect('/desk')
}

export async function order(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const outcome = await orderRecusal(await requireActor(), formFields(form))
  if (!outcome.ok) return outcome.refusal
  revalidatePath('/', 'layout')
  return null
}

export async function lift(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const outcome = await liftRecusal(await requireActor(), formFields(form))
  if (!outcome.ok) return outcome.refusal
  revalidatePath('/', 'layout')
  return null
}
