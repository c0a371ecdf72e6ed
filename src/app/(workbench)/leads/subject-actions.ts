'use server'

import type { Refusal } from '#domain/kernel/result'
import { addSubject, removeSubject, revealSubject } from '#server/lead/lead-subjects'
import { requireActor } from '#server/session'
import { formFields } from '../../form-fields'
import { settles } from '../../settled'

const settled = settles('/leads')

export async function putSubject(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await addSubject(await requireActor(), formFields(form)))
}

export async function dropSubject(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await removeSubject(await requireActor(), formFields(form)))
}

export async function openSubject(_previous: unknown, form: FormData): Promise<Refusal | { done: string }> {
  const outcome = await revealSubject(await requireActor(), formFields(form))
  return outcome.ok ? { done: outcome.value.value } : outcome.refusal
}
