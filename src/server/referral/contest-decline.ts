import 'server-only'
import { reasonedStepInput, stepReferralInput } from '#domain/referral/inputs'
import type { FilingSupervision } from '#domain/referral/supervision'
import { command } from '../command'
import { notify } from '../notification/notify'
import { issueObjection } from './papers-after-transfer'
import { findReferralFor, takeReferralStep } from './take-step'

const notice = (context: { actor: { agencyName: string } }, referral: { id: string; number: string; version: number }) => ({
  detail: { from: context.actor.agencyName, number: referral.number },
  link: `/referrals/${referral.id}`,
  dedupeKey: `referral.contest:${referral.id}:${referral.version}`,
})

/**
 * Asks the police to reconsider a refusal to file (提请复议), once.
 *
 * Refuses `notFound`, `wrongState`, `changedMeanwhile`.
 * Commits together: the referral with the police again, CK33 stopped, their three days (CK34) started, the request under its number (E05),
 * audit, notice.
 */
export const requestReconsideration = command('referral.requestReconsideration', reasonedStepInput, async (context, input) => {
  const referral = await findReferralFor(context, 'requestReconsideration', input.referralId)
  await takeReferralStep(
    context,
    'requestReconsideration',
    referral,
    input.version,
    {},
    { reason: [null, input.reason] },
    { step: 'requestReconsideration', text: input.reason },
  )
  await issueObjection(context, 'reconsiderationRequest', referral, input.reason)
  await notify(context, { agencyId: referral.receiverAgencyId }, { kind: 'referralSupplied', ...notice(context, referral) })
})

/** What the procuratorate has closed, or never begun, it is to take up; what it is at goes on as it is. */
const unbegun: readonly (FilingSupervision | null)[] = [null, 'accepted']

/** Advises the procuratorate to supervise the filing (建议立案监督), in writing under a number. Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const adviseSupervision = command('referral.adviseSupervision', reasonedStepInput, async (context, input) => {
  const referral = await findReferralFor(context, 'adviseSupervision', input.referralId)
  await takeReferralStep(
    context,
    'adviseSupervision',
    referral,
    input.version,
    unbegun.includes(referral.supervision) ? { supervision: 'advised' } : {},
    { reason: [null, input.reason] },
    { step: 'adviseSupervision', text: input.reason },
  )
  await issueObjection(context, 'supervisionAdvice', referral, input.reason)
  if (referral.copyAgencyId) {
    await notify(context, { agencyId: referral.copyAgencyId }, { kind: 'supervisionAdvised', ...notice(context, referral) })
  }
})

/** Lets the refusal to file stand (不再提请复议); the case goes on as an administrative one. Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const restWithDecline = command('referral.restWithDecline', stepReferralInput, async (context, { referralId, version }) => {
  await takeReferralStep(context, 'restWithDecline', await findReferralFor(context, 'restWithDecline', referralId), version)
})
