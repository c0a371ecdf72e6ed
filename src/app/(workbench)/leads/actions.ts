'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import type { Actor } from '#domain/kernel/access'
import { ok, type Refusal } from '#domain/kernel/result'
import { assignedText, type LeftGroup, previewText, takenBackText } from '#messages/zh/lead-assignment'
import { queueText } from '#messages/zh/lead-queue'
import { assignLeads } from '#server/lead/assign-leads'
import { leadIdsMatching } from '#server/lead/list-leads'
import { personAsked } from '#server/lead/person-asked'
import { nextLead } from '#server/lead/queries'
import { revealIdentity } from '#server/lead/reveal-identity'
import { previewAssignment } from '#server/lead/share-out'
import { takeBackLeads } from '#server/lead/take-back'
import { followingKey, takeNextLead } from '#server/lead/take-next'
import { agreeVerification, sendBackVerification, submitVerification } from '#server/lead/verify-lead'
import { reopenLead, returnLead, takeUpLead, withdrawLead } from '#server/lead/work-lead'
import { dropView, saveView } from '#server/saved-view/saved-views'
import { requireActor } from '#server/session'
import { formFields } from '../../form-fields'
import { settles } from '../../settled'

const settled = settles('/leads')

/** What was done, and the leads that were left where the sentence does not name them. */
type Told = { done: string; left: LeftGroup[] }

/** The leads that a form means: those ticked, or all that match the list's filter. */
async function chosenLeads(actor: Actor, { id, allMatching, filter, expected }: Record<string, unknown>) {
  return allMatching ? await leadIdsMatching(actor, String(filter ?? ''), Number(expected)) : ok(id)
}

export async function previewAssign(_previous: unknown, form: FormData): Promise<Refusal | Told> {
  const actor = await requireActor()
  const { agencyId, ...fields } = formFields(form)
  const chosen = await chosenLeads(actor, fields)
  const outcome = chosen.ok ? await previewAssignment(actor, { leadIds: chosen.value, agencyId }) : chosen
  return outcome.ok ? previewText(outcome.value) : outcome.refusal
}

/** What undoing an assignment needs to know of it. */
export type Undo = { leadIds: string[]; assignedAt: string }

export async function assign(_previous: unknown, form: FormData): Promise<Refusal | (Told & { undo?: Undo })> {
  const actor = await requireActor()
  const { id, allMatching, filter, expected, ...fields } = formFields(form)
  const chosen = await chosenLeads(actor, { id, allMatching, filter, expected })
  const outcome = chosen.ok ? await assignLeads(actor, { ...fields, leadIds: chosen.value }) : chosen
  if (!outcome.ok) return outcome.refusal
  revalidatePath('/leads', 'layout')
  const { leadIds, at } = outcome.value
  return { ...assignedText(outcome.value), ...(leadIds.length > 0 && { undo: { leadIds, assignedAt: at } }) }
}

export async function takeBack(_previous: unknown, form: FormData): Promise<Refusal | Told> {
  const actor = await requireActor()
  const { id, allMatching, filter, expected, ...fields } = formFields(form)
  const chosen = await chosenLeads(actor, { id, allMatching, filter, expected })
  const outcome = chosen.ok ? await takeBackLeads(actor, { ...fields, leadIds: chosen.value }) : chosen
  if (!outcome.ok) return outcome.refusal
  revalidatePath('/leads', 'layout')
  return takenBackText(outcome.value)
}

export async function keepView(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await saveView(await requireActor(), { ...formFields(form), list: 'leads' }))
}

export async function removeView(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await dropView(await requireActor(), formFields(form)))
}

export async function undoAssign(_previous: unknown, form: FormData): Promise<Refusal | Told> {
  const outcome = await takeBackLeads(await requireActor(), formFields(form))
  if (!outcome.ok) return outcome.refusal
  revalidatePath('/leads', 'layout')
  return takenBackText(outcome.value)
}

export async function takeUp(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await takeUpLead(await requireActor(), formFields(form)))
}

export async function giveBack(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await returnLead(await requireActor(), formFields(form)))
}

/** Takes up the next lead that waits, and opens it. */
export async function takeNext(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const fields = formFields(form)
  const outcome = await takeNextLead(await requireActor(), fields)
  if (!outcome.ok) return outcome.refusal
  revalidatePath('/leads', 'layout')
  return redirect(pathOf(outcome.value.leadId, String(fields.filter ?? '')))
}

/** The queue narrowed to one person, by the name in full or by an identity number, which stays out of the address. */
export async function findPerson(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const actor = await requireActor()
  const { who, filter } = formFields(form)
  const asked = personAsked(actor, String(who ?? ''))
  if (asked === null) return { code: 'invalidInput', detail: { fields: ['who'], messages: [queueText.personNone] } }
  const query = new URLSearchParams(String(filter ?? ''))
  for (const name of ['person', 'samePersonAs', 'name']) query.delete(name)
  for (const [name, value] of Object.entries(asked)) query.set(name, value)
  return redirect(`/leads?${query}`)
}

/** A lead that is worked on within a filter of the list: what follows it is taken within the same. */
const pathOf = (leadId: string, within: string) => `/leads/${leadId}${within === '' ? '' : `?within=${encodeURIComponent(within)}`}`

/**
 * Their own that is still open, else one that waits within the filter; `null` where nothing is left. However often the form arrives, one more
 * is taken: its key is the form's own.
 */
async function goOn(actor: Actor, { leadId, requestKey }: Record<string, unknown>, within: string): Promise<string | null> {
  const own = await nextLead(actor, String(leadId))
  if (own) return own.id
  const taken = await takeNextLead(actor, {
    filter: within,
    ...(typeof requestKey === 'string' && { requestKey: followingKey(requestKey) }),
  })
  return taken.ok ? taken.value.leadId : null
}

/** Submits, and goes on with the next lead when they asked for it: their own, else one that is taken up for them there and then. */
export async function submit(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const actor = await requireActor()
  const { andNext, within: asked, ...fields } = formFields(form)
  const within = String(asked ?? '')
  const outcome = await submitVerification(actor, fields)
  if (!outcome.ok) return outcome.refusal
  revalidatePath('/leads', 'layout')
  const next = andNext ? await goOn(actor, fields, within) : null
  return next ? redirect(pathOf(next, within)) : null
}

export async function agree(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await agreeVerification(await requireActor(), formFields(form)))
}

export async function sendBack(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await sendBackVerification(await requireActor(), formFields(form)))
}

export async function reopen(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await reopenLead(await requireActor(), formFields(form)))
}

export async function withdraw(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await withdrawLead(await requireActor(), formFields(form)))
}

export async function reveal(_previous: unknown, form: FormData): Promise<Refusal | { done: string }> {
  const outcome = await revealIdentity(await requireActor(), formFields(form))
  return outcome.ok ? { done: [outcome.value.name, outcome.value.idNumber].filter(Boolean).join(' ') } : outcome.refusal
}
