import 'server-only'
import type { MatterLine, Sending } from '#documents/papers-of-referrals'
import { caseRecords } from '#domain/case/steps'
import { beijingDay } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { takeRecord } from '#domain/kernel/workflow'
import type { ReferralKind } from '#domain/referral/kinds'
import { referralRecords } from '#domain/referral/steps'
import { whereMay, whereReadable } from '../access'
import { standingFacts } from '../case/standing-facts'
import type { Context } from '../command'
import { must } from '../refused'

/** What a referral is about. */
export type About = {
  type: 'case' | 'lead' | 'campaign' | 'referral'
  campaignId: string
  caseId: string | null
  leadId: string | null
  /** The referral that goes back, and to whom. */
  origin?: { id: string; senderAgencyId: string }
  /** As the letter's list names it. */
  matter: MatterLine
}

const own = [{ role: 'handler', as: 'ownAgency' }] as const

/** The case a referral starts from, filed and not closed, with its facts, for one of its officers. Refuses `notFound`, `wrongState`. */
export async function findCaseToRefer({ tx, actor }: Context, id: string, record: 'refer' | 'referToDiscipline' = 'refer') {
  const file = await tx.case.findFirst({
    where: { AND: [{ id }, whereMay(actor, caseRecords[record].by, 'case')] },
    include: {
      facts: standingFacts,
      institution: { select: { code: true, address: true } },
      lead: { select: { number: true, source: true } },
    },
  })
  if (!file) return must(refuse('notFound'))
  must(takeRecord(caseRecords[record], file))
  return file
}
export type CaseToRefer = Awaited<ReturnType<typeof findCaseToRefer>>

export const aboutCase = (file: CaseToRefer): About => ({
  type: 'case',
  campaignId: file.campaignId,
  caseId: file.id,
  leadId: file.leadId,
  matter: {
    number: file.number,
    subject: file.partyName,
    identifier: file.institution?.code ?? '',
    behaviour: file.cause,
  },
})

type Named = { kind: ReferralKind; caseId?: string; leadId?: string; campaignId?: string; originId?: string }

/** The case, lead, referral or campaign that the form names, if the actor may refer it. Refuses `notFound`, `wrongState`, `alreadyExists`. */
export async function findAbout(context: Context, { kind, caseId, leadId, campaignId, originId }: Named, title: string): Promise<About> {
  if (originId) return aboutOrigin(context, originId)
  if (caseId) return aboutCase(await findCaseToRefer(context, caseId, kind === 'discipline' ? 'referToDiscipline' : 'refer'))
  if (leadId) return aboutLead(context, leadId)
  if (campaignId) return aboutCampaign(context, campaignId, title)
  return must(refuse('notFound'))
}

async function aboutLead({ tx, actor }: Context, id: string): Promise<About> {
  const lead = await tx.lead.findFirst({
    where: { AND: [{ id }, whereMay(actor, own, 'lead')] },
    include: { institution: { select: { code: true } } },
  })
  if (!lead) return must(refuse('notFound'))
  must(takeRecord({ from: ['verifying', 'toReview', 'concluded'] }, lead))
  return {
    type: 'lead',
    campaignId: lead.campaignId,
    caseId: null,
    leadId: lead.id,
    matter: {
      number: lead.number,
      subject: lead.institutionName,
      identifier: lead.institution?.code ?? '',
      behaviour: lead.behaviour,
    },
  }
}

/** What came from the bureau and goes back to it, once at a time from each sender. Held against a second proposal at the same moment. */
async function aboutOrigin({ tx, actor }: Context, id: string): Promise<About> {
  const rule = referralRecords.handBack
  await tx.$queryRaw`SELECT FROM referral WHERE id = ${id}::uuid FOR UPDATE`
  const origin = await tx.referral.findFirst({ where: { AND: [{ id, kind: 'police' }, whereMay(actor, rule.by, 'referral')] } })
  if (!origin) return must(refuse('notFound'))
  must(takeRecord(rule, origin))
  const over = ['declined', 'withdrawn', 'rejected', 'answered'] as const
  const live = await tx.referral.count({ where: { originId: id, senderAgencyId: actor.agencyId ?? '', state: { notIn: [...over] } } })
  if (live > 0) must(refuse('alreadyExists'))
  return {
    type: 'referral',
    campaignId: origin.campaignId,
    caseId: origin.caseId,
    leadId: null,
    origin,
    matter: { number: origin.number, subject: origin.title, identifier: '', behaviour: origin.title },
  }
}

/** What goes back is over where it came from, still at the moment of its going. Held against a change at the same moment. Refuses `wrongState`. */
export async function mustStillGoBack({ tx }: Context, originId: string): Promise<void> {
  await tx.$queryRaw`SELECT FROM referral WHERE id = ${originId}::uuid FOR UPDATE`
  const origin = await tx.referral.findUnique({ where: { id: originId }, select: { state: true } })
  must(origin ? takeRecord(referralRecords.handBack, origin) : refuse('wrongState'))
}

/** Something another department came upon; it has no case or lead here. */
async function aboutCampaign({ tx, actor }: Context, id: string, title: string): Promise<About> {
  const campaign = await tx.campaign.findFirst({
    where: { AND: [{ id }, whereReadable(actor, 'campaign')] },
    select: { id: true, number: true },
  })
  if (!campaign || actor.department === 'MI') return must(refuse('notFound'))
  return {
    type: 'campaign',
    campaignId: campaign.id,
    caseId: null,
    leadId: null,
    matter: { number: campaign.number, subject: title, identifier: '', behaviour: title },
  }
}

/** Who sends, to whom, and what the matter came from, as letters state it. */
export const sendingOf = (
  { actor, now }: Context,
  { receiver, copy }: { receiver: { name: string }; copy: { name: string } | null },
  lead: { number: string; source: string } | null,
): Sending => ({
  organ: actor.agencyName,
  addressee: receiver.name,
  copyTo: copy?.name ?? '',
  datedOn: beijingDay(now),
  source: lead?.source ?? '',
  leadNumber: lead?.number ?? null,
})
