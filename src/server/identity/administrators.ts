import 'server-only'
import type { Role } from '#domain/kernel/access'
import type { Tx } from '#platform/db'

/** Enabled accounts that hold one of these administrators' roles over a region now: in a unit of it or above it. */
export async function administratorsOf(tx: Tx, roles: readonly Role[], regionNo: number, now: Date): Promise<string[]> {
  const posts = await tx.post.findMany({
    where: {
      roles: { hasSome: [...roles] },
      validFrom: { lte: now },
      OR: [{ validUntil: null }, { validUntil: { gt: now } }],
      user: { disabledAt: null },
      agency: { region: { rangeLo: { lte: regionNo }, rangeHi: { gte: regionNo } } },
    },
    select: { userId: true },
    orderBy: { userId: 'asc' },
  })
  return [...new Set(posts.map(({ userId }) => userId))]
}
