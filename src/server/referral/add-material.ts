import 'server-only'
import { refuse } from '#domain/kernel/result'
import { addMaterialInput } from '#domain/referral/inputs'
import { command } from '../command'
import { whereFileReadable } from '../file/queries'
import { must } from '../refused'
import { issueLetter } from './letters'
import { addMaterials } from './open-referral'
import { findReferralToRecord, moveReferralOn, recordInTrail } from './take-step'

/**
 * Adds a material to a referral that has not been delivered. A letter already issued is written anew under its number,
 * since it lists what goes along.
 *
 * Refuses `notFound` (also a file the actor cannot read), `wrongState`, `changedMeanwhile`.
 */
export const addMaterial = command('referral.addMaterial', addMaterialInput, async (context, { referralId, version, ...material }) => {
  const { tx } = context
  const referral = await findReferralToRecord(context, 'addMaterial', referralId)
  const file = await tx.storedFile.findFirst({
    where: { AND: [{ id: material.fileId }, whereFileReadable(context.actor)] },
    select: { sha256: true },
  })
  if (!file) return must(refuse('notFound'))

  await moveReferralOn(context, referralId, version)
  await addMaterials(context, referralId, [{ ...material, sha256: file.sha256 }])
  if (referral.approvedAt && referral.approvedByName) {
    await issueLetter(context, referral, { name: referral.approvedByName, at: referral.approvedAt })
  }
  await recordInTrail(context, referralId, 'addMaterial', { material: [null, material.title], sha256: [null, file.sha256] })
})
