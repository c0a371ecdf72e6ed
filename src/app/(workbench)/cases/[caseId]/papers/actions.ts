'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import type { Refusal } from '#domain/kernel/result'
import { draftCasePaper, dropCasePaper, fillCasePaper, issueCasePaper } from '#server/document/case-papers'
import { voidCasePaper } from '#server/document/void-paper'
import { requireActor } from '#server/session'
import { formFields } from '../../../../form-fields'
import { settles } from '../../../../settled'

const settled = settles('/cases')

export async function draft(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const fields = formFields(form)
  const outcome = await draftCasePaper(await requireActor(), fields)
  if (!outcome.ok) return outcome.refusal
  revalidatePath('/cases', 'layout')
  redirect(`/cases/${fields.caseId}/papers/${outcome.value.documentId}`)
}

export async function fillIn(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await fillCasePaper(await requireActor(), formFields(form)))
}

export async function issue(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await issueCasePaper(await requireActor(), formFields(form)))
}

export async function voidIt(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await voidCasePaper(await requireActor(), formFields(form)))
}

export async function drop(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await dropCasePaper(await requireActor(), formFields(form)))
}
