import 'server-only'
import { beijingDay } from '#domain/kernel/civil-date'
import type { Context } from '../command'
import { findPaper, issuePaper, writePaper } from '../document/papers'
import { openParts } from '../document/sealed-parts'
import type { SeenReferral } from './take-step'

const kind = 'transferReport'
const subjectOf = ({ id, title, secrecy }: SeenReferral) => ({ type: 'referral', id, title, secrecy }) as const

/** The head's word on the officers' report of a suspected crime, written into it with the reason where it is no: a refusal stays in the file too. */
export async function decideReport(context: Context, referral: SeenReferral, approved: boolean, reason: string): Promise<void> {
  const decision = { approved, reason, name: context.actor.name, on: beijingDay(context.now) }
  if (referral.kind === 'police') await issuePaper(context, kind, subjectOf(referral), null, { decision })
}

/** Puts the report before the head again. What was decided on it before stays as it was written. */
export async function reportAgain(context: Context, referral: SeenReferral): Promise<void> {
  const paper = referral.kind === 'police' ? await findPaper(context, kind, subjectOf(referral)) : null
  if (!paper) return
  const input = { ...openParts(referral.id, paper.input), reportedOn: beijingDay(context.now), decision: null }
  await writePaper(context, kind, subjectOf(referral), input)
}
