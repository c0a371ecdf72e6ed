'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { fieldMessage } from '#domain/kernel/field-message'
import type { Refusal } from '#domain/kernel/result'
import { previewDrawInput } from '#domain/self-inspection/inputs'
import { issueText } from '#messages/zh/filing-review'
import { dropDraft, saveDraft } from '#server/draft/drafts'
import { announceSpotCheck } from '#server/self-inspection/announce-draw'
import { answerItem, answerRest } from '#server/self-inspection/answer-items'
import { declareRefund, withdrawRefund } from '#server/self-inspection/declare-refund'
import { previewDraw, type Stratum } from '#server/self-inspection/draw-population'
import { drawSpotCheck } from '#server/self-inspection/draw-spot-check'
import type { Spread } from '#server/self-inspection/draw-weights'
import { issueFilings } from '#server/self-inspection/issue-filings'
import { pasteFindings } from '#server/self-inspection/paste-findings'
import { recallFilings } from '#server/self-inspection/recall-filings'
import { amendFinding, recordFinding } from '#server/self-inspection/record-finding'
import { reissueFilings } from '#server/self-inspection/reissue-filings'
import { removeFinding } from '#server/self-inspection/remove-finding'
import { acceptFiling, returnFiling } from '#server/self-inspection/review-filing'
import { nextToReview } from '#server/self-inspection/review-queue'
import { showPresence } from '#server/self-inspection/section-presence'
import { checkDraw, giveUpDraw } from '#server/self-inspection/settle-draw'
import { confirmRefund, rejectRefund } from '#server/self-inspection/settle-refund'
import { reopenFiling, startFiling } from '#server/self-inspection/start-filing'
import { submitFiling } from '#server/self-inspection/submit-filing'
import { requireActor } from '#server/session'
import { formFields } from '../../form-fields'
import { settles } from '../../settled'
import { signedIn } from '../../signed-in'

const settled = settles('/self-inspections')

export async function issue(_previous: unknown, form: FormData): Promise<Refusal | { done: string }> {
  const outcome = await issueFilings(await requireActor(), formFields(form))
  if (!outcome.ok) return outcome.refusal
  revalidatePath('/self-inspections', 'layout')
  return { done: issueText.issued(outcome.value.issued) }
}

export async function recall(_previous: unknown, form: FormData): Promise<Refusal | { done: string }> {
  const outcome = await recallFilings(await requireActor(), formFields(form))
  if (!outcome.ok) return outcome.refusal
  revalidatePath('/self-inspections', 'layout')
  return { done: issueText.recalledDone(outcome.value.recalled) }
}

export async function reissue(_previous: unknown, form: FormData): Promise<Refusal | { done: string }> {
  const outcome = await reissueFilings(await requireActor(), formFields(form))
  if (!outcome.ok) return outcome.refusal
  revalidatePath('/self-inspections', 'layout')
  return { done: issueText.reissuedDone(outcome.value.issued, outcome.value.carried) }
}

export async function start(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await signedIn(startFiling, formFields(form)))
}

export async function reopen(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await signedIn(reopenFiling, formFields(form)))
}

/** Saves one answer as it is chosen. Answers with the answer's new version, or why not. */
export async function answer(input: Record<string, unknown>): Promise<{ version: number } | Refusal> {
  const outcome = await signedIn(answerItem, input)
  if (outcome.ok || outcome.refusal.code === 'changedMeanwhile') revalidatePath('/self-inspections', 'layout')
  return outcome.ok ? outcome.value : outcome.refusal
}

export async function fillRest(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await signedIn(answerRest, formFields(form)))
}

/** Says that this person has a section open; answers who else has, nobody where it could not be said. */
export async function fillingIn(input: { filingId: string; section: string }): Promise<readonly string[]> {
  const outcome = await signedIn(showPresence, input)
  return outcome.ok ? outcome.value.others : []
}

export async function keepDraft(formKey: string, values: Record<string, string[]>): Promise<void> {
  await signedIn(saveDraft, { formKey, values })
}

export async function letDraftGo(formKey: string): Promise<void> {
  await signedIn(dropDraft, { formKey })
}

/** Where a form of a section leads back to, and its draft, beside what the command gets. */
function ofSection(form: FormData) {
  const { section, anchor, formKey, then: next, ...fields } = formFields(form)
  return { fields, section: String(section ?? ''), anchor: String(anchor ?? ''), formKey: String(formKey ?? ''), next: String(next ?? '') }
}

