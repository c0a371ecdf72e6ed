import 'server-only'
import type { Tx } from '#platform/db'

/** Who else works on matters in an agency on this day: people with a valid post as handler or reviewer, by name. */
export async function colleagues(tx: Tx, agencyId: string, now: Date): Promise<{ id: string; name: string }[]> {
  return tx.userAccount.findMany({
    where: {
      disabledAt: null,
      posts: {
        some: {
          agencyId,
          roles: { hasSome: ['handler', 'reviewer'] },
          validFrom: { lte: now },
          OR: [{ validUntil: null }, { validUntil: { gt: now } }],
        },
      },
    },
    select: { id: true, name: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
}
