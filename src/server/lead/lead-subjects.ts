import 'server-only'
import { refuse } from '#domain/kernel/result'
import { addSubjectInput, removeSubjectInput, revealSubjectInput } from '#domain/lead/inputs'
import { linkGrants } from '#domain/lead/repeat'
import { revealGrants } from '#domain/lead/steps'
import { maskSubject, placed, shownValue, subjectValue } from '#domain/lead/subjects'
import { audit } from '#platform/audit'
import { decryptField } from '#platform/field-cipher'
import { whereMay } from '../access'
import { type Context, command } from '../command'
import { must } from '../refused'
import { newIds } from './insert-leads'
import { sealedSubject } from './keep-subjects'
import { noteUnmasking } from './reveal-identity'

/**
 * Puts to a lead what its list did not name (补充涉及对象), for a reason. The lead does not change; the subject is counted from then on.
 * Refuses `notFound`, `subjectUnreadable` (too little to tell anything by), `alreadyExists`.
 */
export const addSubject = command('lead.addSubject', addSubjectInput, async (context, { leadId, kind, value, reason }) => {
  const { tx, actor, now } = context
  const lead =
    (await tx.lead.findFirst({
      where: { AND: [{ id: leadId }, whereMay(actor, linkGrants, 'lead')] },
      select: { id: true, institutionName: true, institution: { select: { code: true } } },
    })) ?? must(refuse('notFound'))
  const read = subjectValue(kind, value) ?? must(refuse('subjectUnreadable'))
  const [id = ''] = await newIds(context, 1)
  const { said_as: saidAs, ...sealed } = sealedSubject(id, {
    kind,
    value: placed(kind, read, lead.institution?.code ?? lead.institutionName),
    saidAs: '',
  })
  const said = { origin: 'hand', saidAs, reason, addedById: actor.userId, addedByName: actor.name, addedAt: now, removedAt: null } as const
  const before = await tx.leadSubject.findUnique({ where: { leadId_kind_key: { leadId: lead.id, kind, key: sealed.key } } })
  if (before && before.removedAt === null) must(refuse('alreadyExists'))
  // One that was taken out comes back under its own id, to which its seal is bound.
  if (before) await tx.leadSubject.update({ where: { id: before.id }, data: { ...said, version: { increment: 1 } } })
  else await tx.leadSubject.create({ data: { ...sealed, ...said, leadId: lead.id } })
  await trace(context, lead.id, 'lead.addSubject', { kind: [null, kind], subject: [null, maskSubject(kind, read)], reason: [null, reason] })
})

/** Takes out of a lead what does not belong there (删除涉及对象), for a reason that the trail keeps. Refuses `notFound`, `changedMeanwhile`. */
export const removeSubject = command('lead.removeSubject', removeSubjectInput, async (context, { subjectId, version, reason }) => {
  const { tx, actor, now } = context
  const subject =
    (await tx.leadSubject.findFirst({ where: { id: subjectId, removedAt: null, lead: whereMay(actor, linkGrants, 'lead') } })) ??
    must(refuse('notFound'))
  const removed = await tx.leadSubject.updateMany({
    where: { id: subject.id, version, removedAt: null },
    data: { removedAt: now, version: { increment: 1 } },
  })
  if (removed.count === 0) must(refuse('changedMeanwhile'))
  await trace(context, subject.leadId, 'lead.removeSubject', {
    ...{ kind: [subject.kind, null], subject: [subject.masked, null], reason: [null, reason] },
  })
})

/**
 * Opens what a lead names (查看明文), as an identity number is opened and within the same limit. Refuses `notFound`, `tooMany`.
 * Commits together: the opening, with its reason, and the audit entry; what was opened is in neither.
 */
export const revealSubject = command(
  'lead.revealSubject',
  revealSubjectInput,
  async (context, { subjectId, reason, note }) => {
    const { tx, actor } = context
    const subject = await tx.leadSubject.findFirst({
      where: { id: subjectId, removedAt: null, lead: whereMay(actor, revealGrants, 'lead') },
    })
    if (!subject?.cipher) return must(refuse('notFound'))
    const why = note ? `${reason} ${note}` : reason
    const { leadId, kind } = subject
    await noteUnmasking(context, { subjectType: 'lead', subjectId: leadId, field: kind, reason: why })
    await trace(context, leadId, 'lead.revealSubject', { kind: [null, kind], reason: [null, why] })
    return { value: shownValue(kind, decryptField({ table: 'lead_subject', column: 'cipher', id: subject.id }, subject.cipher)) }
  },
  'secret',
)

const trace = (
  { tx, actor, now, requestId }: Context,
  leadId: string,
  action: `lead.${string}`,
  change: Record<string, readonly [unknown, unknown]>,
) => audit(tx, { at: now, actor, action, subject: { type: 'lead', id: leadId }, change, requestId })
