'use server'

import type { Refusal } from '#domain/kernel/result'
import { settleConsequence } from '#server/self-inspection/consequences'
import { requireActor } from '#server/session'
import { formFields } from '../../../form-fields'
import { settles } from '../../../settled'

const settled = settles('/self-inspections')

export async function settle(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await settleConsequence(await requireActor(), formFields(form)))
}
