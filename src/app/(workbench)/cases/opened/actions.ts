'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import type { Refusal } from '#domain/kernel/result'
import { openCase } from '#server/case/open-case'
import { requireActor } from '#server/session'
import { formFields } from '../../../form-fields'

export async function open(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const outcome = await openCase(await requireActor(), formFields(form))
  if (!outcome.ok) return outcome.refusal
  revalidatePath('/cases', 'layout')
  if (outcome.value.caseId === null) return { code: 'notOpened' }
  redirect(`/cases/${outcome.value.caseId}`)
}
