import 'server-only'
import { refuse } from '#domain/kernel/result'
import { revealIdentityInput, revealLimitPerHour } from '#domain/lead/inputs'
import { revealGrants } from '#domain/lead/steps'
import { audit } from '#platform/audit'
import { decryptField } from '#platform/field-cipher'
import { whereMay } from '../access'
import { type Context, command } from '../command'
import { must } from '../refused'

const HOUR_MS = 3_600_000

/**
 * Opens the identity number of a lead and whose it is (查看明文). Refuses `notFound`, and `tooMany` past the hourly limit.
 * Commits together: the opening, with its reason, and the audit entry; the number itself is in neither.
 */
export const revealIdentity = command(
  'lead.revealIdentity',
  revealIdentityInput,
  async (context, { leadId, reason, note }) => {
    const { tx, actor, now, requestId } = context
    const lead = await tx.lead.findFirst({
      where: { AND: [{ id: leadId }, whereMay(actor, revealGrants, 'lead')] },
      select: { idCipher: true, personName: true },
    })
    if (!lead?.idCipher) return must(refuse('notFound'))
    const why = note ? `${reason} ${note}` : reason
    await noteUnmasking(context, { subjectType: 'lead', subjectId: leadId, field: 'idNumber', reason: why })
    await audit(tx, {
      at: now,
      actor,
      action: 'lead.revealIdentity',
      subject: { type: 'lead', id: leadId },
      change: { reason: [null, why] },
      requestId,
    })
    return { idNumber: decryptField({ table: 'lead', column: 'id_cipher', id: leadId }, lead.idCipher), name: lead.personName }
  },
  'secret',
)

type Unmasked = { subjectType: string; subjectId: string; field: string; reason: string }

/** Notes that somebody saw what is masked. Refuses `tooMany`. */
export async function noteUnmasking(context: Context, unmasked: Unmasked): Promise<void> {
  await withinLimit(context)
  const { tx, actor, now } = context
  await tx.unmasking.create({ data: { userId: actor.userId, ...unmasked, at: now } })
}

/** Refuses `tooMany`. One person's openings stand in line, so that two at once cannot both be the last allowed. */
async function withinLimit({ tx, actor, now }: Context): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('unmasking:' || ${actor.userId}, 0))`
  const opened = await tx.unmasking.count({ where: { userId: actor.userId, at: { gt: new Date(now.getTime() - HOUR_MS) } } })
  if (opened >= revealLimitPerHour) must(refuse('tooMany', { limit: revealLimitPerHour }))
}
