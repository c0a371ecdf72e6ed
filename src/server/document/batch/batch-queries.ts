import 'server-only'
import { blanksIn } from '#domain/document/blanks'
import { isPenaltyKind, penaltyKinds } from '#domain/document/kinds-of-penalties'
import { mostPapers, sharedParts } from '#domain/document/paper-batches'
import type { Actor } from '#domain/kernel/access'
import { ok, type Refusal, type Result, refuse } from '#domain/kernel/result'
import { isUuid } from '#domain/kernel/uuid'
import { whereReadable } from '../../access'
import { query } from '../../query'
import { type DocumentFilter, whereDocuments } from '../queries'
import { whereOwnBatches } from './batch-access'

/** A batch as its page shows it, each paper with what came of it. `null` when it is not this person's own. */
export const getBatch = (actor: Actor, id: string) =>
  query(actor, async (tx) => {
    if (!isUuid(id)) return null
    const found = await tx.paperBatch.findFirst({ where: { AND: [{ id }, whereOwnBatches(actor)] } })
    if (!found) return null
    const items = await tx.paperBatchItem.findMany({
      where: { AND: [{ batchId: id }, { case: whereReadable(actor, 'case') }] },
      include: {
        case: { select: { number: true, partyName: true } },
        document: { select: { kind: true } },
      },
      orderBy: { seq: 'asc' },
    })
    const begun = found.state === 'working' || found.state === 'done'
    const waiting = begun ? [] : items.flatMap(({ state, documentId }) => (state === 'waiting' && documentId !== null ? [documentId] : []))
    const drafts = await tx.officialDocument.findMany({
      where: { AND: [{ id: { in: waiting }, state: 'draft' }, whereReadable(actor, 'officialDocument')] },
      select: { id: true, input: true },
    })
    const missing = new Map(drafts.map(({ id: draft, input }) => [draft, blanksIn(input)]))
    const kind = found.kind !== null && isPenaltyKind(found.kind) ? found.kind : null
    return {
      ...found,
      words: found.words as Record<string, string>, // written by `startBatch` alone
      trouble: found.trouble as Refusal | null, // written by the work on the batch alone
      fields: kind === null ? [] : sharedParts(kind),
      kindName: kind && penaltyKinds[kind].name,
      items: items.map(({ document, trouble, ...item }) => ({
        ...item,
        kind: document?.kind ?? found.kind ?? '',
        trouble: trouble as Refusal | null, // as above
        missing: missing.get(item.documentId ?? '') ?? [],
      })),
    }
  })
export type BatchView = NonNullable<Awaited<ReturnType<typeof getBatch>>>

/** The newest, on one page. Whoever shows as many says so. */
export const batchesListed = 50

/** What this person has drafted or issued together, the newest first: how much of each is done, left and could not be done. */
export const listBatches = (actor: Actor) =>
  query(actor, async (tx) => {
    const batches = await tx.paperBatch.findMany({
      where: whereOwnBatches(actor),
      select: { id: true, act: true, kind: true, state: true, version: true, openedAt: true, rowsDone: true, rowsTotal: true },
      orderBy: { openedAt: 'desc' },
      take: batchesListed,
    })
    const failed = await tx.paperBatchItem.groupBy({
      by: ['batchId'],
      where: { batchId: { in: batches.map(({ id }) => id) }, state: 'failed' },
      _count: true,
    })
    return batches.map(({ kind, rowsDone, rowsTotal, ...batch }) => {
      const left = failed.find(({ batchId }) => batchId === batch.id)?._count ?? 0
      const kindName = kind !== null && isPenaltyKind(kind) ? penaltyKinds[kind].name : null
      return { ...batch, kindName, total: rowsTotal, done: rowsDone - left, failed: left, waiting: rowsTotal - rowsDone }
    })
  })

/** How far a batch has come, for its page to ask again and again. `null` when it is not this person's own. */
export const getBatchProgress = (actor: Actor, id: string) =>
  query(actor, async (tx) => {
    if (!isUuid(id)) return null
    const found = await tx.paperBatch.findFirst({
      where: { AND: [{ id }, whereOwnBatches(actor)] },
      select: { state: true, rowsDone: true, rowsTotal: true, begunAt: true, endedAt: true, trouble: true },
    })
    return found && { ...found, trouble: found.trouble as Refusal | null } // as above
  })

/** The drafts that a filter matches now; `expected` is how many the person was told of. Refuses `tooMany`, `changedMeanwhile`. */
export const draftsMatching = (actor: Actor, filter: DocumentFilter, expected: number): Promise<Result<string[]>> =>
  query(actor, async (tx): Promise<Result<string[]>> => {
    const most = expected === mostPapers ? mostPapers : mostPapers + 1
    const found = await tx.officialDocument.findMany({
      where: whereDocuments(actor, { ...filter, view: 'sign' }),
      select: { id: true },
      orderBy: { id: 'desc' },
      take: most,
    })
    if (found.length > mostPapers) return refuse('tooMany', { limit: mostPapers })
    if (found.length !== expected) return refuse('changedMeanwhile')
    return ok(found.map(({ id }) => id))
  })
