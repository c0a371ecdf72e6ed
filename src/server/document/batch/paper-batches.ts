import 'server-only'
import { isPenaltyKind, penaltyKinds } from '#domain/document/kinds-of-penalties'
import { batchInput, draftBatchInput, issueBatchInput, mostPapers, sharedParts, startBatchInput } from '#domain/document/paper-batches'
import { refuse } from '#domain/kernel/result'
import { audit } from '#platform/audit'
import { plan } from '#platform/outbox'
import { Prisma } from '#platform/prisma/client'
import { whereReadable } from '../../access'
import { type Context, command } from '../../command'
import type { Job } from '../../jobs'
import { must } from '../../refused'
import { whereToSign } from '../queries'
import { claimBatch, findBatch } from './batch-access'

/**
 * Chooses the cases for which a paper is drafted (选择案件成批起草). What is said alike in each is asked for next. Refuses `notFound` when one of
 * them is out of reach, `tooMany`.
 */
export const chooseCases = command('document.chooseCases', draftBatchInput, async (context, { caseIds, kind }) => {
  const { tx, actor } = context
  const found = await tx.case.findMany({
    where: { AND: [{ id: { in: caseIds } }, ofOwnAgency(actor), whereReadable(actor, 'case')] },
    select: { id: true },
    orderBy: { number: 'asc' },
  })
  allThere(caseIds, found.length)
  return open(
    context,
    { act: 'draft', kind },
    found.map(({ id }) => ({ caseId: id })),
  )
})

/** Chooses the drafts that are issued (选择草稿成批签发), each as it was seen. Refuses `notFound` when one is no draft in reach, `tooMany`. */
export const chooseDrafts = command('document.chooseDrafts', issueBatchInput, async (context, { documentIds }) => {
  const { tx, actor } = context
  const found = await tx.officialDocument.findMany({
    where: { AND: [{ id: { in: documentIds } }, whereToSign, ofOwnAgency(actor), whereReadable(actor, 'officialDocument')] },
    select: { id: true, subjectId: true, revision: true },
    orderBy: { id: 'asc' },
  })
  allThere(documentIds, found.length)
  return open(
    context,
    { act: 'issue', kind: null },
    found.map(({ id, subjectId, revision }) => ({ caseId: subjectId, documentId: id, revision })),
  )
})

/** Papers are an agency's: of another's cases within reach it writes and issues none. */
const ofOwnAgency = ({ agencyId }: Context['actor']) => ({ agencyId: { in: agencyId === null ? [] : [agencyId] } })

function allThere(ids: readonly string[], found: number): void {
  if (ids.length > mostPapers) must(refuse('tooMany', { limit: mostPapers }))
  if (found !== new Set(ids).size) must(refuse('notFound'))
}

/**
 * Chooses anew what could not be done in a batch that is over (重办未办的), as it is now: drafts that still wait, cases that have had no such paper
 * since. What came of the first stays there. Refuses as `findBatch`, `notFound` when nothing is left,
 * `changedMeanwhile`.
 */
export const retryBatch = command('document.retryBatch', batchInput, async (context, seen) => {
  const { tx, actor } = context
  const found = await findBatch(context, seen, ['stopped', 'done'])
  const { id, act, kind, words, openedAt } = found
  const failed = await tx.paperBatchItem.findMany({
    where: { AND: [{ batchId: id, state: 'failed' }, { case: { AND: [ofOwnAgency(actor), whereReadable(actor, 'case')] } }] },
    orderBy: { seq: 'asc' },
  })
  const documentIds = failed.flatMap(({ documentId }) => documentId ?? [])
  const ofThem = act === 'issue' ? { id: { in: documentIds }, ...whereToSign } : { kind: kind ?? '', generatedAt: { gte: openedAt } }
  const papers = await tx.officialDocument.findMany({
    where: {
      AND: [
        { subjectType: 'case', subjectId: { in: failed.map(({ caseId }) => caseId) }, state: { not: 'voided' }, ...ofThem },
        whereReadable(actor, 'officialDocument'),
      ],
    },
    select: { id: true, subjectId: true, revision: true },
  })
  const left = failed.flatMap(({ caseId, documentId }): Chosen[] => {
    if (act === 'draft') return papers.some(({ subjectId }) => subjectId === caseId) ? [] : [{ caseId }]
    const paper = papers.find((one) => one.id === documentId)
    return paper ? [{ caseId, documentId: paper.id, revision: paper.revision }] : []
  })
  if (left.length === 0) must(refuse('notFound'))
  // Of two that choose anew at once, one does.
  await claimBatch(context, found, { trouble: found.trouble ?? Prisma.DbNull })
  return open(context, { act, kind, words: words ?? {} }, left)
})

