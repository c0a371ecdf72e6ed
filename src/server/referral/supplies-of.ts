import 'server-only'
import type { Actor } from '#domain/kernel/access'
import type { Tx } from '#platform/db'
import { whereReadable } from '../access'
import { whereFileReadable } from '../file/queries'

/** What the own agency has made ready to supply, the newest last; the files of what still waits by name. */
export async function suppliesOf(tx: Tx, actor: Actor, referralId: string) {
  const supplies = await tx.referralSupply.findMany({
    where: { AND: [{ referralId }, whereReadable(actor, 'referralSupply')] },
    orderBy: { preparedAt: 'asc' },
  })
  const waiting = supplies.find(({ decidedAt }) => decidedAt === null)
  const files = waiting
    ? await tx.storedFile.findMany({
        where: { AND: [{ id: { in: waiting.fileIds } }, whereFileReadable(actor)] },
        select: { id: true, displayName: true, sha256: true },
      })
    : []
  const returned = supplies.at(-1)?.returnedReason ?? null
  return { waiting: waiting ? { ...waiting, files } : null, returned: waiting ? null : returned }
}
