import 'server-only'
import { stepReferralInput } from '#domain/referral/inputs'
import { command } from '../command'
import { findReferralFor, findReferralToRecord, recordInTrail, takeReferralStep } from './take-step'

/**
 * Signs for a referral (签收、接受移送).
 *
 * Refuses `notFound`, `wrongState`, `changedMeanwhile`.
 * Commits together: state `received` with who signed, the clock of receipt stopped and the police's three days (CK32) started, the audit entry.
 */
export const receiveReferral = command('referral.receive', stepReferralInput, async (context, { referralId, version }) => {
  const { actor, now } = context
  const referral = await findReferralFor(context, 'receive', referralId)
  const signature = { receivedById: actor.userId, receivedByName: actor.name, receivedAt: now }
  await takeReferralStep(context, 'receive', referral, version, signature)
})

/**
 * The procuratorate says that it has read its copy (已阅). The sender sees when. The version stays: nobody's decision rests
 * on it, so it must not come between the police and theirs.
 *
 * Refuses `notFound`, `wrongState`.
 */
export const readCopy = command('referral.readCopy', stepReferralInput, async (context, { referralId }) => {
  await findReferralToRecord(context, 'readCopy', referralId)
  const { tx, now } = context
  const read = await tx.referral.updateMany({ where: { id: referralId, copyReadAt: null }, data: { copyReadAt: now } })
  if (read.count > 0) await recordInTrail(context, referralId, 'readCopy', { copyReadAt: [null, now] })
})
