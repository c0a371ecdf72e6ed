import 'server-only'
import { refuse } from '#domain/kernel/result'
import { revealIdentityInput, revealLimitPerHour } from '#domain/lead/inputs'
import { audit } from '#platform/audit'
import { decryptField } from '#platform/field-cipher'
import { whereMay } from '../access'
import { command } from '../command'
import { must } from '../refused'

const HOUR_MS = 3_600_000

/** Those who work a lead in their own agency may open its identity number, one at a time and for a reason. */
const revealers = [
  { role: 'handler', as: 'ownAgency' },
  { role: 'reviewer', as: 'ownAgency' },
  { role: 'approver', as: 'ownAgency' },
] as const

/**
 * Opens the identity number of a lead (查看明文). Refuses `notFound`, and `tooMany` past the hourly limit.
 * Commits together: the opening, with its reason, and the audit entry; the number itself is in neither.
 */
export const revealIdentity = command(
  'lead.revealIdentity',
  revealIdentityInput,
  async ({ tx, actor, now, requestId }, { leadId, reason, note }) => {
    const lead = await tx.lead.findFirst({ where: { AND: [{ id: leadId }, whereMay(actor, revealers, 'lead')] } })
    if (!lead?.idCipher) return must(refuse('notFound'))

    const since = new Date(now.getTime() - HOUR_MS)
    const opened = await tx.unmasking.count({ where: { userId: actor.userId, at: { gte: since } } })
    if (opened >= revealLimitPerHour) must(refuse('tooMany', { limit: revealLimitPerHour }))

    const why = note ? `${reason} ${note}` : reason
    await tx.unmasking.create({
      data: { userId: actor.userId, subjectType: 'lead', subjectId: leadId, field: 'idNumber', reason: why, at: now },
    })
    await audit(tx, {
      at: now,
      actor,
      action: 'lead.revealIdentity',
      subject: { type: 'lead', id: leadId },
      change: { reason: [null, why] },
      requestId,
    })
    return { idNumber: decryptField({ table: 'lead', column: 'id_cipher', id: leadId }, lead.idCipher) }
  },
  'secret',
)
