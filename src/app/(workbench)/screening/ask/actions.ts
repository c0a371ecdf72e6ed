'use server'

import type { Refusal } from '#domain/kernel/result'
import { askFault, askText } from '#messages/zh/ask-data'
import { askData } from '#server/screening/ask-data'
import { formFields } from '../../../form-fields'
import { signedIn } from '../../../signed-in'

export type Answer = { done: string; columns: readonly string[]; rows: readonly (readonly string[])[] }

/** The answer to a question, or why the engine stopped it; kept nowhere. */
export async function ask(_previous: unknown, form: FormData): Promise<Refusal | Answer> {
  const outcome = await signedIn(askData, formFields(form))
  if (!outcome.ok) return outcome.refusal
  const answer = outcome.value
  if (!answer.ok) return { code: 'invalidInput', detail: { fields: ['sql'], messages: [askFault(answer.fault, answer.word)] } }
  return { done: askText.done(answer.rows.length, answer.seconds), columns: answer.columns, rows: answer.rows }
}
