'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import type { Refusal } from '#domain/kernel/result'
import { returnJointNotice, signJointNotice } from '#server/campaign/joint/countersign'
import { draftJointNotice, redraftJointNotice, submitJointNotice } from '#server/campaign/joint/draft-notice'
import { issueJointNotice, withdrawJointNotice } from '#server/campaign/joint/issue-notice'
import { requireActor } from '#server/session'
import { formFields } from '../../../../form-fields'
import { settles } from '../../../../settled'

const settled = settles('/campaigns')

export async function draft(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const outcome = await draftJointNotice(await requireActor(), formFields(form))
  if (!outcome.ok) return outcome.refusal
  revalidatePath('/campaigns', 'layout')
  redirect(`/campaigns/${outcome.value.campaignId}/joint/${outcome.value.noticeId}`)
}

export async function redraft(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const fields = formFields(form)
  const outcome = await redraftJointNotice(await requireActor(), fields)
  if (!outcome.ok) return outcome.refusal
  revalidatePath('/campaigns', 'layout')
  redirect(`/campaigns/${outcome.value.campaignId}/joint/${fields.noticeId}`)
}

export async function submit(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await submitJointNotice(await requireActor(), formFields(form)))
}

export async function sign(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await signJointNotice(await requireActor(), formFields(form)))
}

export async function giveBack(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await returnJointNotice(await requireActor(), formFields(form)))
}

export async function issue(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await issueJointNotice(await requireActor(), formFields(form)))
}

export async function withdraw(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await withdrawJointNotice(await requireActor(), formFields(form)))
}
