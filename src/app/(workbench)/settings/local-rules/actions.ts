'use server'

import { redirect } from 'next/navigation'
import type { Refusal } from '#domain/kernel/result'
import { approveLocalRule, endLocalRule, refuseLocalRule } from '#server/case/local-rule/decide-local-rule'
import { proposeLocalRule } from '#server/case/local-rule/propose-local-rule'
import { formFields } from '../../../form-fields'
import { settles } from '../../../settled'
import { signedIn } from '../../../signed-in'

const settled = settles('/settings/local-rules')

export async function propose(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const outcome = await signedIn(proposeLocalRule, formFields(form))
  if (!outcome.ok) return outcome.refusal
  settled(outcome)
  redirect(`/settings/local-rules/${outcome.value.localRuleId}`)
}

export async function approve(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await signedIn(approveLocalRule, formFields(form)))
}

export async function refuse(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await signedIn(refuseLocalRule, formFields(form)))
}

export async function end(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await signedIn(endLocalRule, formFields(form)))
}
