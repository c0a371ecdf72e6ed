import 'server-only'
import type { BatchState } from '#domain/document/paper-batches'
import type { Actor } from '#domain/kernel/access'
import { refuse } from '#domain/kernel/result'
import { Prisma } from '#platform/prisma/client'
import { whereReadable } from '../../access'
import type { Context } from '../../command'
import { must } from '../../refused'

/** What somebody does with many papers at once is their own. */
export const whereOwnBatches = (actor: Actor) => whereReadable(actor, 'paperBatch')

type Seen = { batchId: string; version: number }
/** The batch in hand, in one of these states. Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export async function findBatch({ tx, actor }: Context, { batchId, version }: Seen, states: readonly BatchState[]) {
  const found = await tx.paperBatch.findFirst({ where: { AND: [{ id: batchId }, whereOwnBatches(actor)] } })
  if (!found) return must(refuse('notFound'))
  if (!states.includes(found.state)) must(refuse('wrongState', { state: found.state }))
  if (found.version !== version) must(refuse('changedMeanwhile'))
  return found
}

/** Moves a batch on from the version the person saw; gives the new one. Refuses `changedMeanwhile`: of two at once, one. */
export async function claimBatch(
  { tx }: Context,
  { id, version, state }: { id: string; version: number; state: BatchState },
  change: Prisma.PaperBatchUncheckedUpdateManyInput,
): Promise<number> {
  const where = { id, version, state }
  const claimed = await tx.paperBatch.updateMany({ where, data: { trouble: Prisma.DbNull, ...change, version: { increment: 1 } } })
  if (claimed.count === 0) must(refuse('changedMeanwhile'))
  return version + 1
}
