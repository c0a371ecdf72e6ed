import 'server-only'
import { refuse } from '#domain/kernel/result'
import { stepReferralInput } from '#domain/referral/inputs'
import { command } from '../command'
import { notify } from '../notification/notify'
import { must } from '../refused'
import { mustStillGoBack } from './about'
import { owePenaltyCopyOf } from './copy-penalty'
import { contentHash, contentOf, snapshotHash, takeSnapshot } from './snapshot'
import { findReferralFor, takeReferralStep } from './take-step'

/**
 * Delivers an approved referral with all its materials (移送). From now on the receiver sees it, and the procuratorate
 * its copy: as it is at this moment, with the hash of that.
 *
 * Refuses `notFound`, `wrongState`, `documentsMissing`, `changedMeanwhile` (also when the matter is no more what was approved), `wrongState` of what goes back while it is in
 * hand again where it came from.
 * Commits together: state `delivered`, the snapshot and its hash, the 24-hour clock of delivery stopped and that of
 * receipt started, that of the copy of a penalty (CK39) where the case was fined before, the audit entry, and the notices to the receiver and to the procuratorate.
 */
export const deliverReferral = command('referral.deliver', stepReferralInput, async (context, { referralId, version }) => {
  const { tx, actor, now } = context
  const referral = await findReferralFor(context, 'deliver', referralId)
  if (referral.originId) await mustStillGoBack(context, referral.originId)
  const content = await contentOf(tx, referral)
  const snapshot = await takeSnapshot(context, referral, content)
  const hash = snapshotHash(snapshot)
  await takeReferralStep(
    context,
    'deliver',
    referral,
    version,
    { deliveredAt: now, snapshot, snapshotHash: hash },
    { snapshotHash: [null, hash] },
  )
  // What was approved before approvals were bound to their content goes as its kind may.
  if (referral.approvedHash !== null && referral.approvedHash !== contentHash(content)) must(refuse('changedMeanwhile'))
  await owePenaltyCopyOf(context, { ...referral, deliveredAt: now })

  const notice = { detail: { from: actor.agencyName, number: referral.number }, link: `/referrals/${referralId}` }
  const to = (agencyId: string) => ({ dedupeKey: `referral.deliver:${referralId}:${agencyId}`, ...notice })
  await notify(context, { agencyId: referral.receiverAgencyId }, { kind: 'referralDelivered', ...to(referral.receiverAgencyId) })
  if (referral.copyAgencyId) {
    await notify(context, { agencyId: referral.copyAgencyId }, { kind: 'referralCopied', ...to(referral.copyAgencyId) })
  }
})
