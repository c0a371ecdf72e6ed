'use server'

import { type Refusal, refuse } from '#domain/kernel/result'
import {
  approveCredit,
  lapseCredit,
  objectCredit,
  proposeCredit,
  repairCredit,
  revokeCredit,
  sendBackCredit,
  tellCredit,
  upholdCredit,
} from '#server/credit/records'
import { requireActor } from '#server/session'
import { formFields } from '../../form-fields'
import { settles } from '../../settled'

const settled = settles('/cases')
const commands = {
  ...{ propose: proposeCredit, approve: approveCredit, sendBack: sendBackCredit, tell: tellCredit, object: objectCredit },
  ...{ uphold: upholdCredit, revoke: revokeCredit, repair: repairCredit, lapse: lapseCredit },
} as const
const isStep = (text: unknown): text is keyof typeof commands => typeof text === 'string' && Object.hasOwn(commands, text)

/** A step of a credit record: which one stands in the form. */
export async function takeCredit(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const { step, ...fields } = formFields(form)
  const name = isStep(step) ? step : null
  return settled(name ? await commands[name](await requireActor(), fields) : refuse('notFound'))
}
