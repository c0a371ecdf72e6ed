'use server'

import type { Refusal } from '#domain/kernel/result'
import { askInstitution } from '#server/lead/ask-institution'
import { decideObjection } from '#server/lead/institution-says'
import { requireActor } from '#server/session'
import { formFields } from '../../form-fields'
import { settles } from '../../settled'

const settled = settles('/leads')

export async function askForStatement(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await askInstitution(await requireActor(), formFields(form)))
}

export async function decideOnObjection(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await decideObjection(await requireActor(), formFields(form)))
}
