import 'server-only'
import type { HandoverLine } from '#domain/referral/handover'
import { declineCriminalCaseInput, openCriminalCaseInput, upholdDeclineInput } from '#domain/referral/inputs'
import { type Context, command } from '../command'
import { notify } from '../notification/notify'
import { listHandover } from './hand-over'
import { findReferralFor, type SeenReferral, takeReferralStep } from './take-step'

/**
 * The police file the case (立案), with the number of their decision.
 *
 * Refuses `notFound`, `wrongState`, `changedMeanwhile`.
 * Commits together: state `criminalCaseOpened`, the police's clock stopped, the sender's three days to hand over the
 * material (CK38) started, the audit entry, the notices to the sender and the procuratorate.
 */
export const openCriminalCase = command('referral.openCriminalCase', openCriminalCaseInput, async (context, input) => {
  const referral = await findReferralFor(context, 'openCriminalCase', input.referralId)
  const outcome = { outcomeNumber: input.outcomeNumber, outcomeReason: null, outcomeAt: context.now }
  await takeReferralStep(context, 'openCriminalCase', referral, input.version, outcome, {
    outcomeNumber: [referral.outcomeNumber, input.outcomeNumber],
    ...(referral.outcomeReason && { outcomeReason: [referral.outcomeReason, null] as const }),
  })
  await tellOfDecision(context, referral)
})

type Declining = { referralId: string; version: number; outcomeNumber: string; reason: string }

async function declineAs(context: Context, step: 'declineCriminalCase' | 'upholdDecline', input: Declining): Promise<SeenReferral> {
  const referral = await findReferralFor(context, step, input.referralId)
  const outcome = { outcomeNumber: input.outcomeNumber, outcomeReason: input.reason, outcomeAt: context.now }
  const change = {
    outcomeNumber: [referral.outcomeNumber, input.outcomeNumber],
    outcomeReason: [referral.outcomeReason, input.reason],
  } as const
  const word = { step, text: `${input.outcomeNumber} ${input.reason}` } as const
  await takeReferralStep(context, step, referral, input.version, outcome, change, word)
  await tellOfDecision(context, referral)
  return referral
}

const allDelivered = ({ materials }: SeenReferral): HandoverLine[] =>
  materials.map(({ title, pages }) => ({ name: title, quantity: String(pages), note: '' }))

/** The police decline to file, with the reason and a list of what they give back (不予立案、退卷). The sender's three days to object (CK33) start. Refuses as `openCriminalCase`. */
export const declineCriminalCase = command('referral.declineCriminalCase', declineCriminalCaseInput, async (context, input) => {
  const referral = await declineAs(context, 'declineCriminalCase', input)
  const returned = input.returned.length === 0 ? allDelivered(referral) : input.returned
  if (returned.length > 0) await listHandover(context, referral.id, 'returned', returned)
})

/** The police uphold their refusal on reconsideration (复议维持). The sender may turn to the procuratorate (CK35). Refuses as `openCriminalCase`. */
export const upholdDecline = command('referral.upholdDecline', upholdDeclineInput, async (context, input) => {
  await declineAs(context, 'upholdDecline', input)
})

/** The sender is told, and the procuratorate, which holds the copy and supervises the filing. */
async function tellOfDecision(context: Context, { id, number, version, senderAgencyId, copyAgencyId }: SeenReferral): Promise<void> {
  const notice = { kind: 'referralAnswered', detail: { from: context.actor.agencyName, number }, link: `/referrals/${id}` } as const
  for (const agencyId of [senderAgencyId, ...(copyAgencyId ? [copyAgencyId] : [])]) {
    await notify(context, { agencyId }, { ...notice, dedupeKey: `referral.outcome:${id}:${version}:${agencyId}` })
  }
}
