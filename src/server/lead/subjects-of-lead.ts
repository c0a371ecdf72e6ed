import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { isUuid } from '#domain/kernel/uuid'
import { certain, linkGrants } from '#domain/lead/repeat'
import { revealGrants } from '#domain/lead/steps'
import { type SubjectLikeness, subjectLikeness, subjectLikenesses } from '#domain/lead/subject-likeness'
import type { LeadSubjectKind } from '#domain/lead/subjects'
import type { Tx } from '#platform/db'
import type { Prisma } from '#platform/prisma/client'
import { may, whereReadable } from '../access'
import { query } from '../query'
import { countsNaming, leadsNaming } from './leads-naming'
import { type RepeatCount, subjectOf } from './repeats-of-lead'

/** A lead of a list names a few; one of a model up to ten of a kind. The rest is counted. */
const shownSubjects = 30
const lookedAt = 50
const shownCandidates = 5

const named = {
  ...subjectOf,
  /** By which `may` tells whose lead it is. */
  agencyId: true,
  /** What tells one bearer of a name from another. */
  subjects: { where: { removedAt: null, kind: { in: ['phone', 'address'] } }, select: { kind: true, key: true }, take: 50 },
} as const satisfies Prisma.LeadSelect
type Bearing = Prisma.LeadGetPayload<{ select: typeof named }>
type Subject = { kind: LeadSubjectKind; key: string }
type Link = Prisma.LeadLinkGetPayload<object>

/** A lead that names the same, and how sure it is that it is the same. */
export type SubjectElsewhere = { id: string; number: string; institutionName: string; likeness: SubjectLikeness; score: number }

const sameLink = (link: Link, { kind, key }: Subject) => link.kind === kind && link.subjectKey === key

/** The leads that name the same as each of these subjects, surest first, by the subject's id. */
async function elsewhere(tx: Tx, actor: Actor, lead: Bearing, subjects: readonly (Subject & { id: string })[]) {
  const ids = subjects.map(({ id }) => id)
  const pairs = await leadsNaming(tx, ids, 'anywhere', lookedAt)
  const leads = await tx.lead.findMany({
    where: { AND: [{ id: { in: [...new Set(pairs.map((pair) => pair.lead))] } }, whereReadable(actor, 'lead')] },
    select: named,
    orderBy: { id: 'desc' },
  })
  const naming = new Map(ids.map((id) => [id, new Set(pairs.flatMap((pair) => (pair.subject === id ? [pair.lead] : [])))]))
  const likeTo = ({ id: subjectId, kind }: Subject & { id: string }): SubjectElsewhere[] =>
    leads
      .filter(({ id }) => naming.get(subjectId)?.has(id))
      .map((other) => {
        const { id, number, institutionName } = other
        const likeness = subjectLikeness(kind, lead, other)
        return { id, number, institutionName, likeness, score: subjectLikenesses[likeness] }
      })
      .sort((one, other) => other.score - one.score)
  return new Map(subjects.map((subject) => [subject.id, likeTo(subject)]))
}

/** A subject over lists, campaigns, years and cities, as far as this person sees them. */
function repeatsOf(actor: Actor, lead: Bearing, subject: Subject, links: readonly Link[], others: SubjectElsewhere[], all?: RepeatCount) {
  const own = links.filter((link) => sameLink(link, subject))
  const otherOf = (link: Link) => others.find(({ id }) => id === link.leadId || id === link.otherLeadId)
  const joined = own.flatMap((link) => (link.state === 'same' ? [link.leadId === lead.id ? link.otherLeadId : link.leadId] : []))
  const counted = others.filter(({ id, score }) => score >= certain || joined.includes(id))
  const count = counted.length > 0 ? (all ?? null) : null
  return {
    count,
    counted: counted.slice(0, shownCandidates),
    candidates: others.filter(({ id, score }) => score < certain && !joined.includes(id)).slice(0, shownCandidates),
    links: own.flatMap(({ kind: _kind, subjectKey: _key, ...link }) => {
      const other = otherOf({ ...link, kind: null, subjectKey: null })
      return other ? [{ ...link, other, mayUndo: link.state === 'same' && may(actor, linkGrants, 'leadLink', link) }] : []
    }),
  }
}

/**
 * What a lead names besides its institution and its person, each masked, and how often it has come down before. `null` where the lead does
 * not exist for them.
 */
export async function subjectsOfLead(actor: Actor, leadId: string) {
  if (!isUuid(leadId)) return null
  return query(actor, async (tx) => {
    const lead = await tx.lead.findFirst({ where: { AND: [{ id: leadId }, whereReadable(actor, 'lead')] }, select: named })
    if (!lead) return null
    const subjects = await tx.leadSubject.findMany({
      where: { leadId, removedAt: null },
      omit: { cipher: true, addedById: true, removedAt: true },
      orderBy: [{ kind: 'asc' }, { id: 'asc' }],
      take: shownSubjects,
    })
    const links = await tx.leadLink.findMany({
      where: { AND: [{ kind: { not: null }, OR: [{ leadId }, { otherLeadId: leadId }] }, whereReadable(actor, 'leadLink')] },
      orderBy: { decidedAt: 'asc' },
    })
    const others = await elsewhere(tx, actor, lead, subjects)
    const counts = await countsNaming(
      tx,
      subjects.map(({ id }) => id),
    )
    const shown = subjects.map(({ key, ...subject }) => ({
      ...subject,
      ...repeatsOf(actor, lead, { kind: subject.kind, key }, links, others.get(subject.id) ?? [], counts.get(subject.id)),
    }))
    return {
      subjects: shown,
      left: (await tx.leadSubject.count({ where: { leadId, removedAt: null } })) - shown.length,
      mayEdit: may(actor, linkGrants, 'lead', lead),
      mayReveal: may(actor, revealGrants, 'lead', lead),
    }
  })
}
export type SubjectsView = NonNullable<Awaited<ReturnType<typeof subjectsOfLead>>>
