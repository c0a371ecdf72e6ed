import 'server-only'
import { type Result, refuse } from '#domain/kernel/result'
import { databaseTime } from '#platform/db'
import { actorOfPost } from '../../identity/actor-of-post'
import type { AnswerWork } from '../../jobs'
import { query } from '../../query'
import { WorkStopped } from '../list-work'
import { noteSheet, noteSheetTrouble, openSheetWork, restSheet } from './sheet-work'
import { submitBlock } from './submit-block'

const kind = 'submitLeadAnswers'

/**
 * Sends the ready rows of a sheet to review, a block at a time, each block at one moment with all that belongs to it. Stopped, or ended with
 * its worker, what has gone has gone and the rest waits; it goes on from there, and no row goes twice.
 */
export async function submitAnswerSheet(job: AnswerWork, now: Date): Promise<void> {
  const work = await openSheetWork(kind, job, now)
  if (!work) return
  const { actor, found } = work
  const { sheetId, version } = job
  try {
    if (found.begunAt === null) await query(actor, (tx) => noteSheet(tx, kind, job, { begunAt: now }))
    for (;;) {
      // Each block is an act of its own: whoever was recused, moved or put off since the last one sends no more.
      const sender = await actorOfPost(job.userId, job.postId, await databaseTime())
      const block: Result<{ isLast: boolean }> = sender ? await submitBlock(sender, { sheetId, version }) : refuse('notFound')
      if (!block.ok) return restSheet(kind, job, { trouble: block.refusal, endedAt: now }, actor)
      if (block.value.isLast) return
    }
  } catch (error) {
    if (error instanceof WorkStopped) return
    await noteSheetTrouble(actor, job, error)
    throw error
  }
}
