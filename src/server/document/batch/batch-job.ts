import 'server-only'
import type { Actor } from '#domain/kernel/access'
import type { Refusal, Result } from '#domain/kernel/result'
import { asActor, databaseTime } from '#platform/db'
import { Prisma } from '#platform/prisma/client'
import { rowContext, whereReadable } from '../../access'
import { actorOfPost } from '../../identity/actor-of-post'
import { asOneself } from '../../identity/oneself'
import type { PaperBatchWork } from '../../jobs'
import { logFault } from '../../log'
import { query } from '../../query'
import { whereOwnBatches } from './batch-access'
import { doPaper, endBatch, leavePaper } from './next-paper'

/**
 * Drafts or issues the papers of a batch one after the other, each in a transaction of its own with its number. Stopped, or ended with its
 * worker, what was done stands and the rest waits; it goes on from there, no number is given twice and none is left out.
 */
export async function workOnBatch(work: PaperBatchWork, now: Date): Promise<void> {
  const { batchId, version, userId, postId } = work
  const actor = await actorOfPost(userId, postId, now)
  const fell = actor && (await begin(actor, work, now))
  if (!actor || fell === null) return endLost(work, actor, now)
  try {
    // Each paper is an act: whoever was recused, moved or put off since the last one does no more.
    for (;;) {
      const at = await databaseTime()
      const one = await actorOfPost(userId, postId, at)
      if (!one) return await endLost(work, null, at)
      if (!(await doNext(one, { batchId, version }, fell))) return
    }
  } catch (error) {
    await query(actor, (tx) => tx.paperBatch.updateMany({ where: inHand(work), data: { trouble: fault } })).catch(() => undefined)
    throw error
  }
}

const fault: Refusal = { code: 'workInterrupted' }
const inHand = ({ batchId, version }: Pick<PaperBatchWork, 'batchId' | 'version'>) => ({ id: batchId, version, state: 'working' as const })

/** Takes a batch in hand; says whether it fell before. `null` where it is not to be worked on, or no longer within reach. */
const begin = (actor: Actor, work: PaperBatchWork, now: Date): Promise<boolean | null> =>
  query(actor, async (tx) => {
    const where = { AND: [inHand(work), whereOwnBatches(actor)] }
    const found = await tx.paperBatch.findFirst({ where, select: { trouble: true } })
    const data = { begunAt: now, trouble: Prisma.DbNull }
    return found && (await tx.paperBatch.updateMany({ where, data })).count === 1 ? found.trouble !== null : null
  })

/** Whoever asked may no longer work on it: the batch ends, and its worker with it. */
async function endLost(work: PaperBatchWork, actor: Actor | null, at: Date): Promise<void> {
  const data = { trouble: { code: 'notFound' }, state: 'stopped' as const, endedAt: at }
  const where = inHand(work)
  await asActor(actor ? rowContext(actor) : asOneself(work.userId), (tx) => tx.paperBatch.updateMany({ where, data }))
}

/** Whether there may be more. */
async function doNext(actor: Actor, batch: { batchId: string; version: number }, fell: boolean): Promise<boolean> {
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
  const did: Result<{ goesOn: boolean }> = fell ? await doAgain(actor, item) : await doPaper(actor, item)
  const noted = did.ok ? did : await leavePaper(actor, item, did.refusal)
  return noted.ok && noted.value.goesOn
}

/** After a rest for all, a paper that falls twice is left, and the others go on without it. */
async function doAgain(...[actor, item]: Parameters<typeof doPaper>): Promise<Result<{ goesOn: boolean }>> {
  for (const once of [true, false])
    try {
      return await doPaper(actor, item)
    } catch (error) {
      logFault({ where: 'document.doPaper', error })
      if (!once) break
    }
  return { ok: false, refusal: fault }
}
