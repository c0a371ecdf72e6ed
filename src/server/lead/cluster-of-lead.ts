import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { isUuid } from '#domain/kernel/uuid'
import { type Cluster, type ClusterRow, clusterOf, type Named } from '#domain/lead/cluster'
import { namedKinds } from '#domain/lead/subjects'
import { maskPersonName } from '#domain/person/person-name'
import type { Prisma } from '#platform/prisma/client'
import { whereReadable } from '../access'
import { query } from '../query'
import { leadsNaming } from './leads-naming'

/** Those that came last; the queue has the rest. */
const mostLeads = 60
const mostSubjects = 50

const seen = {
  ...{ id: true, number: true, idIndex: true, idMasked: true, personName: true, institutionId: true, institutionName: true },
  subjects: { where: { removedAt: null }, select: { id: true, kind: true, key: true, masked: true }, take: mostSubjects },
} as const satisfies Prisma.LeadSelect
type Seen = Prisma.LeadGetPayload<{ select: typeof seen }>

/** `XS-370800-2026-000012` by its end. */
const brief = (number: string) => number.split('-').slice(-2).join('-')

/** `meant`: the subjects by which the lead means what the first one does, each by kind and key. */
function namedBy(lead: Seen, first: Seen, meant: ReadonlySet<string>): ClusterRow {
  const where = lead.institutionId ?? lead.institutionName
  const bearerOf = (name: string) => (meant.has(name) ? (first.institutionId ?? first.institutionName) : where)
  const person: Named[] = lead.idIndex
    ? [
        {
          ...{ kind: 'person', key: lead.idIndex, href: `/leads?samePersonAs=${lead.id}` },
          label: lead.personName ? maskPersonName(lead.personName) : (lead.idMasked ?? ''),
        },
      ]
    : []
  const href = lead.institutionId ? `/leads?institution=${lead.institutionId}` : null
  return {
    who: [{ kind: 'lead', key: lead.id, label: brief(lead.number), href: `/leads/${lead.id}` }],
    with: [
      // A name within its institution: elsewhere it may be another's.
      ...lead.subjects.map(({ id, kind, key, masked }): Named => {
        return {
          kind,
          key: namedKinds.has(kind) ? `${key}|${bearerOf(`${kind} ${key}`)}` : key,
          label: masked,
          href: `/leads?subject=${id}`,
        }
      }),
      ...person,
      { kind: 'institution', key: where, label: lead.institutionName, href },
    ],
  }
}

/**
 * The leads that share a person, a telephone, an account, a terminal or whatever they name with this one, as far as this person sees them.
 * `null` where none does, or the lead does not exist for them.
 */
export async function clusterOfLead(actor: Actor, leadId: string): Promise<Cluster | null> {
  if (!isUuid(leadId)) return null
  return query(actor, async (tx) => {
    const lead = await tx.lead.findFirst({ where: { AND: [{ id: leadId }, whereReadable(actor, 'lead')] }, select: seen })
    if (!lead) return null
    const naming = await leadsNaming(
      tx,
      lead.subjects.map(({ id }) => id),
      'asOne',
      mostLeads,
    )
    const samePerson = lead.idIndex
      ? await tx.lead.findMany({
          where: { AND: [{ id: { not: leadId }, idIndex: lead.idIndex }, whereReadable(actor, 'lead')] },
          select: { id: true },
          take: mostLeads,
        })
      : []
    const ids = [...new Set([...naming.map((pair) => pair.lead), ...samePerson.map(({ id }) => id)])]
    const others = await tx.lead.findMany({
      where: { AND: [{ id: { in: ids } }, whereReadable(actor, 'lead')] },
      select: seen,
      orderBy: { id: 'desc' },
      take: mostLeads,
    })
    const meantBy = (id: string) =>
      new Set(
        lead.subjects.flatMap(({ id: subject, kind, key }) =>
          naming.some((pair) => pair.subject === subject && pair.lead === id) ? [`${kind} ${key}`] : [],
        ),
      )
    return clusterOf([lead, ...others].map((one) => namedBy(one, lead, meantBy(one.id))))
  })
}
