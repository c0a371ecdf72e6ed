import 'server-only'
import { acceptHandBackInput } from '#domain/referral/inputs'
import { wakeCase } from '../case/wake-case'
import { command } from '../command'
import { leadOfHandBack } from '../lead/lead-of-hand-back'
import { tellOtherSide } from './answer-referral'
import { findReferralFor, takeReferralStep } from './take-step'

/**
 * Takes on what the police, a procuratorate or a court hand back (接收反向移送). Where the case that it came of is still undecided, its
 * administrative procedure goes on; otherwise a lead is opened of it.
 *
 * Refuses `notFound`, `wrongState`, `changedMeanwhile`.
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
    const { campaignId, number, title, summary } = referral
    const subject = { institutionName: input.institutionName || title, behaviour: input.behaviour || title }
    const lead = goesOn ? null : await leadOfHandBack(context, { campaignId, number, title, summary, ...subject })
    const opened = lead ? { openedLeadId: lead.id } : {}
    await takeReferralStep(context, 'acceptHandBack', referral, version, opened, lead ? { openedLead: [null, lead.number] } : {})
    await tellOtherSide(context, referral.senderAgencyId, 'referralAccepted', referral)
  },
)
