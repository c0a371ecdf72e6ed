import 'server-only'
import { refuse } from '#domain/kernel/result'
import { addMaterialInput } from '#domain/referral/inputs'
import { command } from '../command'
import { whereFileReadable } from '../file/queries'
import { must } from '../refused'
import { addMaterials } from './open-referral'
import { findReferralToRecord, moveReferralOn, recordInTrail } from './take-step'

/**
 * Adds a material to a referral that waits for its approval, which is of what goes along too.
 *
 * Refuses `notFound` (also a file the actor cannot read), `wrongState`, `changedMeanwhile`.
 */
export const addMaterial = command('referral.addMaterial', addMaterialInput, async (context, { referralId, version, ...material }) => {
  const { tx } = context
  await findReferralToRecord(context, 'addMaterial', referralId)
  const file = await tx.storedFile.findFirst({
    where: { AND: [{ id: material.fileId }, whereFileReadable(context.actor)] },
    select: { sha256: true },
  })
  if (!file) return must(refuse('notFound'))

  await moveReferralOn(context, referralId, version)
  await addMaterials(context, referralId, [{ ...material, sha256: file.sha256 }])
  await recordInTrail(context, referralId, 'addMaterial', { material: [null, material.title], sha256: [null, file.sha256] })
})
