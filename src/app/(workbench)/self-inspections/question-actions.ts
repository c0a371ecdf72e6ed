'use server'

import type { Refusal } from '#domain/kernel/result'
import { answerQuestion, askAgain, askQuestion, settleQuestion } from '#server/self-inspection/questions'
import { requireActor } from '#server/session'
import { formFields } from '../../form-fields'
import { settles } from '../../settled'

const settled = settles('/self-inspections')

export async function ask(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await askQuestion(await requireActor(), formFields(form)))
}

export async function askOn(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await askAgain(await requireActor(), formFields(form)))
}

export async function answer(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await answerQuestion(await requireActor(), formFields(form)))
}

export async function settle(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await settleQuestion(await requireActor(), formFields(form)))
}
