'use server'

import type { Refusal } from '#domain/kernel/result'
import { confirmPost, refusePost, withdrawPost } from '#server/identity/grant-post'
import { requireActor, requireSession } from '#server/session'
import { formFields } from '../../../form-fields'
import { settles } from '../../../settled'

const settled = settles('/settings')

export async function confirm(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const { id } = await requireSession()
  return settled(await confirmPost(await requireActor(), { ...formFields(form), sessionId: id }))
}

export async function refuse(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await refusePost(await requireActor(), formFields(form)))
}

export async function withdraw(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await withdrawPost(await requireActor(), formFields(form)))
}
