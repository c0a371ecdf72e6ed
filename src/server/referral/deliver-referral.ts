import 'server-only'
import { createHash } from 'node:crypto'
import { stepReferralInput } from '#domain/referral/inputs'
import { canonicalJson } from '#domain/referral/snapshot'
import { command } from '../command'
import { notify } from '../notification/notify'
import { takeSnapshot } from './snapshot'
import { findReferralFor, takeReferralStep } from './take-step'

/**
 * Delivers an approved referral with all its materials (移送). From now on the receiver sees it, and the procuratorate
 * its copy: as it is at this moment, with the hash of that.
 *
 * Refuses `notFound`, `wrongState`, `documentsMissing`, `changedMeanwhile`.
 * Commits together: state `delivered`, the snapshot and its hash, the 24-hour clock of delivery stopped and that of
 * receipt started, the audit entry, and the notices to the receiver and to the procuratorate.
 */
export const deliverReferral = command('referral.deliver', stepReferralInput, async (context, { referralId, version }) => {
  const { actor, now } = context
  const referral = await findReferralFor(context, 'deliver', referralId)
  const snapshot = await takeSnapshot(context, referral)
  const snapshotHash = createHash('sha256').update(canonicalJson(snapshot)).digest('hex')
  await takeReferralStep(
    context,
    'deliver',
    referral,
    version,
    { deliveredAt: now, snapshot, snapshotHash },
    { snapshotHash: [null, snapshotHash] },
  )

  const notice = { detail: { from: actor.agencyName, number: referral.number }, link: `/referrals/${referralId}` }
  const to = (agencyId: string) => ({ dedupeKey: `referral.deliver:${referralId}:${agencyId}`, ...notice })
  await notify(context, { agencyId: referral.receiverAgencyId }, { kind: 'referralDelivered', ...to(referral.receiverAgencyId) })
  if (referral.copyAgencyId) {
    await notify(context, { agencyId: referral.copyAgencyId }, { kind: 'referralCopied', ...to(referral.copyAgencyId) })
  }
})
