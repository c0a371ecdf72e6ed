'use server'

import { formatYuan } from '#domain/kernel/money'
import type { Refusal } from '#domain/kernel/result'
import { localText } from '#messages/zh/local-models'
import { submitModel } from '#server/screening/draft-model'
import { tryModel } from '#server/screening/try-model'
import { formFields } from '../../../../form-fields'
import { settles } from '../../../../settled'
import { signedIn } from '../../../../signed-in'

const settled = settles('/screening')

export type TriedRow = { id: string; cells: readonly string[] }

/** What a trial found: a sentence, and the first hits as they may be shown. They are kept nowhere. */
export async function tryOut(_previous: unknown, form: FormData): Promise<Refusal | { done: string; rows: readonly TriedRow[] }> {
  const outcome = await signedIn(tryModel, formFields(form))
  if (!outcome.ok) return outcome.refusal
  settled(outcome)
  const { trial, first } = outcome.value
  return {
    done: localText.tried(trial.hits, trial.seconds),
    rows: first.map((hit, at) => ({
      id: String(at),
      cells: [
        ...[`${localText.subjects[hit.subjectType]} ${hit.subject}`, hit.institution, hit.period],
        ...[formatYuan(hit.involvedFen), formatYuan(hit.irregularFen)],
        hit.figures.map(([name, value]) => `${name} ${value}`).join('，'),
      ],
    })),
  }
}

export async function handIn(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await signedIn(submitModel, formFields(form)))
}
