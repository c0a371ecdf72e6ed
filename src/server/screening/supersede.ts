import 'server-only'
import type { Tx } from '#platform/db'

/** Of one agency's loads, one at a time comes into use: until the transaction ends. */
export const oneComesIntoUse = (tx: Tx, agencyId: string): Promise<number> =>
  tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${agencyId}::text, 76))`

/** The loads that stand for an agency and share a month with these. */
export const overlapping = (tx: Tx, agencyId: string, months: readonly string[], but: string) =>
  tx.settlementLoad.findMany({
    where: { agencyId, state: 'loaded', supersededAt: null, id: { not: but }, months: { hasSome: [...months] } },
    select: { id: true, folder: true, months: true },
  })

/** A load takes the place of those whose months it holds (重新导入即替换): no month is there twice. Runs keep pointing at what they ran over. */
export async function supersede(tx: Tx, agencyId: string, months: readonly string[], loadId: string, now: Date): Promise<string[]> {
  const replaced = (await overlapping(tx, agencyId, months, loadId)).filter((one) => one.months.every((month) => months.includes(month)))
  await tx.settlementLoad.updateMany({
    where: { id: { in: replaced.map(({ id }) => id) } },
    data: { supersededAt: now, version: { increment: 1 } },
  })
  return replaced.map(({ id }) => id)
}
