'use server'

import { redirect } from 'next/navigation'
import type { Refusal } from '#domain/kernel/result'
import { fateText } from '#messages/zh/hit-fates'
import { issuingText } from '#messages/zh/issuing'
import { issueHits } from '#server/screening/issue-hits'
import { restoreHits, setHitsAside } from '#server/screening/set-hits-aside'
import { cancelRun, startRun } from '#server/screening/start-run'
import { acceptLoad, cancelLoad, takeDelivery } from '#server/screening/take-data'
import { requireActor } from '#server/session'
import { formFields } from '../../form-fields'
import { settles } from '../../settled'

const settled = settles('/screening')

export async function take(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const refusal = await takeDelivery(await requireActor(), formFields(form)).then((outcome) => (outcome.ok ? outcome : outcome.refusal))
  if ('code' in refusal) return refusal
  settled(refusal)
  redirect(`/screening/data/${refusal.value.loadId}`)
}

export async function accept(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await acceptLoad(await requireActor(), formFields(form)))
}

export async function cancelData(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await cancelLoad(await requireActor(), formFields(form)))
}

export async function start(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const outcome = await startRun(await requireActor(), formFields(form))
  if (!outcome.ok) return outcome.refusal
  settled(outcome)
  redirect(`/screening/runs/${outcome.value.runId}`)
}

export async function stopRun(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await cancelRun(await requireActor(), formFields(form)))
}

export async function issue(_previous: unknown, form: FormData): Promise<Refusal | { done: string }> {
  const outcome = await issueHits(await requireActor(), formFields(form))
  if (!outcome.ok) return outcome.refusal
  settled(outcome)
  return { done: issuingText.asked(outcome.value.asked) }
}

export async function putAside(_previous: unknown, form: FormData): Promise<Refusal | { done: string }> {
  const outcome = await setHitsAside(await requireActor(), formFields(form))
  if (!outcome.ok) return outcome.refusal
  settled(outcome)
  return { done: fateText.setAsideDone(outcome.value.setAside) }
}

export async function restore(_previous: unknown, form: FormData): Promise<Refusal | { done: string }> {
  const outcome = await restoreHits(await requireActor(), formFields(form))
  if (!outcome.ok) return outcome.refusal
  settled(outcome)
  return { done: fateText.restoreDone(outcome.value.restored) }
}
