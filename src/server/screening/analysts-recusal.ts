import 'server-only'
import type { Actor } from '#domain/kernel/access'
import type { Tx } from '#platform/db'

/**
 * Whether this person keeps away (回避) from an institution, as it stands at this moment. A delivery is asked as a whole, and what is summed
 * cannot leave one institution out: whoever keeps away from one asks nothing.
 */
export const keepsAway = async (tx: Tx, actor: Actor): Promise<boolean> =>
  (await tx.recusal.findFirst({ where: { userId: actor.userId, subjectType: 'institution', liftedAt: null }, select: { id: true } })) !==
  null