/** After a form of a section: back to its item, with the draft gone, or on to the form that comes next there. */
async function backToSection(filingId: string, { section, anchor, formKey }: ReturnType<typeof ofSection>, form = ''): Promise<never> {
  if (formKey) await signedIn(dropDraft, { formKey })
  revalidatePath('/self-inspections', 'layout')
  return redirect(`/self-inspections/${encodeURIComponent(filingId)}/${encodeURIComponent(section)}${form}#${encodeURIComponent(anchor)}`)
}

export async function addFinding(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const place = ofSection(form)
  const outcome = await signedIn(recordFinding, place.fields)
  if (!outcome.ok) return outcome.refusal
  return backToSection(String(place.fields.filingId), place, place.next === 'refund' ? `?refund=${outcome.value.id}` : '')
}

export async function changeFinding(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const place = ofSection(form)
  const { filingId, ...fields } = place.fields
  const outcome = await signedIn(amendFinding, fields)
  return outcome.ok ? backToSection(String(filingId), place) : outcome.refusal
}

export async function paste(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const place = ofSection(form)
  const outcome = await signedIn(pasteFindings, place.fields)
  return outcome.ok ? backToSection(String(place.fields.filingId), place) : outcome.refusal
}

export async function takeFindingBack(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await signedIn(removeFinding, formFields(form)))
}

export async function payBack(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const place = ofSection(form)
  const { filingId, ...fields } = place.fields
  const outcome = await signedIn(declareRefund, fields)
  return outcome.ok ? backToSection(String(filingId), place) : outcome.refusal
}

export async function takeRefundBack(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await signedIn(withdrawRefund, formFields(form)))
}

export async function submit(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const fields = formFields(form)
  const outcome = await signedIn(submitFiling, fields)
  if (!outcome.ok) return outcome.refusal
  revalidatePath('/self-inspections', 'layout')
  return redirect(`/self-inspections/${encodeURIComponent(String(fields.filingId))}#receipt`)
}

/** Accepts, and goes on to the filing that has waited longest when the person asked for it. */
export async function accept(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const actor = await requireActor()
  const { andNext, ...fields } = formFields(form)
  const outcome = await acceptFiling(actor, fields)
  if (!outcome.ok) return outcome.refusal
  revalidatePath('/self-inspections', 'layout')
  if (andNext !== '1') return null
  const next = await nextToReview(actor, String(fields.filingId))
  return redirect(next ? `/self-inspections/${next.id}` : '/self-inspections/review')
}

export async function giveBack(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await returnFiling(await requireActor(), formFields(form)))
}

export async function confirmMoney(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await confirmRefund(await requireActor(), formFields(form)))
}

export async function rejectMoney(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await rejectRefund(await requireActor(), formFields(form)))
}

export type DrawPreview = { population: number; size: number; strata: readonly Stratum[]; spread: Spread | null }

/** How many could be drawn from, and how many of each region: counts, never who. */
export async function previewAnnouncement(_previous: unknown, form: FormData): Promise<Refusal | { preview: DrawPreview }> {
  const actor = await requireActor()
  const asked = previewDrawInput.safeParse(formFields(form), { error: fieldMessage })
  if (!asked.success) {
    const { issues } = asked.error
    return {
      code: 'invalidInput',
      detail: { fields: issues.map(({ path }) => path.join('.')), messages: issues.map(({ message }) => message) },
    }
  }
  const outcome = await previewDraw(actor, asked.data)
  return outcome.ok ? { preview: { ...outcome.value, size: asked.data.size } } : outcome.refusal
}

export async function announce(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const outcome = await announceSpotCheck(await requireActor(), formFields(form))
  if (!outcome.ok) return outcome.refusal
  revalidatePath('/self-inspections/spot-checks')
  return redirect(`/self-inspections/spot-checks/${outcome.value.id}`)
}

export async function draw(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const outcome = await drawSpotCheck(await requireActor(), formFields(form))
  if (!outcome.ok) return outcome.refusal
  revalidatePath('/self-inspections/spot-checks')
  return redirect(`/self-inspections/spot-checks/${outcome.value.id}`)
}

export async function checkNumber(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await checkDraw(await requireActor(), formFields(form)))
}

export async function giveUp(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await giveUpDraw(await requireActor(), formFields(form)))
}
