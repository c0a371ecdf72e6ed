'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import type { Refusal, Result } from '#domain/kernel/result'
import { referralText } from '#messages/zh/referral'
import { acceptHandBack } from '#server/referral/accept-hand-back'
import { addMaterial } from '#server/referral/add-material'
import { acceptReferral, answerReferral, askMore, rejectReferral } from '#server/referral/answer-referral'
import { approveReferral, declineReferral, reviseReferral } from '#server/referral/approve-referral'
import { chooseDisclosure } from '#server/referral/choose-disclosure'
import { adviseSupervision, draftAdvice, draftRequest, requestReconsideration, restWithDecline } from '#server/referral/contest-decline'
import { copyPenalty } from '#server/referral/copy-penalty'
import { declineCriminalCase, openCriminalCase, upholdDecline } from '#server/referral/decide-criminal-case'
import { deliverReferral } from '#server/referral/deliver-referral'
import { acceptItems, handOverMaterial, signReturned } from '#server/referral/hand-over'
import { passOn } from '#server/referral/pass-on'
import { proposeBillReferral, proposeDepartmentReferral } from '#server/referral/propose-department-referral'
import { proposePoliceReferral } from '#server/referral/propose-police-referral'
import { readCopy, receiveReferral } from '#server/referral/receive-referral'
import { recordBillResult, recordBillResults, recordBillSheet } from '#server/referral/record-bill-results'
import { recordProgress } from '#server/referral/record-progress'
import { acceptReasons, askReasons, explainDecline, orderFiling } from '#server/referral/supervise-filing'
import { proposeSupply, returnSupply, supplyMore } from '#server/referral/supply-more'
import { recallReferral, withdrawReferral } from '#server/referral/withdraw-referral'
import { requireActor } from '#server/session'
import { formFields } from '../../form-fields'
import { settles } from '../../settled'

const settled = settles('/referrals')

export async function proposeToPolice(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return proposed(await proposePoliceReferral(await requireActor(), formFields(form)))
}

export async function proposeToDepartment(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return proposed(await proposeDepartmentReferral(await requireActor(), formFields(form)))
}

export async function proposeBills(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return proposed(await proposeBillReferral(await requireActor(), formFields(form)))
}

export async function approve(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await approveReferral(await requireActor(), formFields(form)))
}

export async function decline(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await declineReferral(await requireActor(), formFields(form)))
}

export async function revise(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await reviseReferral(await requireActor(), formFields(form)))
}

export async function disclose(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await chooseDisclosure(await requireActor(), formFields(form)))
}

export async function withdraw(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await withdrawReferral(await requireActor(), formFields(form)))
}

export async function recall(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await recallReferral(await requireActor(), formFields(form)))
}

export async function addOneMaterial(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await addMaterial(await requireActor(), formFields(form)))
}

export async function deliver(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await deliverReferral(await requireActor(), formFields(form)))
}

export async function receive(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await receiveReferral(await requireActor(), formFields(form)))
}

export async function markCopyRead(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await readCopy(await requireActor(), formFields(form)))
}

export async function openCase(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await openCriminalCase(await requireActor(), formFields(form)))
}

export async function declineCase(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await declineCriminalCase(await requireActor(), formFields(form)))
}

export async function uphold(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await upholdDecline(await requireActor(), formFields(form)))
}

export async function reconsider(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await requestReconsideration(await requireActor(), formFields(form)))
}

export async function draftLetter(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const { kind, ...fields } = formFields(form)
  const write = kind === 'draftAdvice' ? draftAdvice : draftRequest
  return settled(await write(await requireActor(), fields))
}

export async function advise(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await adviseSupervision(await requireActor(), formFields(form)))
}

export async function rest(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await restWithDecline(await requireActor(), formFields(form)))
}

export async function handOver(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await handOverMaterial(await requireActor(), formFields(form)))
}

export async function takeItems(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await acceptItems(await requireActor(), formFields(form)))
}

export async function signForReturned(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await signReturned(await requireActor(), formFields(form)))
}

export async function sendPenaltyCopy(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await copyPenalty(await requireActor(), formFields(form)))
}

export async function passToOthers(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await passOn(await requireActor(), formFields(form)))
}

export async function askForReasons(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await askReasons(await requireActor(), formFields(form)))
}

export async function explain(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await explainDecline(await requireActor(), formFields(form)))
}

export async function letReasonsStand(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await acceptReasons(await requireActor(), formFields(form)))
}

export async function tellToFile(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await orderFiling(await requireActor(), formFields(form)))
}

export async function accept(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await acceptReferral(await requireActor(), formFields(form)))
}

export async function takeBackMatter(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await acceptHandBack(await requireActor(), formFields(form)))
}

export async function reject(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await rejectReferral(await requireActor(), formFields(form)))
}

export async function ask(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await askMore(await requireActor(), formFields(form)))
}

export async function supply(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await supplyMore(await requireActor(), formFields(form)))
}

export async function prepareSupply(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await proposeSupply(await requireActor(), formFields(form)))
}

export async function sendSupplyBack(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await returnSupply(await requireActor(), formFields(form)))
}

export async function answer(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await answerReferral(await requireActor(), formFields(form)))
}

export async function recordResult(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await recordBillResult(await requireActor(), formFields(form)))
}

export async function recordResults(_previous: unknown, form: FormData): Promise<Refusal | { done: string }> {
  const outcome = await recordBillResults(await requireActor(), formFields(form))
  if (!outcome.ok) return outcome.refusal
  revalidatePath('/referrals', 'layout')
  return { done: referralText.bulkDone(outcome.value.recorded) }
}

export async function recordSheet(_previous: unknown, form: FormData): Promise<Refusal | { done: string }> {
  const outcome = await recordBillSheet(await requireActor(), formFields(form))
  if (!outcome.ok) return outcome.refusal
  revalidatePath('/referrals', 'layout')
  return { done: referralText.billSheet.done(outcome.value.recorded, outcome.value.blank) }
}

export async function tellProgress(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await recordProgress(await requireActor(), formFields(form)))
}

function proposed(outcome: Result<{ referralId: string }>): Refusal | null {
  if (!outcome.ok) return outcome.refusal
  revalidatePath('/referrals', 'layout')
  redirect(`/referrals/${outcome.value.referralId}`)
}
