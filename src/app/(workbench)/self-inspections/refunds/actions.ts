'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import type { Refusal } from '#domain/kernel/result'
import { bankText, refundsText } from '#messages/zh/refunds'
import { demandRefunds, splitFinding, withdrawDemand } from '#server/self-inspection/demand-refunds'
import { importBankList } from '#server/self-inspection/import-bank-list'
import { matchBankRow, matchExact, unmatch } from '#server/self-inspection/match-bank'
import { remindRefunds } from '#server/self-inspection/remind-refunds'
import { unconfirmRefund } from '#server/self-inspection/settle-refund'
import { requireActor } from '#server/session'
import { formFields } from '../../../form-fields'
import { settles } from '../../../settled'

const settled = settles('/self-inspections')
type Done = Promise<Refusal | { done: string }>

export async function demandChosen(_previous: unknown, form: FormData): Done {
  const outcome = await demandRefunds(await requireActor(), formFields(form))
  return settled(outcome) ?? { done: outcome.ok ? refundsText.demanded(outcome.value) : '' }
}

export async function remindChosen(_previous: unknown, form: FormData): Done {
  const outcome = await remindRefunds(await requireActor(), formFields(form))
  return settled(outcome) ?? { done: outcome.ok ? refundsText.reminded(outcome.value) : '' }
}

export async function takeDemandBack(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await withdrawDemand(await requireActor(), formFields(form)))
}

export async function split(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await splitFinding(await requireActor(), formFields(form)))
}

export async function unconfirm(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await unconfirmRefund(await requireActor(), formFields(form)))
}

export async function importList(_previous: unknown, form: FormData): Done {
  const outcome = await importBankList(await requireActor(), formFields(form))
  return settled(outcome) ?? { done: outcome.ok ? bankText.imported(outcome.value) : '' }
}

export async function confirmExact(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await matchExact(await requireActor(), formFields(form)))
}

export async function confirmProposal(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await matchBankRow(await requireActor(), formFields(form)))
}

export async function matchByHand(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const outcome = await matchBankRow(await requireActor(), formFields(form))
  if (!outcome.ok) return outcome.refusal
  revalidatePath('/self-inspections', 'layout')
  return redirect('/self-inspections/refunds/bank')
}

export async function undoMatch(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await unmatch(await requireActor(), formFields(form)))
}
