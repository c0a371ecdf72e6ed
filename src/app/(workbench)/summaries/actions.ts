'use server'

import { redirect } from 'next/navigation'
import type { Theirs } from '#components/use-command'
import { beijingMinute } from '#domain/kernel/civil-date'
import type { Refusal } from '#domain/kernel/result'
import { requireActor } from '#server/session'
import { freezeReport, sendBackReport } from '#server/summary/freeze-report'
import { getWords } from '#server/summary/queries'
import { signReport } from '#server/summary/sign-report'
import { draftReport, editReport, leavePassage, takePassage } from '#server/summary/write-report'
import { formFields } from '../../form-fields'
import { settles } from '../../settled'

const settled = settles('/summaries')

export async function draft(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const outcome = await draftReport(await requireActor(), formFields(form))
  if (!outcome.ok) return outcome.refusal
  redirect(`/summaries/${outcome.value.reportId}`)
}

/** After a conflict the form gets what the section now says, and by whom. */
export async function edit(_previous: unknown, form: FormData): Promise<(Refusal & { theirs?: Theirs }) | null> {
  const actor = await requireActor()
  const fields = formFields(form)
  const refusal = settled(await editReport(actor, fields))
  if (refusal?.code !== 'changedMeanwhile') return refusal
  const words = await getWords(actor, String(fields.reportId), String(fields.section))
  if (!words) return refusal
  const { version, own } = words
  return {
    ...refusal,
    theirs: { version, values: { text: own?.text ?? '' }, ...(own && { by: own.byName, at: beijingMinute(new Date(own.at)) }) },
  }
}

export async function take(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await takePassage(await requireActor(), formFields(form)))
}

export async function leave(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await leavePassage(await requireActor(), formFields(form)))
}

export async function freeze(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await freezeReport(await requireActor(), formFields(form)))
}

export async function sign(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await signReport(await requireActor(), formFields(form)))
}

export async function sendBack(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await sendBackReport(await requireActor(), formFields(form)))
}
