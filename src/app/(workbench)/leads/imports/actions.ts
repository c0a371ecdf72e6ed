'use server'

import { redirect } from 'next/navigation'
import type { Refusal } from '#domain/kernel/result'
import { importLeads } from '#server/lead/import-list'
import { cancelLeadList, remapLeadList, stopListWork, uploadLeadList } from '#server/lead/upload-list'
import { requireActor } from '#server/session'
import { formFields } from '../../../form-fields'
import { settles } from '../../../settled'

const settled = settles('/leads')

export async function upload(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const outcome = await uploadLeadList(await requireActor(), formFields(form))
  if (!outcome.ok) return outcome.refusal
  redirect(`/leads/imports/${outcome.value.importId}`)
}

const columnField = /^column:(.+)$/s

/** The columns arrive as `column:<heading>`: headings are the list's own words and no names of ours. */
export async function remap(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const entries = Object.entries(formFields(form))
  const mapping = Object.fromEntries(
    entries.flatMap(([name, value]) => (columnField.test(name) ? [[name.replace(columnField, '$1'), value]] : [])),
  )
  const fields = Object.fromEntries(entries.filter(([name]) => !columnField.test(name)))
  return settled(await remapLeadList(await requireActor(), { ...fields, mapping }))
}

export async function importNow(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await importLeads(await requireActor(), formFields(form)))
}

export async function cancel(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await cancelLeadList(await requireActor(), formFields(form)))
}

export async function stop(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await stopListWork(await requireActor(), formFields(form)))
}
