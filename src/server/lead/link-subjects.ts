import 'server-only'
import { refuse } from '#domain/kernel/result'
import { linkSubjectsInput, unlinkSubjectsInput } from '#domain/lead/inputs'
import { certain, likenesses, linkGrants, undecidedLikenesses } from '#domain/lead/repeat'
import { subjectLikeness, subjectLikenesses } from '#domain/lead/subject-likeness'
import { audit } from '#platform/audit'
import type { Prisma } from '#platform/prisma/client'
import { whereMay, whereReadable } from '../access'
import { type Context, command } from '../command'
import { must } from '../refused'
import { subjectOf } from './repeats-of-lead'

/**
 * Says that two leads are of one subject (认定同一主体), for a reason; what is alike, and how sure that makes it, is kept with it. Neither lead
 * changes: they are counted together until it is taken back.
 *
 * Refuses `notFound` (either is out of reach), `subjectsUnlike` (nothing alike, or sure without anybody's word), `alreadyExists`.
 */
export const linkSubjects = command('lead.linkSubjects', linkSubjectsInput, async (context, { leadId, otherNumber, reason, subjectId }) => {
  const { tx, actor, now } = context
  const lead =
    (await tx.lead.findFirst({ where: { AND: [{ id: leadId }, whereMay(actor, linkGrants, 'lead')] }, select: subjectOf })) ??
    must(refuse('notFound'))
  const other =
    (await tx.lead.findFirst({ where: { AND: [{ number: otherNumber }, whereReadable(actor, 'lead')] }, select: subjectOf })) ??
    must(refuse('notFound'))
  if (lead.id === other.id) return must(refuse('subjectsUnlike', { number: other.number }))
  const alike = subjectId ? await alikeSubject(context, lead, other, subjectId) : alikeLeads(lead, other)
  if (!alike || alike.score >= certain) return must(refuse('subjectsUnlike', { number: other.number }))
  const [leadA, leadB] = [lead.id, other.id].sort()
  const { id } = await tx.leadLink.create({
    data: {
      ...{ leadId: leadA ?? lead.id, otherLeadId: leadB ?? other.id, ...alike },
      ...{ regionNo: actor.regionNo, secrecy: Math.max(lead.secrecy, other.secrecy), reason },
      ...{ decidedById: actor.userId, decidedByName: actor.name, decidedAt: now },
    },
    select: { id: true },
  })
  await trace(context, lead.id, 'lead.linkSubjects', { other: [null, other.number], reason: [null, reason] })
  return { id }
})

type Compared = Prisma.LeadGetPayload<{ select: typeof subjectOf }>

function alikeLeads(lead: Compared, other: Compared) {
  const [surest] = undecidedLikenesses(lead, other)
  return surest ? { likeness: surest, score: likenesses[surest] } : null
}

/** What makes a subject that both leads name one and the same; `null` where one of them does not name it. */
async function alikeSubject({ tx }: Context, lead: Compared, other: Compared, subjectId: string) {
  const subjects = await tx.leadSubject.findMany({
    where: { leadId: { in: [lead.id, other.id] }, removedAt: null },
    select: { id: true, leadId: true, kind: true, key: true },
  })
  const asked = subjects.find(({ id, leadId }) => id === subjectId && leadId === lead.id)
  const named = asked && subjects.some(({ leadId, kind, key }) => leadId === other.id && kind === asked.kind && key === asked.key)
  if (!named) return null
  const bearer = (of: Compared) => ({ ...of, subjects: subjects.filter(({ leadId }) => leadId === of.id) })
  const likeness = subjectLikeness(asked.kind, bearer(lead), bearer(other))
  return { likeness, score: subjectLikenesses[likeness], kind: asked.kind, subjectKey: asked.key }
}

/** Takes back that two leads are of one subject; that it was said, and why it no longer is, stays. Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const unlinkSubjects = command('lead.unlinkSubjects', unlinkSubjectsInput, async (context, { linkId, version, reason }) => {
  const { tx, actor, now } = context
  const link =
    (await tx.leadLink.findFirst({ where: { AND: [{ id: linkId }, whereMay(actor, linkGrants, 'leadLink')] } })) ?? must(refuse('notFound'))
  if (link.state !== 'same') must(refuse('wrongState', { state: link.state }))
  const undone = await tx.leadLink.updateMany({
    where: { id: link.id, version, state: 'same' },
    data: {
      ...{ state: 'undone', undoReason: reason, undoneById: actor.userId, undoneByName: actor.name, undoneAt: now },
      version: { increment: 1 },
    },
  })
  if (undone.count === 0) must(refuse('changedMeanwhile'))
  await trace(context, link.leadId, 'lead.unlinkSubjects', { reason: [null, reason] })
})

const trace = (
  { tx, actor, now, requestId }: Context,
  leadId: string,
  action: `lead.${string}`,
  change: Record<string, readonly [unknown, unknown]>,
) => audit(tx, { at: now, actor, action, subject: { type: 'lead', id: leadId }, change, requestId })
