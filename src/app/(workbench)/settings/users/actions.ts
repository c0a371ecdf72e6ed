'use server'

import type { Refusal } from '#domain/kernel/result'
import { createAccount } from '#server/identity/create-account'
import { proveAgain } from '#server/identity/fresh-proof'
import { proposePost } from '#server/identity/grant-post'
import { resetPassword, resetSecondFactor, unlockAccount } from '#server/identity/reset-credentials'
import { disableAccount, enableAccount, endPost } from '#server/identity/withdraw-access'
import { requireActor, requireSession } from '#server/session'
import { formFields } from '../../../form-fields'
import { settles } from '../../../settled'

const settled = settles('/settings')

/** What a password that is shown once comes with. */
export type Secret = { userId: string; login: string; password: string; until: string }
export type SecretAnswer = Refusal | { secret: Secret }

/** The session's id is the page's to give, never the form's. */
async function fieldsWithSession(form: FormData) {
  const { id } = await requireSession()
  return { ...formFields(form), sessionId: id }
}

export async function prove(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await proveAgain(await requireActor(), await fieldsWithSession(form)))
}

export async function create(_previous: unknown, form: FormData): Promise<SecretAnswer> {
  const outcome = await createAccount(await requireActor(), await fieldsWithSession(form))
  return outcome.ok ? { secret: { ...outcome.value, until: outcome.value.until.toISOString() } } : outcome.refusal
}

export async function resetPasswordOf(_previous: unknown, form: FormData): Promise<SecretAnswer> {
  const outcome = await resetPassword(await requireActor(), await fieldsWithSession(form))
  // Not revalidated: the page would be drawn anew, and the password is shown this once.
  if (!outcome.ok) return outcome.refusal
  return { secret: { ...outcome.value, userId: String(form.get('userId')), until: outcome.value.until.toISOString() } }
}

export async function resetFactorOf(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await resetSecondFactor(await requireActor(), await fieldsWithSession(form)))
}

export async function unlock(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await unlockAccount(await requireActor(), formFields(form)))
}

export async function disable(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await disableAccount(await requireActor(), formFields(form)))
}

export async function enable(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await enableAccount(await requireActor(), await fieldsWithSession(form)))
}

export async function end(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await endPost(await requireActor(), formFields(form)))
}

export async function propose(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await proposePost(await requireActor(), await fieldsWithSession(form)))
}
