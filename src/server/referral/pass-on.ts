import 'server-only'
import { refuse } from '#domain/kernel/result'
import { passOnInput } from '#domain/referral/inputs'
import { startClocks, stopClocks } from '../clock/turn-clocks'
import { command } from '../command'
import { notify } from '../notification/notify'
import { must } from '../refused'
import { receiversElsewhere } from './receivers'
import { clockSubject, findReferralFor, sidesOf, takeReferralStep } from './take-step'

/**
 * Passes a referral on to the police whose matter it is (转送有管辖权的公安机关), with the reason. They sign for it anew; the sender and the
 * procuratorate are told.
 *
 * Refuses `notFound`, `wrongState`, `notReceiver`, `changedMeanwhile`.
 * Commits together: state `delivered` with the new receiver, the passage, the three days (CK32) stopped, the time to sign (CK71) of the new
 * receiver started, the 24 hours (CK31) in which it was passed on as they were, the audit entry and the notices.
 */
export const passOn = command('referral.passOn', passOnInput, async (context, { referralId, version, toAgencyId, reason }) => {
  const { tx, actor, now } = context
  const referral = await findReferralFor(context, 'passOn', referralId)
  const police = await receiversElsewhere(tx, referral.receiverAgencyId)
  const receiver = police.find(({ id }) => id === toAgencyId) ?? must(refuse('notReceiver'))
  const passage = { fromAgencyName: referral.receiverAgencyName, toAgencyName: receiver.name, reason }
  // While it is still the actor's: afterwards it is another agency's to write into.
  await tx.referralPassage.createMany({ data: [{ referralId, ...passage, byId: actor.userId, byName: actor.name, at: now }] })
  const own = sidesOf(referral, 'CK31')
  await startClocks(context, clockSubject(referral), ['CK31'], { ...own, at: referral.receivedAt ?? now })
  await stopClocks(context, clockSubject(referral), ['CK31'])

  const to = {
    receiverAgencyId: receiver.id,
    receiverAgencyName: receiver.name,
    receiverDepartment: receiver.department,
    receiverRegionNo: receiver.regionNo,
  }
  const unsigned = { receivedById: null, receivedByName: null, receivedAt: null, passedOnByAgencyId: referral.receiverAgencyId }
  const change = { receiver: [referral.receiverAgencyName, receiver.name], reason: [null, reason] } as const
  await takeReferralStep(context, 'passOn', { ...referral, ...to }, version, { ...to, ...unsigned }, change)

  const { number, senderAgencyId, senderAgencyName, copyAgencyId } = referral
  const link = `/referrals/${referralId}`
  const once = (agencyId: string) => ({ link, dedupeKey: `referral.passOn:${referralId}:${version}:${agencyId}` })
  await notify(
    context,
    { agencyId: receiver.id },
    { kind: 'referralDelivered', detail: { from: senderAgencyName, number }, ...once(receiver.id) },
  )
  for (const agencyId of [senderAgencyId, ...(copyAgencyId ? [copyAgencyId] : [])]) {
    const detail = { from: referral.receiverAgencyName, number, to: receiver.name }
    await notify(context, { agencyId }, { kind: 'referralPassedOn', detail, ...once(agencyId) })
  }
})
