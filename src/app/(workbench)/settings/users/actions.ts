'use server'

import { revalidatePath } from 'next/cache'
import type { Refusal } from '#domain/kernel/result'
import { disableAccount, endPost } from '#server/identity/withdraw-access'
import { requireActor } from '#server/session'
import { formFields } from '../../../form-fields'

export async function disable(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await disableAccount(await requireActor(), formFields(form)))
}

export async function end(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await endPost(await requireActor(), formFields(form)))
}

function settled(outcome: { ok: true } | { ok: false; refusal: Refusal }): Refusal | null {
  if (!outcome.ok) return outcome.refusal
  revalidatePath('/settings/users', 'layout')
  return null
}
