import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { isUuid } from '#domain/kernel/uuid'
import { type Likeness, likenesses, linkGrants, proposesDenser, undecidedLikenesses } from '#domain/lead/repeat'
import type { Tx } from '#platform/db'
import type { Prisma } from '#platform/prisma/client'
import { may, whereReadable } from '../access'
import { query } from '../query'

/** What tells whom a lead is about. Stays on the server: the blind index goes to no page. */
export const subjectOf = {
  id: true,
  number: true,
  secrecy: true,
  department: true,
  regionNo: true,
  idIndex: true,
  personName: true,
  institutionId: true,
  institutionName: true,
  institution: { select: { phone: true, address: true, creditCode: true } },
} as const satisfies Prisma.LeadSelect

const shownCandidates = 10

/** Beyond so many leads nothing more is counted: whoever reads it has enough to act on. */
export const mostCounted = 1_000

export type RepeatCount = {
  leads: number
  /** There are more leads than were counted. */
  more: boolean
  lists: number
  campaigns: number
  /** Of the campaigns. */
  years: number
  cities: number
  substantiated: number
  denser: boolean
}

/**
 * How often whom a lead is about has come down before, over lists, campaigns, years and cities: its institution, its person, and what somebody
 * has said is the same. Of rows alone that this person sees. `null` where the lead does not exist for them.
 */
export async function repeatsOfLead(actor: Actor, leadId: string) {
  if (!isUuid(leadId)) return null
  return query(actor, async (tx) => {
    const lead = await tx.lead.findFirst({ where: { AND: [{ id: leadId }, whereReadable(actor, 'lead')] }, select: subjectOf })
    if (!lead) return null
    const links = await tx.leadLink.findMany({
      where: { AND: [{ kind: null, OR: [{ leadId }, { otherLeadId: leadId }] }, whereReadable(actor, 'leadLink')] },
      orderBy: { decidedAt: 'asc' },
    })
    const joined = links.filter(({ state }) => state === 'same').map((link) => (link.leadId === leadId ? link.otherLeadId : link.leadId))
    const institution = lead.institutionId
      ? await countOf(tx, actor, [{ institutionId: lead.institutionId }, { id: { in: joined } }])
      : null
    const person = lead.idIndex ? await countOf(tx, actor, [{ idIndex: lead.idIndex }, { id: { in: [leadId, ...joined] } }]) : null
    const others = await tx.lead.findMany({
      where: { AND: [{ id: { in: links.flatMap((link) => [link.leadId, link.otherLeadId]) } }, whereReadable(actor, 'lead')] },
      select: { id: true, number: true },
    })
    const mayLink = may(actor, linkGrants, 'lead', lead)
    return {
      institution,
      person,
      links: links.flatMap((link) => {
        const other = others.find(({ id }) => id !== leadId && (id === link.leadId || id === link.otherLeadId))
        return other ? [{ ...link, other, mayUndo: link.state === 'same' && may(actor, linkGrants, 'leadLink', link) }] : []
      }),
      candidates: mayLink ? await candidatesFor(tx, actor, lead, joined) : [],
    }
  })
}
export type RepeatsView = NonNullable<Awaited<ReturnType<typeof repeatsOfLead>>>

/** The same of an institution of the register. */
export const repeatsOfInstitution = (actor: Actor, institutionId: string): Promise<RepeatCount> =>
  query(actor, (tx) => countOf(tx, actor, [{ institutionId }]))

async function countOf(tx: Tx, actor: Actor, ways: Prisma.LeadWhereInput[]): Promise<RepeatCount> {
  const found = await tx.lead.findMany({
    where: { AND: [{ OR: ways }, whereReadable(actor, 'lead')] },
    select: { batchNumber: true, campaignId: true, regionNo: true, conclusion: true },
    take: mostCounted + 1,
  })
  const leads = found.slice(0, mostCounted)
  const distinct = (of: (lead: (typeof leads)[number]) => unknown) => new Set(leads.map(of)).size
  const counts = {
    leads: leads.length,
    more: found.length > mostCounted,
    lists: distinct(({ batchNumber }) => batchNumber),
    campaigns: distinct(({ campaignId }) => campaignId),
    years: await yearsOf(tx, actor, [...new Set(leads.map(({ campaignId }) => campaignId))]),
    cities: distinct(({ regionNo }) => Math.floor(regionNo / 100)),
    substantiated: leads.filter(({ conclusion }) => conclusion === 'substantiated' || conclusion === 'partlySubstantiated').length,
  }
  return { ...counts, denser: proposesDenser(counts) }
}

async function yearsOf(tx: Tx, actor: Actor, campaignIds: string[]): Promise<number> {
  const where = { AND: [{ id: { in: campaignIds } }, whereReadable(actor, 'campaign')] }
  return campaignIds.length === 0 ? 0 : (await tx.campaign.findMany({ where, select: { year: true }, distinct: ['year'] })).length
}

type Found = Prisma.LeadGetPayload<{ select: typeof subjectOf }>
export type Candidate = { id: string; number: string; institutionName: string; likeness: Likeness; score: number; why: Likeness[] }

/** Leads that may be of the same subject and are not sure to be: a person says so, or not. */
async function candidatesFor(tx: Tx, actor: Actor, lead: Found, joined: readonly string[]): Promise<Candidate[]> {
  const { phone, address } = lead.institution ?? { phone: '', address: '' }
  const ways: Prisma.LeadWhereInput[] = [
    // By what is indexed: a lead of no entry of the register is one of few, and an entry is found by its name.
    { institutionId: null, institutionName: lead.institutionName },
    ...(lead.institutionId ? [] : [{ institution: { name: lead.institutionName } }]),
    ...(lead.personName && lead.institutionId ? [{ personName: lead.personName, institutionId: lead.institutionId }] : []),
    ...(phone ? [{ institution: { phone } }] : []),
    ...(address ? [{ institution: { address } }] : []),
  ]
  const found = await tx.lead.findMany({
    where: { AND: [{ id: { notIn: [lead.id, ...joined] } }, { OR: ways }, whereReadable(actor, 'lead')] },
    select: subjectOf,
    orderBy: { id: 'desc' },
    take: shownCandidates * 5,
  })
  return found
    .flatMap((other) => {
      const why = undecidedLikenesses(lead, other)
      const [surest] = why
      const { id, number, institutionName } = other
      return surest ? [{ id, number, institutionName, likeness: surest, score: likenesses[surest], why }] : []
    })
    .sort((one, other) => other.score - one.score)
    .slice(0, shownCandidates)
}
