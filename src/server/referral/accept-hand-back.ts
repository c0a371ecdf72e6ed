import 'server-only'
import { refuse } from '#domain/kernel/result'
import { acceptHandBackInput } from '#domain/referral/inputs'
import { wakeCase } from '../case/wake-case'
import { command } from '../command'
import { leadOfHandBack } from '../lead/lead-of-hand-back'
import { must } from '../refused'
import { tellOtherSide } from './answer-referral'
import { findReferralFor, takeReferralStep } from './take-step'

/**
 * Takes on what the police, a procuratorate or a court hand back (接收反向移送). Where the case that it came of is still undecided, its
 * administrative procedure goes on; otherwise a lead is opened of it.
 *
 * Refuses `notFound`, `wrongState`, `changedMeanwhile`, `invalidInput` where a lead is to be opened and it is not said of whom and of what.
 * Commits together: state `accepted`, the case with its 90 days, or the lead with its time of verification, both trails, the
 * notices to the sender and to the officers of the case.
 */
export const acceptHandBack = command(
  'referral.acceptHandBack',
  acceptHandBackInput,
  async (context, { referralId, version, ...input }) => {
    const referral = await findReferralFor(context, 'acceptHandBack', referralId)
    // What was once opened of it stays what it led to.
    const isOpened = referral.openedLeadId !== null
    const goesOn = isOpened || (await wakeCase(context, referral.caseId, referral))
    const missing = (['institutionName', 'behaviour'] as const).filter((field) => input[field] === '')
    if (!goesOn && missing.length > 0) must(refuse('invalidInput', { fields: missing }))
    const { campaignId, number } = referral
    const lead = goesOn ? null : await leadOfHandBack(context, { campaignId, number, ...input })
    const opened = lead ? { openedLeadId: lead.id } : {}
    await takeReferralStep(context, 'acceptHandBack', referral, version, opened, lead ? { openedLead: [null, lead.number] } : {})
    await tellOtherSide(context, referral.senderAgencyId, 'referralAccepted', referral)
  },
)
