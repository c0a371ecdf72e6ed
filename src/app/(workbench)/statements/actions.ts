'use server'

import type { Refusal } from '#domain/kernel/result'
import { answerStatement, raiseObjection } from '#server/lead/institution-says'
import { requireActor } from '#server/session'
import { formFields } from '../../form-fields'
import { settles } from '../../settled'

const settled = settles('/statements')

export async function answer(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await answerStatement(await requireActor(), formFields(form)))
}

export async function object(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await raiseObjection(await requireActor(), formFields(form)))
}
