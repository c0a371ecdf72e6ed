import 'server-only'
import { refuse } from '#domain/kernel/result'
import { reasonedStepInput, stepReferralInput } from '#domain/referral/inputs'
import { referralSteps } from '#domain/referral/steps'
import type { FilingSupervision } from '#domain/referral/supervision'
import { type Context, command } from '../command'
import { notify } from '../notification/notify'
import { must } from '../refused'
import { draftObjection, issueObjection, reasonDrafted } from './papers-after-transfer'
import { findReferralFor, findReferralToRecord, recordInTrail, takeReferralStep } from './take-step'

const notice = (context: { actor: { agencyName: string } }, referral: { id: string; number: string; version: number }) => ({
  detail: { from: context.actor.agencyName, number: referral.number },
  link: `/referrals/${referral.id}`,
  dedupeKey: `referral.contest:${referral.id}:${referral.version}`,
})

type Draft = { referralId: string; version: number; reason: string }

/** The letter against a refusal to file, as one writes it and another issues it. The head is told. */
async function draft(context: Context, step: 'requestReconsideration' | 'adviseSupervision', { referralId, version, reason }: Draft) {
  const record = step === 'adviseSupervision' ? 'draftAdvice' : 'draftRequest'
  const referral = await findReferralToRecord(context, record, referralId, 'police')
  if (referral.version !== version) must(refuse('changedMeanwhile'))
  must(referralSteps.police[step]?.requires?.(referral) ?? refuse('notFound'))
  const { documentId } = await draftObjection(context, paperOf[step], referral, reason)
  await recordInTrail(context, referralId, record, { reason: [null, reason] })
  const { detail, link } = notice(context, referral)
  const dedupeKey = `referral.${record}:${documentId}`
  await notify(context, { agencyId: referral.senderAgencyId }, { kind: 'referralProposed', detail, link, dedupeKey })
}
const paperOf = { requestReconsideration: 'reconsiderationRequest', adviseSupervision: 'supervisionAdvice' } as const

/** Drafts the request to reconsider a refusal to file (起草提请复议书). Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const draftRequest = command('referral.draftRequest', reasonedStepInput, (context, input) =>
  draft(context, 'requestReconsideration', input),
)
/** Drafts the advice to the procuratorate (起草立案监督建议书). Refuses as `draftRequest`, and `procuratorateUnknown`. */
export const draftAdvice = command('referral.draftAdvice', reasonedStepInput, (context, input) =>
  draft(context, 'adviseSupervision', input),
)

/**
 * Asks the police to reconsider a refusal to file (提请复议), once.
 *
 * Refuses `notFound`, `wrongState`, `paperMissing` where nobody drafted it, `samePerson` to who did, `changedMeanwhile`.
 * Commits together: the referral with the police again, CK33 stopped, their three days (CK34) started, the request under its number (E05),
 * audit, notice.
 */
export const requestReconsideration = command('referral.requestReconsideration', stepReferralInput, async (context, input) => {
  const referral = await findReferralFor(context, 'requestReconsideration', input.referralId)
  const reason = await reasonDrafted(context, 'reconsiderationRequest', referral)
  await takeReferralStep(
    context,
    'requestReconsideration',
    referral,
    input.version,
    {},
    { reason: [null, reason] },
    { step: 'requestReconsideration', text: reason },
  )
  await issueObjection(context, 'reconsiderationRequest', referral, reason)
  await notify(context, { agencyId: referral.receiverAgencyId }, { kind: 'referralSupplied', ...notice(context, referral) })
})

/** What the procuratorate has closed, or never begun, it is to take up; what it is at goes on as it is. */
const unbegun: readonly (FilingSupervision | null)[] = [null, 'accepted']

/** Advises the procuratorate to supervise the filing (建议立案监督), in writing under a number. Refuses as `requestReconsideration`. */
export const adviseSupervision = command('referral.adviseSupervision', stepReferralInput, async (context, input) => {
  const referral = await findReferralFor(context, 'adviseSupervision', input.referralId)
  const reason = await reasonDrafted(context, 'supervisionAdvice', referral)
  await takeReferralStep(
    context,
    'adviseSupervision',
    referral,
    input.version,
    unbegun.includes(referral.supervision) ? { supervision: 'advised' } : {},
    { reason: [null, reason] },
    { step: 'adviseSupervision', text: reason },
  )
  await issueObjection(context, 'supervisionAdvice', referral, reason)
  if (referral.copyAgencyId) {
    await notify(context, { agencyId: referral.copyAgencyId }, { kind: 'supervisionAdvised', ...notice(context, referral) })
  }
})

/** Lets the refusal to file stand (不再提请复议); the case goes on as an administrative one. Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const restWithDecline = command('referral.restWithDecline', stepReferralInput, async (context, { referralId, version }) => {
  await takeReferralStep(context, 'restWithDecline', await findReferralFor(context, 'restWithDecline', referralId), version)
})
