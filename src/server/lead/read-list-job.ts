import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Actor } from '#domain/kernel/access'
import type { Tx } from '#platform/db'
import { Prisma } from '#platform/prisma/client'
import { readApart } from '../file/read-apart'
import { storeFile } from '../file/store-file'
import type { ListWork } from '../jobs'
import { query } from '../query'
import { must, Refused } from '../refused'
import type { ListPiece, ReadList, ReadRow } from './hand-over-list'
import { whereImports } from './list-access'
import { giveBack, noteInterruption, noteProgress, openWork, WorkStopped } from './list-work'
import type { GivenMapping } from './read-list'
import { clearStaged, stageRows } from './stage-rows'

const kind = 'readLeadList'
type Found = NonNullable<Awaited<ReturnType<typeof openWork>>>['found']
/** Nobody waits in front of it: a list of 200,000 rows on a slow disk may take its time. */
const limits = { seconds: 600 }

/**
 * Reads an uploaded list once and keeps what was read: its rows, the workbook of those that are sent back, and what there is to say of it.
 * All of it shows at one moment. Stopped, or ended with its worker, it leaves nothing that anybody sees, and what it kept goes with the
 * next work on the list.
 */
export async function readList(job: ListWork, now: Date): Promise<void> {
  const work = await openWork(kind, job, now)
  if (!work) return
  const { actor, found } = work
  const readingId = randomUUID()
  try {
    await query(actor, (tx) => clearStaged(tx, found.id, found.readingId))
    await noteProgress(actor, kind, job, { rowsDone: 0, begunAt: now, endedAt: null })
    const taken = await stageWhole(actor, found, { job, readingId, now })
    await query(actor, (tx) => settle({ tx, actor, now }, found, { job, readingId, ...taken }))
  } catch (error) {
    await query(actor, (tx) => forget(tx, found.id, readingId)).catch(() => undefined)
    if (error instanceof WorkStopped) return
    if (error instanceof Refused && error.refusal.code !== 'storageFull') return giveBack(job, kind, error.refusal, now, actor)
    await noteInterruption(actor, job, error)
    throw error
  }
}

/** Takes away what was kept of a reading that has not come to stand: whose line broke off after it was settled, stands. */
const forget = (tx: Tx, importId: string, readingId: string) =>
  tx.leadImportRow.deleteMany({
    where: { importId, readingId, import: { OR: [{ readingId: null }, { readingId: { not: readingId } }] } },
  })

const askedMapping = (asked: unknown): GivenMapping | null =>
  typeof asked === 'object' && asked !== null && 'mapping' in asked ? (asked.mapping as GivenMapping) : null // written by remapLeadList alone

/** The columns as a person has just assigned them; else those that the source had last time and, where they are others by now, none. */
async function givensOf(actor: Actor, { asked, agencyId, sourceName }: Found): Promise<GivenMapping[]> {
  const given = askedMapping(asked)
  if (given) return [given]
  const remembered = await query(actor, (tx) =>
    tx.leadMapping.findUnique({ where: { agencyId_sourceName: { agencyId, sourceName } }, select: { mapping: true } }),
  )
  return remembered ? [remembered.mapping as GivenMapping, {}] : [{}] // written by this job alone
}

type Reading = { job: ListWork; readingId: string; now: Date }
type Taken = { list: ReadList; workbook: Uint8Array | null }

/** Keeps each piece while the next is being read. Refuses `unreadableFile`. */
async function stageWhole(actor: Actor, found: Found, { job, readingId, now }: Reading): Promise<Taken> {
  const { id: importId, agencyId, regionNo } = found
  const to = { importId, readingId, agencyId, regionNo }
  const parts: Uint8Array[] = []
  let place = 1
  let writing = Promise.resolve()
  const keep = async (rows: ReadRow[], total: number) => {
    const from = place
    place += rows.length
    await stageRows(actor, to, rows, from)
    await noteProgress(actor, kind, job, { rowsDone: from - 1 + rows.length, rowsTotal: total })
  }
  const take = async (given: unknown) => {
    await writing
    const piece = given as ListPiece // what our own reader hands over
    if ('workbook' in piece) parts.push(piece.workbook)
    else writing = keep(piece.rows, piece.total)
    writing.catch(() => undefined) // heard with the next piece, or at the end
  }
  const givens = await givensOf(actor, found)
  const list = must(await readApart('leadList', { file: found.file, givens, now }, { ...limits, take }))
  await writing
  return { list, workbook: parts.length === 0 ? null : new Uint8Array(Buffer.concat(parts)) }
}

type Moment = { tx: Tx; actor: Actor; now: Date }

/** What was read stands from now on in place of what was read before. */
async function settle(
  { tx, actor, now }: Moment,
  found: Found,
  { job, readingId, list, workbook }: Omit<Reading, 'now'> & Taken,
): Promise<void> {
  const { id: importId } = found
  const refusedFileId = workbook && (await keepRefused({ tx, actor, now }, found, workbook))
  const { summary, mapping, given, mark } = list
  const kept = await tx.leadImportRow.count({ where: { importId, readingId } })
  if (kept !== summary.acceptedCount) throw new WorkStopped() // taken for dead, and its rows cleared away by whoever began again
  const done = await tx.leadImport.updateMany({
    where: { id: importId, version: job.version, state: 'reading' },
    data: {
      state: 'uploaded',
      readingId,
      refusedFileId,
      mendsId: mark && (await listOfMark(tx, actor, found, mark)),
      mapping: { ...mapping, ...given },
      list: summary,
      asked: {},
      rowsDone: summary.acceptedCount,
      rowsTotal: summary.acceptedCount,
      endedAt: now,
      trouble: Prisma.DbNull,
    },
  })
  if (done.count === 0) throw new WorkStopped()
  const { agencyId, sourceName, asked } = found
  const byHand = askedMapping(asked)
  if (byHand) {
    await tx.leadMapping.upsert({
      where: { agencyId_sourceName: { agencyId, sourceName } },
      create: { agencyId, sourceName, mapping: byHand, usedAt: now },
      update: { mapping: byHand, usedAt: now },
    })
  }
  await clearStaged(tx, importId, readingId)
}

async function keepRefused({ tx, actor, now }: Moment, { file, regionNo }: Found, bytes: Uint8Array): Promise<string> {
  const mediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  const { id } = await storeFile(
    { tx, actor, now },
    { name: file.displayName, mediaType, bytes },
    { department: 'MI', regionNo, secrecy: 2 },
  )
  return id
}

/** The list of this campaign whose rows were sent back with this mark, if it is one of the actor's. */
async function listOfMark(tx: Tx, actor: Actor, { id, campaignId }: Found, mark: string): Promise<string | null> {
  const [listed] = await tx.leadImport.findMany({
    where: { AND: [{ campaignId, id: { not: id }, batchId: { not: null }, file: { sha256: { startsWith: mark } } }, whereImports(actor)] },
    select: { id: true },
    orderBy: { uploadedAt: 'desc' },
    take: 1,
  })
  return listed?.id ?? null
}
