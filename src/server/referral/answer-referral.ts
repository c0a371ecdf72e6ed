import 'server-only'
import type { NoticeKind } from '#domain/notification/notices'
import { answerReferralInput, reasonedStepInput, stepReferralInput } from '#domain/referral/inputs'
import { type Context, command } from '../command'
import { notify } from '../notification/notify'
import { findReferralFor, type SeenReferral, takeReferralStep } from './take-step'

export const tellOtherSide = (context: Context, agencyId: string, kind: NoticeKind, referral: SeenReferral) =>
  notify(
    context,
    { agencyId },
    {
      kind,
      detail: { from: context.actor.agencyName, number: referral.number },
      link: `/referrals/${referral.id}`,
      dedupeKey: `referral.${kind}:${referral.id}:${referral.version}`,
    },
  )

/** Takes a matter on (受理). Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const acceptReferral = command('referral.accept', stepReferralInput, async (context, { referralId, version }) => {
  await takeReferralStep(context, 'accept', await findReferralFor(context, 'accept', referralId), version)
})

/** Declines a matter with the reason (不予受理). The sender is told. Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const rejectReferral = command('referral.reject', reasonedStepInput, async (context, { referralId, version, reason }) => {
  const referral = await findReferralFor(context, 'reject', referralId)
  const outcome = { outcomeReason: reason, outcomeAt: context.now }
  await takeReferralStep(context, 'reject', referral, version, outcome, { outcomeReason: [null, reason] })
  await tellOtherSide(context, referral.senderAgencyId, 'referralAnswered', referral)
})

/** Asks the sender for more, saying what (退回补充). Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const askMore = command('referral.askMore', reasonedStepInput, async (context, { referralId, version, reason }) => {
  const referral = await findReferralFor(context, 'askMore', referralId)
  await takeReferralStep(
    context,
    'askMore',
    referral,
    version,
    { outcomeReason: reason },
    { asked: [null, reason] },
    { step: 'askMore', text: reason },
  )
  await tellOtherSide(context, referral.senderAgencyId, 'referralMoreAsked', referral)
})

/** Answers with what came of the matter (反馈结果). Refuses `notFound`, `wrongState`, `billsPending`, `changedMeanwhile`. */
export const answerReferral = command('referral.answer', answerReferralInput, async (context, { referralId, version, ...input }) => {
  const referral = await findReferralFor(context, 'answer', referralId)
  const outcome = { outcomeReason: input.result, outcomeNumber: input.outcomeNumber || null, outcomeAt: context.now }
  await takeReferralStep(context, 'answer', referral, version, outcome, { result: [null, input.result] })
  await tellOtherSide(context, referral.senderAgencyId, 'referralAnswered', referral)
})
