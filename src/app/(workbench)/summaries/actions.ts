'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import type { Refusal } from '#domain/kernel/result'
import { requireActor } from '#server/session'
import { signReport } from '#server/summary/sign-report'
import { draftReport, editReport, freezeReport, sendBackReport } from '#server/summary/write-report'
import { formFields } from '../../form-fields'

export async function draft(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const outcome = await draftReport(await requireActor(), formFields(form))
  if (!outcome.ok) return outcome.refusal
  redirect(`/summaries/${outcome.value.reportId}`)
}

export async function edit(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await editReport(await requireActor(), formFields(form)))
}

export async function freeze(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await freezeReport(await requireActor(), formFields(form)))
}

export async function sign(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await signReport(await requireActor(), formFields(form)))
}

export async function sendBack(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await sendBackReport(await requireActor(), formFields(form)))
}

function settled(outcome: { ok: true } | { ok: false; refusal: Refusal }): Refusal | null {
  if (!outcome.ok) return outcome.refusal
  revalidatePath('/summaries', 'layout')
  return null
}
