'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import type { Refusal } from '#domain/kernel/result'
import { onSiteText } from '#messages/zh/on-site'
import { assignInspectors } from '#server/self-inspection/assign-inspectors'
import { decideDispute, raiseDispute } from '#server/self-inspection/dispute-check'
import { agreeRest, recordLine } from '#server/self-inspection/record-line'
import { handBackCheck, signCheck } from '#server/self-inspection/sign-check'
import { requireActor } from '#server/session'
import { formFields } from '../../../../form-fields'
import { settles } from '../../../../settled'
import { signedIn } from '../../../../signed-in'

const settled = settles('/self-inspections')

export async function assign(_previous: unknown, form: FormData): Promise<Refusal | { done: string }> {
  const outcome = await assignInspectors(await requireActor(), formFields(form))
  if (!outcome.ok) return outcome.refusal
  revalidatePath('/self-inspections', 'layout')
  return { done: onSiteText.assigned(outcome.value.assigned) }
}

/** Saves one item, and goes on to the next that has no result. */
export async function saveLine(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const { spotCheckId, nextItemId, ...fields } = formFields(form)
  const outcome = await signedIn(recordLine, fields)
  if (!outcome.ok) return outcome.refusal
  revalidatePath('/self-inspections', 'layout')
  const page = `/self-inspections/spot-checks/${encodeURIComponent(String(spotCheckId))}/${encodeURIComponent(String(fields.checkId))}`
  return redirect(nextItemId ? `${page}?item=${encodeURIComponent(String(nextItemId))}#line-form` : page)
}

export async function restAgrees(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await signedIn(agreeRest, formFields(form)))
}

export async function sign(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await signCheck(await requireActor(), formFields(form)))
}

export async function handBack(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await handBackCheck(await requireActor(), formFields(form)))
}

export async function dispute(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await signedIn(raiseDispute, formFields(form)))
}

export async function decide(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await decideDispute(await requireActor(), formFields(form)))
}
