'use server'

import { redirect } from 'next/navigation'
import { ok, type Refusal } from '#domain/kernel/result'
import { caseFilter, caseIdsMatching } from '#server/case/list-cases'
import { currentTime } from '#server/clock/now'
import { draftsMatching } from '#server/document/batch/batch-queries'
import { chooseCases, chooseDrafts, retryBatch, startBatch, stopBatch } from '#server/document/batch/paper-batches'
import { documentFilter } from '#server/document/queries'
import { requireActor } from '#server/session'
import { formFields } from '../../form-fields'
import { settles } from '../../settled'

const settled = settles('/documents')

const asked = (filter: unknown) => Object.fromEntries(new URLSearchParams(String(filter ?? '')))

export async function chooseForIssue(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const actor = await requireActor()
  const { id, allMatching, filter, expected } = formFields(form)
  const chosen = allMatching ? await draftsMatching(actor, documentFilter.parse(asked(filter)), Number(expected)) : ok(id)
  const outcome = chosen.ok ? await chooseDrafts(actor, { documentIds: chosen.value }) : chosen
  return outcome.ok ? redirect(`/documents/batches/${outcome.value.batchId}`) : outcome.refusal
}

export async function chooseForDrafts(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const actor = await requireActor()
  const { id, allMatching, filter, expected, kind } = formFields(form)
  const chosen = allMatching ? await caseIdsMatching(actor, caseFilter.parse(asked(filter)), Number(expected), currentTime()) : ok(id)
  const outcome = chosen.ok ? await chooseCases(actor, { caseIds: chosen.value, kind }) : chosen
  return outcome.ok ? redirect(`/documents/batches/${outcome.value.batchId}`) : outcome.refusal
}

export async function start(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await startBatch(await requireActor(), formFields(form)))
}

export async function stop(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await stopBatch(await requireActor(), formFields(form)))
}

export async function retry(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const outcome = await retryBatch(await requireActor(), formFields(form))
  return outcome.ok ? redirect(`/documents/batches/${outcome.value.batchId}`) : outcome.refusal
}
