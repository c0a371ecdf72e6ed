import 'server-only'
import { declineCriminalCaseInput, openCriminalCaseInput } from '#domain/referral/inputs'
import { type Context, command } from '../command'
import { notify } from '../notification/notify'
import { findReferralFor, type SeenReferral, takeReferralStep } from './take-step'

/**
 * The police file the case (立案), with the number of their decision.
 *
 * Refuses `notFound`, `wrongState`, `changedMeanwhile`.
 * Commits together: state `criminalCaseOpened`, the police's clock stopped, the sender's three days to hand over the
 * material (CK38) started, the audit entry, the notice to the sender.
 */
export const openCriminalCase = command('referral.openCriminalCase', openCriminalCaseInput, async (context, input) => {
  const referral = await findReferralFor(context, 'openCriminalCase', input.referralId)
  const outcome = { outcomeNumber: input.outcomeNumber, outcomeReason: null, outcomeAt: context.now }
  await takeReferralStep(context, 'openCriminalCase', referral, input.version, outcome, { outcomeNumber: [null, input.outcomeNumber] })
  await tellSender(context, referral)
})

type Declining = { referralId: string; version: number; outcomeNumber: string; reason: string }

async function declineAs(context: Context, step: 'declineCriminalCase' | 'upholdDecline', input: Declining): Promise<void> {
  const referral = await findReferralFor(context, step, input.referralId)
  const outcome = { outcomeNumber: input.outcomeNumber, outcomeReason: input.reason, outcomeAt: context.now }
  const change = {
    outcomeNumber: [referral.outcomeNumber, input.outcomeNumber],
    outcomeReason: [referral.outcomeReason, input.reason],
  } as const
  await takeReferralStep(context, step, referral, input.version, outcome, change)
  await tellSender(context, referral)
}

/** The police decline to file, with the reason (不予立案). The sender's three days to object (CK33) start. Refuses as `openCriminalCase`. */
export const declineCriminalCase = command('referral.declineCriminalCase', declineCriminalCaseInput, (context, input) =>
  declineAs(context, 'declineCriminalCase', input),
)

/** The police uphold their refusal on reconsideration (复议维持). The sender may turn to the procuratorate (CK35). Refuses as `openCriminalCase`. */
export const upholdDecline = command('referral.upholdDecline', declineCriminalCaseInput, (context, input) =>
  declineAs(context, 'upholdDecline', input),
)

async function tellSender(context: Context, referral: SeenReferral): Promise<void> {
  await notify(
    context,
    { agencyId: referral.senderAgencyId },
    {
      kind: 'referralAnswered',
      detail: { from: context.actor.agencyName, number: referral.number },
      link: `/referrals/${referral.id}`,
      dedupeKey: `referral.outcome:${referral.id}:${referral.version}`,
    },
  )
}
