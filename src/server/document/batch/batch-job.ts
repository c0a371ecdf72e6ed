import 'server-only'
import type { Actor } from '#domain/kernel/access'
import type { Refusal, Result } from '#domain/kernel/result'
import { asActor, databaseTime } from '#platform/db'
import { rowContext, whereReadable } from '../../access'
import { actorOfPost } from '../../identity/actor-of-post'
import { asOneself } from '../../identity/oneself'
import type { PaperBatchWork } from '../../jobs'
import { query } from '../../query'
import { whereOwnBatches } from './batch-access'
import { doPaper, endBatch, leavePaper } from './next-paper'

/**
 * Drafts or issues the papers of a batch one after the other, each in a transaction of its own with its number. Stopped, or ended with its
 * worker, what was done stands and the rest waits; it goes on from there, no number is given twice and none is left out.
 */
export async function workOnBatch({ batchId, version, userId, postId }: PaperBatchWork, now: Date): Promise<void> {
  const where = { id: batchId, version, state: 'working' as const }
  const actor = await actorOfPost(userId, postId, now)
  const begun = actor && (await begin(actor, where, now))
  if (!actor || begun !== 1) {
    const data = { trouble: { code: 'notFound' }, state: 'stopped' as const, endedAt: now } // whoever asked may no longer work on it
    await asActor(actor ? rowContext(actor) : asOneself(userId), (tx) => tx.paperBatch.updateMany({ where, data }))
    return
  }
  try {
    // Each paper is an act: whoever was recused, moved or put off since the last one does no more.
    while (await doNext(await actorOfPost(userId, postId, await databaseTime()), { batchId, version })) {}
  } catch (error) {
    const trouble: Refusal = { code: 'workInterrupted' }
    await query(actor, (tx) => tx.paperBatch.updateMany({ where, data: { trouble } })).catch(() => undefined)
    throw error
  }
}

const begin = async (actor: Actor, where: { id: string; version: number; state: 'working' }, now: Date) =>
  (await query(actor, (tx) => tx.paperBatch.updateMany({ where: { AND: [where, whereOwnBatches(actor)] }, data: { begunAt: now } }))).count

/** Whether there may be more. */
async function doNext(actor: Actor | null, batch: { batchId: string; version: number }): Promise<boolean> {
  if (!actor) return false
  const next = await query(actor, (tx) =>
    tx.paperBatchItem.findFirst({
      where: { AND: [{ batchId: batch.batchId, state: 'waiting' }, { case: whereReadable(actor, 'case') }] },
      select: { id: true },
      orderBy: { seq: 'asc' },
    }),
  )
  if (!next) {
    await endBatch(actor, batch)
    return false
  }
  const item = { ...batch, itemId: next.id }
  const did: Result<{ goesOn: boolean }> = await doPaper(actor, item)
  const noted = did.ok ? did : await leavePaper(actor, item, did.refusal)
  return noted.ok && noted.value.goesOn
}
