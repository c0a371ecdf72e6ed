import 'server-only'
import type { Actor } from '#domain/kernel/access'
import type { ReferralKind } from '#domain/referral/kinds'
import { whereAlso } from '../access'
import { query } from '../query'

/**
 * What is told to this person of the criminal process that a case led to, of the referrals that they read: what was put right stands only as
 * it was put right.
 */
export async function criminalCourseOf(actor: Actor, referrals: readonly { id: string; kind: ReferralKind }[]) {
  const ids = referrals.flatMap(({ id, kind }) => (kind === 'police' ? [id] : []))
  if (ids.length === 0) return []
  const told = await query(actor, (tx) =>
    tx.criminalProgress.findMany({
      where: { AND: [{ referralId: { in: ids } }, whereAlso(actor, 'criminalProgress')] },
      select: {
        id: true,
        referralId: true,
        kind: true,
        occurredOn: true,
        department: true,
        note: true,
        correctsId: true,
        personLabel: true,
      },
      orderBy: [{ occurredOn: 'asc' }, { recordedAt: 'asc' }],
    }),
  )
  const corrected = new Set(told.map(({ correctsId }) => correctsId))
  return told.filter(({ id }) => !corrected.has(id))
}
