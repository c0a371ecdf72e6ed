import { notFound } from 'next/navigation'
import { z } from 'zod'
import { PageHead } from '#components/ui/card'
import { EmptyState } from '#components/ui/empty-state'
import { addDays, beijingDay } from '#domain/kernel/civil-date'
import { disclosed } from '#domain/referral/disclosure'
import { referralKindRules, referralKinds } from '#domain/referral/kinds'
import { referralText } from '#messages/zh/referral'
import { referralProposalText } from '#messages/zh/referral-proposal'
import { unsignedCampaign, withheldMatter } from '#server/campaign/commitment'
import { currentTime } from '#server/clock/now'
import { getReferralProposal } from '#server/referral/queries'
import { requireActor } from '#server/session'
import { CommitmentPanel } from '../../commitment-panel'
import { BillForm } from './bill-form'
import { MatterForm } from './matter-form'
import { PoliceForm } from './police-form'

const asked = z.object({
  kind: z.enum(referralKinds),
  case: z.uuid().optional().catch(undefined),
  lead: z.uuid().optional().catch(undefined),
  origin: z.uuid().optional().catch(undefined),
})

export const metadata = { title: referralText.title }

export default async function NewReferralPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const parsed = asked.safeParse(await searchParams)
  if (!parsed.success) notFound()

  const { kind, case: caseId, lead: leadId, origin: originId } = parsed.data
  const actor = await requireActor()
  const proposal = await getReferralProposal(actor, kind, { caseId, leadId, originId })
  const file = caseId && !proposal?.file ? await withheldMatter(actor, 'case', caseId) : null
  const unsigned = file ?? (proposal?.lead ? await unsignedCampaign(actor, proposal.lead.campaignId) : null)
  if (unsigned) return <CommitmentPanel withheld={unsigned} heading="h1" />
  if (!proposal) return <EmptyState heading="h1" title={referralProposalText.notReferable} next={referralProposalText.notReferableNext} />

  const days = referralKindRules[kind].answerDays
  const shared = {
    about: { ...(caseId && { caseId }), ...(leadId && !caseId && { leadId }), ...(originId && { originId }) },
    receivers: proposal.receivers,
    campaigns: proposal.campaigns,
    contactName: actor.name,
    contactPhone: proposal.contactPhone,
    draftKey: `referral:${kind}:${caseId ?? leadId ?? originId ?? 'campaign'}`,
    answerBy: addDays(beijingDay(currentTime()), days ?? 30),
  }
  const party = proposal.file?.partyName ?? proposal.lead?.institutionName ?? ''
  const named = disclosed(kind, [], null).parts.includes('matter') ? party : (proposal.origin?.title ?? '')
  return (
    <>
      <PageHead
        title={referralProposalText.newTitle(kind)}
        trail={proposal.file?.number ?? proposal.lead?.number ?? proposal.origin?.number}
        lead={referralProposalText.newLead[kind]}
      />
      {kind === 'police' && proposal.file && proposal.police ? (
        <PoliceForm {...shared} file={proposal.file} police={proposal.police} />
      ) : kind === 'billVerification' ? (
        <BillForm {...shared} party={party} />
      ) : kind === 'police' ? (
        <EmptyState title={referralProposalText.notReferable} next={referralProposalText.notReferableNext} />
      ) : (
        // Where nothing of the matter goes of itself, nothing of it is typed beforehand either.
        <MatterForm {...shared} kind={kind} party={named} />
      )}
    </>
  )
}
