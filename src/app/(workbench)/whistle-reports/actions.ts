'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { type Refusal, refuse } from '#domain/kernel/result'
import { whistleText } from '#messages/zh/whistle'
import { requireActor } from '#server/session'
import { acceptReport, decideReport, declineReport, replyReport } from '#server/whistle/decide-report'
import { registerReport } from '#server/whistle/register-report'
import { assignKeeper, revealReporter } from '#server/whistle/reveal-reporter'
import { approveReward, lapseReward, noticeReward, payReward, proposeReward, sendBackReward } from '#server/whistle/rewards'
import { formFields } from '../../form-fields'
import { settles } from '../../settled'

const settled = settles('/whistle-reports')

export async function register(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const outcome = await registerReport(await requireActor(), formFields(form))
  if (!outcome.ok) return outcome.refusal
  revalidatePath('/whistle-reports', 'layout')
  redirect(`/whistle-reports/${outcome.value.id}`)
}

const commands = {
  ...{ accept: acceptReport, decline: declineReport, decide: decideReport, reply: replyReport, assign: assignKeeper },
  ...{ propose: proposeReward, approve: approveReward, sendBack: sendBackReward, notice: noticeReward, pay: payReward, lapse: lapseReward },
} as const
const isStep = (text: unknown): text is keyof typeof commands => typeof text === 'string' && Object.hasOwn(commands, text)

/** A step of a report or of its reward: which one stands in the form. */
export async function take(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const { step, ...fields } = formFields(form)
  const name = isStep(step) ? step : null
  const outcome = name ? await commands[name](await requireActor(), fields) : refuse('notFound')
  return settled<unknown>(outcome)
}

export async function reveal(_previous: unknown, form: FormData): Promise<Refusal | { done: string }> {
  const outcome = await revealReporter(await requireActor(), formFields(form))
  if (!outcome.ok) return outcome.refusal
  const { name, contact, idNumber } = outcome.value
  return { done: whistleText.plain(name, contact, idNumber) }
}
