import 'server-only'
import { refuse } from '#domain/kernel/result'
import { proposeSupplyInput, returnSupplyInput, supplyMoreInput } from '#domain/referral/inputs'
import { whereReadable } from '../access'
import { type Context, command } from '../command'
import { filesForMatter } from '../file/copy-file'
import { whereFileReadable } from '../file/queries'
import { must } from '../refused'
import { tellOtherSide } from './answer-referral'
import { addMaterials, asEvidence, tellApprovers } from './open-referral'
import { findReferralFor, findReferralToRecord, moveReferralOn, recordInTrail, takeReferralStep } from './take-step'
import { versionWith, wholeWith } from './versions'

/**
 * Makes ready what was asked for, for the head to approve. The other side sees nothing of it yet.
 * Refuses `notFound` (also a file the actor cannot read), `wrongState`, `alreadyExists` (one waits), `changedMeanwhile`.
 */
export const proposeSupply = command(
  'referral.proposeSupply',
  proposeSupplyInput,
  async (context, { referralId, version, note, fileIds }) => {
    const { tx, actor, now } = context
    const referral = await findReferralToRecord(context, 'proposeSupply', referralId)
    const files = [...new Set(fileIds)]
    const readable = await tx.storedFile.count({ where: { AND: [{ id: { in: files } }, whereFileReadable(actor)] } })
    if (readable < files.length) must(refuse('notFound'))
    if ((await tx.referralSupply.count({ where: { referralId, decidedAt: null } })) > 0) must(refuse('alreadyExists'))

    await moveReferralOn(context, referralId, version)
    const { senderAgencyId: agencyId, campaignId, secrecy } = referral
    const prepared = { preparedById: actor.userId, preparedByName: actor.name, preparedAt: now }
    await tx.referralSupply.create({ data: { referralId, note, fileIds: files, agencyId, campaignId, secrecy, ...prepared } })
    await recordInTrail(context, referralId, 'proposeSupply', { supplied: [null, note], files: [null, files.length] })
    await tellApprovers(context, referral, version)
  },
)

/**
 * Supplies what was asked for, as it was made ready by another person: the next version of the referral, whose earlier ones stay as they are.
 *
 * Refuses `notFound`, `wrongState`, `samePerson`, `changedMeanwhile` (also when the whole that would go is not what the approver was shown).
 */
export const supplyMore = command('referral.supplyMore', supplyMoreInput, async (context, { referralId, version, ...approved }) => {
  const referral = await findReferralFor(context, 'supplyMore', referralId)
  const { note, fileIds } = await decideOn(context, referralId, approved.supplyId, null)
  const files = await filesForMatter(context, referral.secrecy, fileIds)
  const whole = await wholeWith(context.tx, referral, note, files)
  const change = { supplied: [referral.outcomeReason, note], contentHash: [null, approved.previewHash] } as const
  await takeReferralStep(context, 'supplyMore', referral, version, { outcomeReason: null }, change, { step: 'supplyMore', text: note })
  if (whole?.hash !== approved.previewHash) must(refuse('changedMeanwhile'))
  await versionWith(context, referralId, note, await addMaterials(context, referralId, files.map(asEvidence)))
  await tellOtherSide(context, referral.receiverAgencyId, 'referralSupplied', referral)
})

/** Returns what was made ready to whoever made it, with the reason. Refuses `notFound`, `wrongState`, `samePerson`, `changedMeanwhile`. */
export const returnSupply = command(
  'referral.returnSupply',
  returnSupplyInput,
  async (context, { referralId, version, supplyId, reason }) => {
    await findReferralToRecord(context, 'returnSupply', referralId)
    await decideOn(context, referralId, supplyId, reason)
    await moveReferralOn(context, referralId, version)
    await recordInTrail(context, referralId, 'returnSupply', { reason: [null, reason] })
  },
)

async function decideOn({ tx, actor, now }: Context, referralId: string, id: string, returnedReason: string | null) {
  const supply = await tx.referralSupply.findFirst({
    where: { AND: [{ id, referralId, decidedAt: null }, whereReadable(actor, 'referralSupply')] },
  })
  if (!supply) return must(refuse('notFound'))
  if (supply.preparedById === actor.userId) must(refuse('samePerson'))
  const decision = { decidedById: actor.userId, decidedByName: actor.name, decidedAt: now, returnedReason }
  const decided = await tx.referralSupply.updateMany({ where: { id, decidedAt: null }, data: decision })
  return decided.count === 1 ? supply : must(refuse('changedMeanwhile'))
}
