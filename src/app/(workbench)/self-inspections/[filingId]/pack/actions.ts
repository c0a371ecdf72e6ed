'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import type { Refusal } from '#domain/kernel/result'
import { applyPack } from '#server/self-inspection/apply-pack'
import { returnPack } from '#server/self-inspection/return-pack'
import { formFields } from '../../../../form-fields'
import { signedIn } from '../../../../signed-in'

const address = (filingId: unknown, packReturnId: unknown) =>
  `/self-inspections/${encodeURIComponent(String(filingId))}/pack/${encodeURIComponent(String(packReturnId))}`

export async function takeBack(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const fields = formFields(form)
  const outcome = await signedIn(returnPack, fields)
  if (!outcome.ok) return outcome.refusal
  revalidatePath('/self-inspections', 'layout')
  return redirect(address(fields.filingId, outcome.value.packReturnId))
}

const choice = /^choice:(.+)$/

/** Each conflict is a field `choice:<change>`, answered `mine` or `theirs`. */
export async function takeOver(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const entries = Object.entries(formFields(form))
  const chosen = (side: string) => entries.flatMap(([name, value]) => (value === side ? (choice.exec(name)?.[1] ?? []) : []))
  const { filingId, ...fields } = Object.fromEntries(entries.filter(([name]) => !choice.test(name)))
  const outcome = await signedIn(applyPack, { ...fields, mine: chosen('mine'), theirs: chosen('theirs') })
  if (outcome.ok || outcome.refusal.code === 'changedMeanwhile') revalidatePath('/self-inspections', 'layout')
  return outcome.ok ? redirect(`${address(filingId, fields.packReturnId)}#applied`) : outcome.refusal
}
