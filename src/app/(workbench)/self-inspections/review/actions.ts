'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import type { Refusal } from '#domain/kernel/result'
import { queueText } from '#messages/zh/review-queue'
import { passBatch } from '#server/self-inspection/pass-batch'
import { savePhrases } from '#server/self-inspection/return-phrases'
import { requireActor } from '#server/session'
import { formFields } from '../../../form-fields'

/** Passes the batch and shows the re-check that was announced with it. */
export async function pass(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const outcome = await passBatch(await requireActor(), formFields(form))
  if (!outcome.ok) return outcome.refusal
  revalidatePath('/self-inspections', 'layout')
  return redirect(`/self-inspections/spot-checks/${outcome.value.draw.id}`)
}

export async function keepPhrases(_previous: unknown, form: FormData): Promise<Refusal | { done: string }> {
  const outcome = await savePhrases(await requireActor(), formFields(form))
  if (!outcome.ok) return outcome.refusal
  revalidatePath('/self-inspections', 'layout')
  return { done: queueText.phrasesSaved }
}
