'use server'

import type { Refusal } from '#domain/kernel/result'
import { linkSubjects, unlinkSubjects } from '#server/lead/link-subjects'
import { requireActor } from '#server/session'
import { formFields } from '../../form-fields'
import { settles } from '../../settled'

const settled = settles('/leads')

export async function sameSubject(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await linkSubjects(await requireActor(), formFields(form)))
}

export async function subjectsApart(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await unlinkSubjects(await requireActor(), formFields(form)))
}
