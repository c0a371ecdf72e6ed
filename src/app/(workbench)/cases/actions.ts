'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { type HoldStep, holdStepNames } from '#domain/case/acts/holds'
import { agreementActs } from '#domain/case/tracks/agreement'
import { isProcedureStep } from '#domain/case/tracks/procedure-steps'
import { publicationActs } from '#domain/case/tracks/publicity'
import { scoringActs } from '#domain/case/tracks/scoring'
import { type StoppageStep, stoppageStepNames } from '#domain/case/tracks/stoppages'
import { type Refusal, refuse as refusal } from '#domain/kernel/result'
import { askHold, holdUrgently, takeHold } from '#server/case/acts/ask-hold'
import { annulHold, approveHold, endHold, extendHold, ratifyHold, refuseHold } from '#server/case/acts/decide-hold'
import { recordInquiry } from '#server/case/acts/record-inquiry'
import { answerInquiry, signInquiry } from '#server/case/acts/sign-inquiry'
import { addFact } from '#server/case/add-fact'
import { agreementCommands } from '#server/case/agreement/commands'
import { askBundle, cancelBundle } from '#server/case/bundle/ask-bundle'
import { confirmMoney, rejectMoney } from '#server/case/confirm-money'
import { changeFact, withdrawFact } from '#server/case/correct-fact'
import { fileCase } from '#server/case/file-case'
import { addParty, markParty } from '#server/case/keep-parties'
import { orderCorrection, recordCorrection } from '#server/case/order-correction'
import { postMoney } from '#server/case/post-money'
import { proposeCase } from '#server/case/propose-case'
import { publicationCommands } from '#server/case/publicity/commands'
import { refuseCase } from '#server/case/refuse-case'
import { replaceOfficer } from '#server/case/replace-officer'
import { startTrack } from '#server/case/run-track'
import { scoringCommands } from '#server/case/scoring/commands'
import { revealScored } from '#server/case/scoring/reveal-scored'
import { setPenalty } from '#server/case/set-penalty'
import { tieFact } from '#server/case/tie-fact'
import { procedureCommands } from '#server/case/track/commands'
import { proveService } from '#server/case/track/prove-service'
import { publishPaper } from '#server/case/track/publish-paper'
import { answerRemedy, concludeRemedy, receiveRemedy, withdrawRemedy } from '#server/case/track/remedies'
import { serveLater } from '#server/case/track/serve-later'
import { liftStay, stayRemedy } from '#server/case/track/stay-remedy'
import { beginStoppage, restoreStoppage, reviewStoppage, sendBackStoppage } from '#server/case/track/stoppages'
import { strikeRemedy } from '#server/case/track/strike-remedy'
import { lapseStoppage, strikeBegun, strikeEnded } from '#server/case/track/strike-stoppage'
import { resume, suspend } from '#server/case/track/suspension'
import { withdrawPublished } from '#server/case/track/withdraw-published'
import { addEvidence } from '#server/evidence/add-evidence'
import { waiveEvidence } from '#server/evidence/waive-evidence'
import { withdrawEvidence } from '#server/evidence/withdraw-evidence'
import { requireActor } from '#server/session'
import { formFields, grouped } from '../../form-fields'
import { settles } from '../../settled'

const settled = settles('/cases')

export async function propose(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const outcome = await proposeCase(await requireActor(), formFields(form))
  if (!outcome.ok) return outcome.refusal
  revalidatePath('/cases', 'layout')
  redirect(`/cases/${outcome.value.caseId}`)
}

export async function file(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await fileCase(await requireActor(), formFields(form)))
}

export async function refuse(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await refuseCase(await requireActor(), formFields(form)))
}

/** One step of the procedure: which one stands in the form. */
export async function proceed(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const { step, ...fields } = formFields(form)
  if (typeof step !== 'string' || !isProcedureStep(step)) return settled(refusal('notFound'))
  return settled(await procedureCommands[step](await requireActor(), fields))
}

/** Halts the procedure, or has it go on: which of the two stands in the form. */
export async function halt(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const { step, ...fields } = formFields(form)
  return settled(await (step === 'resume' ? resume : suspend)(await requireActor(), fields))
}

export async function prove(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await proveService(await requireActor(), formFields(form)))
}

export async function serveOther(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await serveLater(await requireActor(), formFields(form)))
}

export async function unpublish(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await withdrawPublished(await requireActor(), formFields(form)))
}

export async function announce(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await publishPaper(await requireActor(), formFields(form)))
}

const remedyCommands = {
  receive: receiveRemedy,
  answer: answerRemedy,
  conclude: concludeRemedy,
  withdraw: withdrawRemedy,
  stay: stayRemedy,
  liftStay,
  strike: strikeRemedy,
} as const
const remedyActs = [
  'receive',
  'answer',
  'conclude',
  'withdraw',
  'stay',
  'liftStay',
  'strike',
] as const satisfies readonly (keyof typeof remedyCommands)[]

