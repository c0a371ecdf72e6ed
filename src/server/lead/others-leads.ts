import 'server-only'
import type { Actor } from '#domain/kernel/access'
import type { Tx } from '#platform/db'
import { whereReadable } from '../access'

/** Of leads on which the actor cannot act, the numbers of those that they see; of the others there is nothing to say but how many. */
export async function othersLeads(tx: Tx, actor: Actor, ids: readonly string[]): Promise<{ numbers: string[]; unseen: number }> {
  if (ids.length === 0) return { numbers: [], unseen: 0 }
  const where = { AND: [{ id: { in: [...ids] } }, whereReadable(actor, 'lead')] }
  const numbers = (await tx.lead.findMany({ where, select: { number: true }, orderBy: { number: 'asc' } })).map(({ number }) => number)
  return { numbers, unseen: ids.length - numbers.length }
}
