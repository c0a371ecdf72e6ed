'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import type { FormOutcome } from '#components/use-command'
import type { Refusal } from '#domain/kernel/result'
import { receiptText } from '#messages/zh/campaign'
import { adoptCampaign } from '#server/campaign/adopt-campaign'
import { approveCampaign } from '#server/campaign/approve'
import { assignDutyOwner } from '#server/campaign/assign-duty-owner'
import { answerMeeting, callMeeting, callOffMeeting } from '#server/campaign/call-meeting'
import { closeCampaign } from '#server/campaign/close'
import { completeDuty, reopenDuty } from '#server/campaign/complete-duty'
import { confirmCampaign } from '#server/campaign/confirm'
import { correctPlan, setCampaign } from '#server/campaign/correct-plan'
import { keepMinutes } from '#server/campaign/keep-minutes'
import { launchCampaign } from '#server/campaign/launch'
import { matchRecipient } from '#server/campaign/match-recipient'
import { getPlanPart } from '#server/campaign/plan-review'
import { recordMeeting } from '#server/campaign/record-meeting'
import { remindReceipts } from '#server/campaign/remind-receipts'
import { reportDuty } from '#server/campaign/report-duty'
import { sendBackCampaign } from '#server/campaign/send-back'
import { setLeadingGroup } from '#server/campaign/set-leading-group'
import { signCommitment } from '#server/campaign/sign-commitment'
import { signReceipt } from '#server/campaign/sign-receipt'
import { uploadPlan } from '#server/campaign/upload-plan'
import { requireActor } from '#server/session'
import { formFields } from '../../form-fields'
import { settles } from '../../settled'
import { meetingFields, membersOf, minutesFields } from './meeting-fields'

const settled = settles('/campaigns')

export async function upload(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const outcome = await uploadPlan(await requireActor(), formFields(form))
  if (!outcome.ok) return outcome.refusal
  redirect(`/campaigns/${outcome.value.campaignId}/plan`)
}

/** Corrects one part of the plan; whoever was overtaken is shown the other version. */
export async function correct(_previous: unknown, form: FormData): Promise<FormOutcome> {
  const actor = await requireActor()
  const { campaignId, version, path, requestKey, ...typed } = formFields(form)
  const values = Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, Array.isArray(value) ? value.join('、') : value]))
  const outcome = await correctPlan(actor, { campaignId, version, path, requestKey, values })
  if (outcome.ok) {
    revalidatePath('/campaigns', 'layout')
    redirect(`/campaigns/${campaignId}/plan`)
  }
  if (outcome.refusal.code !== 'changedMeanwhile') return outcome.refusal
  const theirs = await getPlanPart(actor, String(campaignId), String(path))
  return theirs ? { ...outcome.refusal, theirs } : outcome.refusal
}

export async function set(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const fields = formFields(form)
  const outcome = await setCampaign(await requireActor(), fields)
  if (!outcome.ok) return outcome.refusal
  revalidatePath('/campaigns', 'layout')
  redirect(`/campaigns/${fields.campaignId}/plan`)
}

export async function confirm(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await confirmCampaign(await requireActor(), formFields(form)))
}

export async function approve(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await approveCampaign(await requireActor(), formFields(form)))
}

export async function sendBack(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await sendBackCampaign(await requireActor(), formFields(form)))
}

export async function launch(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await launchCampaign(await requireActor(), formFields(form)))
}

export async function close(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await closeCampaign(await requireActor(), formFields(form)))
}

export async function sign(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await signReceipt(await requireActor(), formFields(form)))
}

export async function commit(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await signCommitment(await requireActor(), formFields(form)))
}

export async function remind(_previous: unknown, form: FormData): Promise<FormOutcome> {
  const outcome = await remindReceipts(await requireActor(), formFields(form))
  return settled(outcome) ?? { done: outcome.ok ? receiptText.reminded(outcome.value.reminded.length) : '' }
}

export async function match(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await matchRecipient(await requireActor(), formFields(form)))
}

export async function adopt(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const outcome = await adoptCampaign(await requireActor(), formFields(form))
  if (!outcome.ok) return outcome.refusal
  revalidatePath('/campaigns', 'layout')
  redirect(`/campaigns/${outcome.value.campaignId}/plan`)
}

export async function assignOwner(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await assignDutyOwner(await requireActor(), formFields(form)))
}

/** One form for both: the button says whether the duty is only reported on or struck off. */
export async function progress(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const { complete, ...fields } = formFields(form)
  const actor = await requireActor()
  return settled(complete ? await completeDuty(actor, fields) : await reportDuty(actor, fields))
}

export async function reopen(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await reopenDuty(await requireActor(), formFields(form)))
}

export async function meet(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const fields = meetingFields(form)
  const outcome = await recordMeeting(await requireActor(), fields)
  if (!outcome.ok) return outcome.refusal
  revalidatePath('/campaigns', 'layout')
  redirect(`/campaigns/${fields.campaignId}/meetings`)
}

export async function callTo(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const fields = formFields(form)
  const outcome = await callMeeting(await requireActor(), fields)
  if (!outcome.ok) return outcome.refusal
  revalidatePath('/campaigns', 'layout')
  redirect(`/campaigns/${fields.campaignId}/meetings`)
}

export async function reply(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await answerMeeting(await requireActor(), formFields(form)))
}

export async function callOff(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await callOffMeeting(await requireActor(), formFields(form)))
}

export async function keep(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const outcome = await keepMinutes(await requireActor(), minutesFields(form))
  if (!outcome.ok) return outcome.refusal
  revalidatePath('/campaigns', 'layout')
  redirect(`/campaigns/${outcome.value.campaignId}/meetings`)
}

export async function setGroup(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const members = membersOf(form)
  const outcome = await setLeadingGroup(await requireActor(), members)
  if (!outcome.ok) return outcome.refusal
  revalidatePath('/campaigns', 'layout')
  redirect(`/campaigns/${members.campaignId}/meetings`)
}