/** What happens with reconsideration and litigation: which act stands in the form. */
export async function appeal(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const { step, ...fields } = formFields(form)
  const name = remedyActs.find((one) => one === step)
  return settled(name ? await remedyCommands[name](await requireActor(), grouped(fields, 'monthsLeft')) : refusal('notFound'))
}

/** One act in the agreement: which one stands in the form. */
export async function agree(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const { step, ...fields } = formFields(form)
  const name = agreementActs.find((one) => one === step)
  return settled(name ? await agreementCommands[name](await requireActor(), fields) : refusal('notFound'))
}

/** One act by which a decision is made public: which one stands in the form. */
export async function disclose(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const { step, ...fields } = formFields(form)
  const name = publicationActs.find((one) => one === step)
  return settled(name ? await publicationCommands[name](await requireActor(), fields) : refusal('notFound'))
}

/** One act in the scoring of staff: which one stands in the form. */
export async function score(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const { step, ...fields } = formFields(form)
  const name = scoringActs.find((one) => one === step)
  return settled(name ? await scoringCommands[name](await requireActor(), fields) : refusal('notFound'))
}

export async function showScored(_previous: unknown, form: FormData): Promise<Refusal | { done: string }> {
  const outcome = await revealScored(await requireActor(), formFields(form))
  return outcome.ok ? { done: `${outcome.value.name} ${outcome.value.code}` } : outcome.refusal
}

const stoppageCommands = {
  begin: beginStoppage,
  review: reviewStoppage,
  sendBack: sendBackStoppage,
  restore: restoreStoppage,
  ...{ lapse: lapseStoppage, strikeBegun, strikeEnded },
} as const satisfies Record<StoppageStep, unknown>

/** What becomes of a stoppage that was decided: which act stands in the form. */
export async function turnStoppage(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const { step, ...fields } = formFields(form)
  const name = stoppageStepNames.find((one) => one === step)
  return settled(name ? await stoppageCommands[name](await requireActor(), fields) : refusal('notFound'))
}

const holdCommands = {
  ...{ approve: approveHold, refuse: refuseHold, ratify: ratifyHold, annul: annulHold },
  ...{ take: takeHold, extend: extendHold, end: endHold },
} as const satisfies Record<HoldStep, unknown>

/** What becomes of what is held: which step stands in the form. */
export async function turnHold(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const { step, ...fields } = formFields(form)
  const name = holdStepNames.find((one) => one === step)
  return settled(name ? await holdCommands[name](await requireActor(), fields) : refusal('notFound'))
}

export async function enterHold(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const { urgent, ...fields } = formFields(form)
  return settled(await (urgent === 'on' ? holdUrgently : askHold)(await requireActor(), fields))
}

const inquiryCommands = { record: recordInquiry, sign: signInquiry, answer: answerInquiry }

/** An act of the investigation: written down, signed, or answered. */
export async function inquire(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const { act, ...fields } = formFields(form)
  const name = (['record', 'sign', 'answer'] as const).find((one) => one === act)
  return settled(name ? await inquiryCommands[name](await requireActor(), fields) : refusal('notFound'))
}

export async function replace(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await replaceOfficer(await requireActor(), formFields(form)))
}

export async function confirmPosting(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await confirmMoney(await requireActor(), formFields(form)))
}

export async function rejectPosting(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await rejectMoney(await requireActor(), formFields(form)))
}

export async function addOneFact(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await addFact(await requireActor(), formFields(form)))
}

export async function changeOneFact(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await changeFact(await requireActor(), formFields(form)))
}

export async function withdrawOneFact(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await withdrawFact(await requireActor(), formFields(form)))
}

export async function addOneParty(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await addParty(await requireActor(), formFields(form)))
}

export async function markOneParty(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await markParty(await requireActor(), formFields(form)))
}

export async function makeOrder(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await orderCorrection(await requireActor(), formFields(form)))
}

export async function recordOutcome(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await recordCorrection(await requireActor(), formFields(form)))
}

export async function penalise(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await setPenalty(await requireActor(), formFields(form)))
}

export async function tie(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await tieFact(await requireActor(), formFields(form)))
}

export async function post(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await postMoney(await requireActor(), formFields(form)))
}

export async function beginTrack(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await startTrack(await requireActor(), formFields(form)))
}

export async function enterEvidence(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await addEvidence(await requireActor(), formFields(form)))
}

export async function takeEvidenceBack(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await withdrawEvidence(await requireActor(), formFields(form)))
}

export async function giveWaiver(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await waiveEvidence(await requireActor(), formFields(form)))
}

export async function putTogether(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await askBundle(await requireActor(), formFields(form)))
}

export async function stopBundle(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await cancelBundle(await requireActor(), formFields(form)))
}
