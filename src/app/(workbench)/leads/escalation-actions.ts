'use server'

import type { Refusal } from '#domain/kernel/result'
import { decideEscalation, proposeEscalation } from '#server/lead/escalate-lead'
import { requireActor } from '#server/session'
import { formFields } from '../../form-fields'
import { settles } from '../../settled'

const settled = settles('/leads')

export async function putForward(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await proposeEscalation(await requireActor(), formFields(form)))
}

export async function decideOnEscalation(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await decideEscalation(await requireActor(), formFields(form)))
}
