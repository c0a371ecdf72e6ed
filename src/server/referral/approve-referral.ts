import 'server-only'
import { readyForPolice } from '#domain/evidence/readiness'
import { refuse } from '#domain/kernel/result'
import { approveReferralInput, reasonedStepInput, stepReferralInput } from '#domain/referral/inputs'
import { command } from '../command'
import { voidPapers } from '../document/papers'
import { readinessNow } from '../evidence/readiness-of'
import { must } from '../refused'
import { decideReport, reportAgain } from './decide-report'
import { issueLetter } from './letters'
import { tellApprovers } from './open-referral'
import { chosenDisclosure, contentHash, contentOf } from './snapshot'
import { findReferralFor, takeReferralStep } from './take-step'

/**
 * Approves a referral (批准移送). The approver did not propose it, and is none of its officers.
 *
 * Refuses `notFound`, `wrongState`, `samePerson`, `changedMeanwhile` (also when what would go is not what the approver was shown),
 * `evidenceMissing` (to the police, where evidence was withdrawn or damaged since it was proposed).
 * Commits together: state `approved` with the hash of what was approved, the letter under its number and first among the materials, the approval clock
 * stopped and, to the police, the 24 hours of delivery started, the audit entry.
 */
export const approveReferral = command('referral.approve', approveReferralInput, async (context, { referralId, version, previewHash }) => {
  const { tx, actor, now } = context
  const referral = await findReferralFor(context, 'approve', referralId)
  const approval = { approvedById: actor.userId, approvedByName: actor.name, approvedAt: now, approvedHash: previewHash }
  await takeReferralStep(context, 'approve', referral, version, approval, { contentHash: [null, previewHash] })
  if (referral.kind === 'police' && referral.caseId) must(readyForPolice(await readinessNow(tx, referral.caseId)))
  if (contentHash(await contentOf(tx, referral)) !== previewHash) must(refuse('changedMeanwhile'))
  await issueLetter(context, referral, chosenDisclosure(referral), { name: actor.name, at: now })
  await decideReport(context, referral, true, '')
})

/** Declines to refer, with the reason, which the law asks to record (不予批准). Refuses as `approveReferral` does. */
export const declineReferral = command('referral.decline', reasonedStepInput, async (context, { referralId, version, reason }) => {
  const { actor } = context
  const referral = await findReferralFor(context, 'decline', referralId)
  const decision = { approvedById: actor.userId, approvedByName: actor.name, declineReason: reason }
  await takeReferralStep(context, 'decline', referral, version, decision, { declineReason: [null, reason] })
  await decideReport(context, referral, false, reason)
  await voidPapers(context, { type: 'referral', id: referralId }, reason)
})

/**
 * Takes an approved referral back to be changed (退回修改). Its approval falls; the number of its letter stays.
 * Refuses `notFound`, `wrongState`, `changedMeanwhile`.
 */
export const reviseReferral = command('referral.revise', stepReferralInput, async (context, { referralId, version }) => {
  const referral = await findReferralFor(context, 'revise', referralId)
  const undone = { approvedById: null, approvedByName: null, approvedAt: null, approvedHash: null }
  await takeReferralStep(context, 'revise', referral, version, undone)
  await reportAgain(context, referral)
  await tellApprovers(context, referral, version)
})
