'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import type { Refusal } from '#domain/kernel/result'
import { askAgain, closeLetter, draftAnswer, receiveLetter, returnAnswer, sendAnswer } from '#server/letter/answer-letter'
import { draftLetter } from '#server/letter/draft-letter'
import { issueLetter, withdrawLetter } from '#server/letter/issue-letter'
import { requireActor } from '#server/session'
import { formFields } from '../../form-fields'
import { settles } from '../../settled'

const settled = settles('/letters')

export async function draft(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const outcome = await draftLetter(await requireActor(), formFields(form))
  if (!outcome.ok) return outcome.refusal
  revalidatePath('/letters', 'layout')
  redirect(`/letters/${outcome.value.id}`)
}

export async function issue(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await issueLetter(await requireActor(), formFields(form)))
}

export async function withdraw(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await withdrawLetter(await requireActor(), formFields(form)))
}

export async function receive(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await receiveLetter(await requireActor(), formFields(form)))
}

export async function writeAnswer(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await draftAnswer(await requireActor(), formFields(form)))
}

export async function giveBack(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await returnAnswer(await requireActor(), formFields(form)))
}

export async function send(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await sendAnswer(await requireActor(), formFields(form)))
}

export async function again(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await askAgain(await requireActor(), formFields(form)))
}

export async function close(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await closeLetter(await requireActor(), formFields(form)))
}
