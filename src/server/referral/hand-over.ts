import 'server-only'
import { refuse } from '#domain/kernel/result'
import type { HandoverKind, HandoverLine } from '#domain/referral/handover'
import { handOverInput, signHandoverInput } from '#domain/referral/inputs'
import { type Context, command } from '../command'
import { must } from '../refused'
import { tellOtherSide } from './answer-referral'
import { writeHandoverList } from './papers-after-transfer'
import { findReferralFor, findReferralToRecord, moveReferralOn, recordInTrail, takeReferralStep } from './take-step'

/** Lists what one side hands to the other, for it to sign. */
export async function listHandover(
  context: Context,
  referralId: string,
  kind: HandoverKind,
  lines: readonly HandoverLine[],
): Promise<void> {
  const { tx, actor, now } = context
  const listed = { listedById: actor.userId, listedByName: actor.name, listedAgencyName: actor.agencyName, listedAt: now }
  await tx.referralHandover.createMany({ data: [{ referralId, kind, lines: lines.map((line) => ({ ...line })), ...listed }] })
}

async function sign(context: Context, referralId: string, kind: HandoverKind, note: string): Promise<void> {
  const { tx, actor, now } = context
  const signature = { signedById: actor.userId, signedByName: actor.name, signedAgencyName: actor.agencyName, signedAt: now }
  const signed = await tx.referralHandover.updateMany({
    where: { referralId, kind, signedAt: null },
    data: { ...signature, signedNote: note },
  })
  if (signed.count === 0) must(refuse('wrongState'))
}

/**
 * Lists the exhibits and material that go to the police after they have filed (移交涉案物品和材料). The time to hand over (CK38) ends when
 * they have signed for it. Refuses `notFound`, `wrongState`, `changedMeanwhile`.
 */
export const handOverMaterial = command('referral.handOver', handOverInput, async (context, { referralId, version, lines }) => {
  const referral = await findReferralFor(context, 'handOver', referralId)
  await takeReferralStep(context, 'handOver', referral, version, {}, { items: [null, lines.length] })
  await listHandover(context, referralId, 'items', lines)
  await writeHandoverList(context, referral, lines)
  await tellOtherSide(context, referral.receiverAgencyId, 'handoverListed', referral)
})

/** The police sign for what was handed over (签收移交物品): CK38 stops. Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const acceptItems = command('referral.acceptItems', signHandoverInput, async (context, { referralId, version, note }) => {
  const referral = await findReferralFor(context, 'acceptItems', referralId)
  await takeReferralStep(context, 'acceptItems', referral, version, {}, note ? { note: [null, note] } : {})
  await sign(context, referralId, 'items', note)
  await tellOtherSide(context, referral.senderAgencyId, 'handoverSigned', referral)
})

/** The sender signs for what the police gave back (签收退卷材料). Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const signReturned = command('referral.signReturned', signHandoverInput, async (context, { referralId, version, note }) => {
  const referral = await findReferralToRecord(context, 'signReturned', referralId, 'police')
  await moveReferralOn(context, referralId, version)
  await sign(context, referralId, 'returned', note)
  await recordInTrail(context, referralId, 'signReturned', note ? { note: [null, note] } : {})
  await tellOtherSide(context, referral.receiverAgencyId, 'handoverSigned', referral)
})
