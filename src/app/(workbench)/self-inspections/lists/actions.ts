'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import type { Refusal } from '#domain/kernel/result'
import { listText } from '#messages/zh/problem-lists'
import { importChecklist } from '#server/self-inspection/list/import-checklist'
import { assignField, discardChecklist, issueChecklist } from '#server/self-inspection/list/take-list-step'
import { cancelChecklist, remapChecklist, uploadChecklist } from '#server/self-inspection/list/upload-checklist'
import { requireActor } from '#server/session'
import { formFields } from '../../../form-fields'
import { settles } from '../../../settled'

const settled = settles('/self-inspections')

/** Fields whose names are the list's own words: `column:<heading>`, `field:<name>`. The others as they are. */
function splitNames(form: FormData, prefix: 'column' | 'field') {
  const entries = Object.entries(formFields(form))
  const start = `${prefix}:`
  return {
    named: Object.fromEntries(entries.flatMap(([name, value]) => (name.startsWith(start) ? [[name.slice(start.length), value]] : []))),
    fields: Object.fromEntries(entries.filter(([name]) => !name.startsWith(start))),
  }
}

export async function upload(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const outcome = await uploadChecklist(await requireActor(), formFields(form))
  if (!outcome.ok) return outcome.refusal
  redirect(`/self-inspections/lists/imports/${outcome.value.importId}`)
}

export async function remap(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const { named, fields } = splitNames(form, 'column')
  return settled(await remapChecklist(await requireActor(), { ...fields, mapping: named }))
}

export async function importNow(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const { named, fields } = splitNames(form, 'field')
  const outcome = await importChecklist(await requireActor(), { ...fields, fields: named })
  if (!outcome.ok) return outcome.refusal
  revalidatePath('/self-inspections', 'layout')
  redirect(`/self-inspections/lists/${outcome.value.checklistId}`)
}

export async function cancel(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await cancelChecklist(await requireActor(), formFields(form)))
}

export async function issueList(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await issueChecklist(await requireActor(), formFields(form)))
}

export async function discard(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await discardChecklist(await requireActor(), formFields(form)))
}

export async function assign(_previous: unknown, form: FormData): Promise<Refusal | { done: string }> {
  const outcome = await assignField(await requireActor(), formFields(form))
  if (!outcome.ok) return outcome.refusal
  revalidatePath('/self-inspections', 'layout')
  return { done: listText.assigned(outcome.value.assigned) }
}
