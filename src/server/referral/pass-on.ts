import 'server-only'
import { refuse } from '#domain/kernel/result'
import type { NoticeKind } from '#domain/notification/notices'
import { passOnInput } from '#domain/referral/inputs'
import { startClocks, stopClocks } from '../clock/turn-clocks'
import { type Context, command } from '../command'
import { notify } from '../notification/notify'
import { must } from '../refused'
import { type Receiver, receiversElsewhere, receiversFor } from './receivers'
import { clockSubject, findReferralFor, type SeenReferral, sidesOf, takeReferralStep } from './take-step'

/**
 * Passes a referral on to the police whose matter it is (转送有管辖权的公安机关), with the reason. They sign for it anew. Its copy goes to the
 * procuratorate that supervises them; the sender and both procuratorates are told.
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

  const copy = (await receiversFor(tx, receiver.regionNo, ['PR']))[0]
  const to = {
    receiverAgencyId: receiver.id,
    receiverAgencyName: receiver.name,
    receiverDepartment: receiver.department,
    receiverRegionNo: receiver.regionNo,
    ...(copy && copy.id !== referral.copyAgencyId ? copiedTo(copy) : {}),
  }
  const unsigned = { receivedById: null, receivedByName: null, receivedAt: null, passedOnByAgencyId: referral.receiverAgencyId }
  const change = { receiver: [referral.receiverAgencyName, receiver.name], reason: [null, reason] } as const
  await takeReferralStep(context, 'passOn', { ...referral, ...to }, version, { ...to, ...unsigned }, change)
  await tx.$executeRaw`SELECT clocks_follow_police(${referralId}::uuid)`
  await tellOfPassage(context, referral, receiver, copy)
})

const copiedTo = (copy: Receiver) => ({
  copyAgencyId: copy.id,
  copyAgencyName: copy.name,
  copyDepartment: copy.department,
  copyRegionNo: copy.regionNo,
  copyReadAt: null,
})

/** Whoever gets it or its copy, and those that had it or sent it. */
async function tellOfPassage(context: Context, referral: SeenReferral, receiver: Receiver, copy: Receiver | undefined): Promise<void> {
  const { id, number, version, senderAgencyId, senderAgencyName, receiverAgencyName, copyAgencyId } = referral
  const tell = (agencyId: string, notice: { kind: NoticeKind; detail: Record<string, string> }) =>
    notify(context, { agencyId }, { ...notice, link: `/referrals/${id}`, dedupeKey: `referral.passOn:${id}:${version}:${agencyId}` })
  await tell(receiver.id, { kind: 'referralDelivered', detail: { from: senderAgencyName, number } })
  if (copy && copy.id !== copyAgencyId) await tell(copy.id, { kind: 'referralCopied', detail: { from: senderAgencyName, number } })
  for (const agencyId of [senderAgencyId, ...(copyAgencyId ? [copyAgencyId] : [])]) {
    await tell(agencyId, { kind: 'referralPassedOn', detail: { from: receiverAgencyName, number, to: receiver.name } })
  }
}
