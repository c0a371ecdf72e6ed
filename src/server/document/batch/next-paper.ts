import 'server-only'
import { z } from 'zod'
import { isPenaltyKind } from '#domain/document/kinds-of-penalties'
import { batchInput, batchItemInput } from '#domain/document/paper-batches'
import { type Refusal, type Result, refuse } from '#domain/kernel/result'
import { Prisma } from '#platform/prisma/client'
import { whereReadable } from '../../access'
import { type Context, jobCommand } from '../../command'
import { must } from '../../refused'
import { draftOfCase, issueOfCase } from '../case-papers'
import { whereOwnBatches } from './batch-access'

type Item = z.infer<typeof batchItemInput>
/** What a job of several papers goes by: nobody wants it any longer, or another does it. */
type GoesOn = { goesOn: boolean }

/**
 * Drafts or issues one paper of a batch, by the rules of a single one on the case as it is in this transaction. Refuses as `draftCasePaper` and
 * `issueCasePaper`. Commits together: the paper with its number, its line, how far the batch has come.
 */
export const doPaper = jobCommand('document.doPaper', batchItemInput, async (context, item): Promise<GoesOn> => {
  const batch = await holdBatch(context, item)
  if (!batch) return { goesOn: false }
  const found = await findWaiting(context, item)
  if (!found) return { goesOn: true }
  const { documentId, revision } = found
  if (batch.act === 'issue') {
    if (documentId === null || revision === null) return must(refuse('notFound'))
    const number = await issueOfCase(context, { documentId, version: revision })
    await note(context, item, { state: 'done', number })
  } else {
    if (batch.kind === null || !isPenaltyKind(batch.kind)) return must(refuse('notFound'))
    const drafted = await draftOfCase(context, found.caseId, batch.kind, batch.words)
    await note(context, item, { state: 'done', documentId: drafted })
  }
  return { goesOn: true }
})

const troubleInput = batchItemInput.extend({ trouble: z.custom<Refusal>() })
const leave = jobCommand('document.leavePaper', troubleInput, async (context, { trouble, ...item }): Promise<GoesOn> => {
  if (!(await holdBatch(context, item))) return { goesOn: false }
  if (await findWaiting(context, item)) await note(context, item, { state: 'failed', trouble })
  return { goesOn: true }
})

/** Leaves a paper as it is, and says why: the others go on without it. */
export const leavePaper = (...[actor, item, trouble]: [Parameters<typeof leave>[0], Item, Refusal]): Promise<Result<GoesOn>> =>
  leave(actor, { ...item, trouble })

/** Says that none is left. */
export const endBatch = jobCommand('document.endBatch', batchInput, async (context, seen) => {
  if (await holdBatch(context, seen))
    await context.tx.paperBatch.update({
      where: { id: seen.batchId },
      data: { state: 'done', endedAt: context.now, trouble: Prisma.DbNull },
    })
})

type Held = { act: 'draft' | 'issue'; kind: string | null; words: Record<string, string> }
/** Of two workers at one batch the second waits here, and then goes on after the first; or learns that nobody wants it any longer. */
async function holdBatch({ tx, actor }: Context, { batchId, version }: { batchId: string; version: number }): Promise<Held | null> {
  const where = { id: batchId, version, state: 'working' as const }
  await tx.$queryRaw`SELECT id::text FROM paper_batch WHERE id = ${batchId}::uuid FOR UPDATE`
  const held = await tx.paperBatch.findFirst({
    where: { AND: [where, whereOwnBatches(actor)] },
    select: { act: true, kind: true, words: true },
  })
  return held && { ...held, words: held.words as Record<string, string> } // written by `startBatch` alone
}

const findWaiting = ({ tx, actor }: Context, { batchId, itemId }: Item) =>
  tx.paperBatchItem.findFirst({
    where: { AND: [{ id: itemId, batchId, state: 'waiting' }, { case: whereReadable(actor, 'case') }] },
    select: { caseId: true, documentId: true, revision: true },
  })

type Outcome = { state: 'done'; number?: string | null; documentId?: string } | { state: 'failed'; trouble: Refusal }
async function note({ tx }: Context, { batchId, itemId }: Item, outcome: Outcome): Promise<void> {
  await tx.paperBatchItem.update({ where: { id: itemId }, data: outcome })
  await tx.paperBatch.update({ where: { id: batchId }, data: { rowsDone: { increment: 1 } } })
}
