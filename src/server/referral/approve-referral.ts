import 'server-only'
import { reasonedStepInput, stepReferralInput } from '#domain/referral/inputs'
import { command } from '../command'
import { voidPapers } from '../document/papers'
import { issueLetter } from './letters'
import { findReferralFor, takeReferralStep } from './take-step'

/**
 * Approves a referral (批准移送). The approver did not propose it, and is none of its officers.
 *
 * Refuses `notFound`, `wrongState`, `samePerson`, `changedMeanwhile`.
 * Commits together: state `approved`, the letter under its number and first among the materials, the approval clock
 * stopped and, to the police, the 24 hours of delivery started, the audit entry.
 */
export const approveReferral = command('referral.approve', stepReferralInput, async (context, { referralId, version }) => {
  const { actor, now } = context
  const referral = await findReferralFor(context, 'approve', referralId)
  const approval = { approvedById: actor.userId, approvedByName: actor.name, approvedAt: now }
  await takeReferralStep(context, 'approve', referral, version, approval)
  await issueLetter(context, referral, { name: actor.name, at: now })
})

/** Declines to refer, with the reason, which the law asks to record (不予批准). Refuses as `approveReferral` does. */
export const declineReferral = command('referral.decline', reasonedStepInput, async (context, { referralId, version, reason }) => {
  const { actor } = context
  const referral = await findReferralFor(context, 'decline', referralId)
  const decision = { approvedById: actor.userId, approvedByName: actor.name, declineReason: reason }
  await takeReferralStep(context, 'decline', referral, version, decision, { declineReason: [null, reason] })
  await voidPapers(context, { type: 'referral', id: referralId })
})
