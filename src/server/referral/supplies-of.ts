import 'server-only'
import type { Actor } from '#domain/kernel/access'
import type { Tx } from '#platform/db'
import { whereReadable } from '../access'
import { whereFileReadable } from '../file/queries'
import { wholeWith } from './versions'

type Row = { id: string; materials: readonly { seq: number }[] }

/** What the own agency has made ready to supply, the newest last; of what still waits its files by name, and the whole that the other side will see with it. */
export async function suppliesOf(tx: Tx, actor: Actor, referral: Row) {
  const supplies = await tx.referralSupply.findMany({
    where: { AND: [{ referralId: referral.id }, whereReadable(actor, 'referralSupply')] },
    orderBy: { preparedAt: 'asc' },
  })
  const waiting = supplies.find(({ decidedAt }) => decidedAt === null)
  const returned = supplies.at(-1)?.returnedReason ?? null
  if (!waiting) return { waiting: null, returned }

  const readable = await tx.storedFile.findMany({
    where: { AND: [{ id: { in: waiting.fileIds } }, whereFileReadable(actor)] },
    select: { id: true, displayName: true, sha256: true },
  })
  const files = waiting.fileIds.flatMap((id) => readable.find((file) => file.id === id) ?? [])
  const named = files.map(({ displayName, sha256 }) => ({ name: displayName, sha256 }))
  return { waiting: { ...waiting, files, whole: await wholeWith(tx, referral, waiting.note, named) }, returned: null }
}
