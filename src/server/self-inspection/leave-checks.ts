import 'server-only'
import type { Context } from '../command'

/**
 * Ends what a person inspects of an institution that they keep away from, with their signature where nobody has confirmed it: before the
 * recusal stands, since from then on none of it exists for them. What both have signed stays signed.
 */
export async function leaveChecks({ tx, now }: Context, institutionId: string, userId: string): Promise<void> {
  const checks = await tx.spotCheckItem.findMany({
    where: { institutionId, result: 'pending', inspectors: { some: { userId, leftAt: null } } },
    select: { id: true },
  })
  const ids = checks.map(({ id }) => id)
  if (ids.length === 0) return
  await tx.checkInspector.updateMany({
    where: { checkId: { in: ids }, userId, leftAt: null },
    data: { leftAt: now, leftReason: 'recused' },
  })
  await tx.spotCheckItem.updateMany({
    where: { id: { in: ids }, checkedById: userId },
    data: { checkedById: null, firstSignedAt: null, version: { increment: 1 } },
  })
}
