'use server'

import { revalidatePath } from 'next/cache'
import type { Refusal } from '#domain/kernel/result'
import { changePassword } from '#server/identity/change-password'
import { beginSecondFactor, confirmSecondFactor } from '#server/identity/enrol-second-factor'
import { endOtherSessions, endSession } from '#server/identity/own-sessions'
import { requireSession } from '#server/session'

/** What a form of this page was answered: a refusal, or done, with the secret where one was made. */
export type Answer = { refusal: Refusal | null; done: boolean; enrolment?: { secret: string; uri: string } }

type Given = Record<string, FormDataEntryValue>

const fieldsOf = (form: FormData): Given => Object.fromEntries([...form].filter(([name]) => !name.startsWith('$ACTION')))

const answered = (outcome: { ok: true } | { ok: false; refusal: Refusal }): Answer => {
  if (!outcome.ok) return { refusal: outcome.refusal, done: false }
  revalidatePath('/account')
  return { refusal: null, done: true }
}

export async function submitPassword(_previous: Answer, form: FormData): Promise<Answer> {
  const { actor, id } = await requireSession()
  return answered(await changePassword(actor, { ...fieldsOf(form), sessionId: id }))
}

export async function submitBegin(_previous: Answer, form: FormData): Promise<Answer> {
  const { actor } = await requireSession()
  const outcome = await beginSecondFactor(actor, fieldsOf(form))
  // Not revalidated: the page would show the state after, and the secret is shown this once.
  return outcome.ok ? { refusal: null, done: true, enrolment: outcome.value } : { refusal: outcome.refusal, done: false }
}

export async function submitConfirm(_previous: Answer, form: FormData): Promise<Answer> {
  const { actor, id } = await requireSession()
  return answered(await confirmSecondFactor(actor, { ...fieldsOf(form), sessionId: id }))
}

export async function submitEnd(_previous: Answer, form: FormData): Promise<Answer> {
  const { actor } = await requireSession()
  return answered(await endSession(actor, fieldsOf(form)))
}

export async function submitEndOthers(): Promise<Answer> {
  const { actor, id } = await requireSession()
  return answered(await endOtherSessions(actor, { sessionId: id }))
}
