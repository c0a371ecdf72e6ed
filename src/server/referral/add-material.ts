import 'server-only'
import { refuse } from '#domain/kernel/result'
import { addMaterialInput } from '#domain/referral/inputs'
import { command } from '../command'
import { filesForMatter } from '../file/copy-file'
import { must } from '../refused'
import { addMaterials } from './open-referral'
import { findReferralToRecord, moveReferralOn, recordInTrail } from './take-step'

/**
 * Adds a material to a referral that waits for its approval, which is of what goes along too.
 *
 * Refuses `notFound` (also a file the actor cannot read), `wrongState`, `changedMeanwhile`.
 */
export const addMaterial = command('referral.addMaterial', addMaterialInput, async (context, { referralId, version, ...material }) => {
  const { secrecy } = await findReferralToRecord(context, 'addMaterial', referralId)
  const [file] = await filesForMatter(context, secrecy, [material.fileId])
  if (!file) return must(refuse('notFound'))

  await moveReferralOn(context, referralId, version)
  await addMaterials(context, referralId, [{ ...material, fileId: file.fileId, sha256: file.sha256 }])
  await recordInTrail(context, referralId, 'addMaterial', { material: [null, material.title], sha256: [null, file.sha256] })
})
