import 'server-only'
import { disclosed } from '#domain/referral/disclosure'
import { chooseDisclosureInput } from '#domain/referral/inputs'
import { command } from '../command'
import { caseToDisclose } from './snapshot'
import { findReferralToRecord, moveReferralOn, recordInTrail } from './take-step'

/**
 * Chooses what of the sender's matter goes to the other side, item by item, before the head is asked. What may not go in a referral of
 * this kind does not, whatever is ticked.
 *
 * Refuses `notFound`, `wrongState`, `changedMeanwhile`.
 */
export const chooseDisclosure = command('referral.disclose', chooseDisclosureInput, async (context, input) => {
  const { referralId, version, parts, factIds } = input
  const referral = await findReferralToRecord(context, 'disclose', referralId)
  const file = referral.caseId ? await caseToDisclose(context.tx, referral.caseId) : null
  const choice = disclosed(referral.kind, file?.facts ?? [], { parts, factIds })
  await moveReferralOn(context, referralId, version, { disclosed: choice })
  await recordInTrail(context, referralId, 'disclose', { parts: [null, choice.parts], facts: [null, choice.factIds.length] })
})
