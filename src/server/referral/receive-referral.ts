import 'server-only'
import { stepReferralInput } from '#domain/referral/inputs'
import { command } from '../command'
import { findReferralFor, findReferralToRecord, moveReferralOn, recordInTrail, takeReferralStep } from './take-step'

/**
 * Signs for a referral (签收、接受移送).
 *
 * Refuses `notFound`, `wrongState`, `changedMeanwhile`.
 * Commits together: state `received` with who signed, the police's three days (CK32) started, the audit entry.
 */
export const receiveReferral = command('referral.receive', stepReferralInput, async (context, { referralId, version }) => {
  const { actor, now } = context
  const referral = await findReferralFor(context, 'receive', referralId)
  const signature = { receivedById: actor.userId, receivedByName: actor.name, receivedAt: now }
  await takeReferralStep(context, 'receive', referral, version, signature)
})

/** The procuratorate says that it has read its copy (已阅). The sender sees when. Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const readCopy = command('referral.readCopy', stepReferralInput, async (context, { referralId, version }) => {
  const referral = await findReferralToRecord(context, 'readCopy', referralId)
  if (referral.copyReadAt) return
  await moveReferralOn(context, referralId, version, { copyReadAt: context.now })
  await recordInTrail(context, referralId, 'readCopy', { copyReadAt: [null, context.now] })
})