type Chosen = { caseId: string; documentId?: string; revision?: number }
async function open(
  context: Context,
  what: Pick<Prisma.PaperBatchUncheckedCreateInput, 'act' | 'kind' | 'words'>,
  chosen: readonly Chosen[],
) {
  const { tx, actor, now } = context
  const { agencyId, department, regionNo, userId } = actor
  if (agencyId === null || department === null) return must(refuse('notFound'))
  const { id: batchId } = await tx.paperBatch.create({
    data: { ...what, agencyId, department, regionNo, userId, openedAt: now, rowsTotal: chosen.length },
    select: { id: true },
  })
  await tx.paperBatchItem.createMany({ data: chosen.map((one, index) => ({ batchId, seq: index + 1, ...one })) })
  await record(context, what.act === 'draft' ? 'chooseCases' : 'chooseDrafts', batchId, { papers: [null, chosen.length] })
  return { batchId }
}

/**
 * Begins with the papers of a batch, or goes on with what is left after a stop. Of drafts, what is said alike in each comes with the beginning.
 * Refuses as `findBatch`, `unknownField`. Commits together: the batch, its job, the audit entry.
 */
export const startBatch = command('document.startBatch', startBatchInput, async (context, { batchId, version, ...words }) => {
  const { tx, actor, now } = context
  const found = await findBatch(context, { batchId, version }, ['open', 'stopped'])
  const names = found.kind !== null && isPenaltyKind(found.kind) ? sharedParts(found.kind).map(({ name }) => name) : []
  const unknown = Object.keys(words).filter((name) => !names.includes(name))
  if (unknown.length > 0) must(refuse('unknownField', { fields: unknown }))
  if (actor.postId === null) return must(refuse('notFound'))
  const said = Object.fromEntries(Object.entries(words).filter(([, word]) => word !== ''))
  const begun = await claimBatch(context, found, {
    ...{ state: 'working', begunAt: null, endedAt: null },
    ...(found.state === 'open' ? { words: said } : {}),
  })
  const job: Job = { kind: 'workOnPapers', batchId, version: begun, userId: actor.userId, postId: actor.postId }
  await plan(tx, job, { dedupeKey: `${batchId}:${begun}`, runAt: now })
  const kind = found.kind !== null && isPenaltyKind(found.kind) ? penaltyKinds[found.kind].name : null
  await record(context, 'startBatch', batchId, { kind: [null, kind], papers: [null, found.rowsTotal - found.rowsDone] })
})

/** Stops: what has been drafted or issued stands with its number, the rest is as it was. Refuses as `findBatch`. */
export const stopBatch = command('document.stopBatch', batchInput, async (context, seen) => {
  const found = await findBatch(context, seen, ['working'])
  await claimBatch(context, found, { state: 'stopped', endedAt: context.now })
  await record(context, 'stopBatch', found.id, { papers: [null, found.rowsDone] })
})

const record = (
  { tx, actor, now, requestId }: Context,
  step: 'chooseCases' | 'chooseDrafts' | 'startBatch' | 'stopBatch',
  id: string,
  change: Record<string, readonly [unknown, unknown]>,
) => audit(tx, { at: now, actor, action: `document.${step}`, subject: { type: 'paperBatch', id }, change, requestId })
