import 'server-only'
import { reasonedStepInput } from '#domain/referral/inputs'
import { command } from '../command'
import { voidPapers } from '../document/papers'
import { tellOtherSide } from './answer-referral'
import { findReferralFor, takeReferralStep } from './take-step'
import { versionTakenBack } from './versions'

/** Withdraws a referral that has not been delivered. Its number stays taken, voided with the reason. Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const withdrawReferral = command('referral.withdraw', reasonedStepInput, async (context, { referralId, version, reason }) => {
  const referral = await findReferralFor(context, 'withdraw', referralId)
  await takeReferralStep(context, 'withdraw', referral, version, { declineReason: reason }, { reason: [null, reason] })
  await versionTakenBack(context, referral, reason)
  await voidPapers(context, { type: 'referral', id: referralId }, reason)
})

/**
 * Takes a delivered referral back (撤回移送), which the receiver has not taken on yet: its newest version from then on is that it was taken
 * back. The letter went and keeps its number; the earlier versions stay with whoever had them.
 *
 * Refuses `notFound`, `wrongState`, `samePerson` (who proposed it), `changedMeanwhile`.
 * Commits together: state `withdrawn`, the clocks of the receiver stopped, the version, the word to the receiver, the audit entry and the notice.
 */
export const recallReferral = command('referral.recall', reasonedStepInput, async (context, { referralId, version, reason }) => {
  const referral = await findReferralFor(context, 'recall', referralId)
  const set = { declineReason: reason }
  await takeReferralStep(context, 'recall', referral, version, set, { reason: [null, reason] }, { step: 'recall', text: reason })
  await versionTakenBack(context, referral, reason)
  await tellOtherSide(context, referral.receiverAgencyId, 'referralRecalled', referral)
})
