'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import type { Refusal } from '#domain/kernel/result'
import { agreeTogether, beginReview, lookAtSample, stopReview } from '#server/lead/answers/review-sheet'
import { requireActor } from '#server/session'
import { formFields } from '../../../form-fields'
import { settles } from '../../../settled'

const settled = settles('/leads')

export async function begin(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const outcome = await beginReview(await requireActor(), formFields(form))
  return outcome.ok ? redirect(`/leads/reviews/${outcome.value.reviewId}`) : outcome.refusal
}

/** Opens one of the sample, and remembers that it was. */
export async function look(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const outcome = await lookAtSample(await requireActor(), formFields(form))
  if (!outcome.ok) return outcome.refusal
  revalidatePath('/leads', 'layout')
  return redirect(`/leads/${outcome.value.leadId}?review=${outcome.value.reviewId}`)
}

export async function agreeRest(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await agreeTogether(await requireActor(), formFields(form)))
}

export async function stop(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await stopReview(await requireActor(), formFields(form)))
}
