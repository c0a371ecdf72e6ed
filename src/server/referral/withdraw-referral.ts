import 'server-only'
import { reasonedStepInput } from '#domain/referral/inputs'
import { command } from '../command'
import { voidPapers } from '../document/papers'
import { findReferralFor, takeReferralStep } from './take-step'

/** Withdraws a referral that has not been delivered. Its number stays taken, voided with the reason. Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const withdrawReferral = command('referral.withdraw', reasonedStepInput, async (context, { referralId, version, reason }) => {
  const referral = await findReferralFor(context, 'withdraw', referralId)
  await takeReferralStep(context, 'withdraw', referral, version, { declineReason: reason }, { reason: [null, reason] })
  await voidPapers(context, { type: 'referral', id: referralId }, reason)
})
