import 'server-only'
import { z } from 'zod'
import { renderPdf } from '#documents/templates'
import { documentKinds, type HouseDocumentKind, isHouseKind } from '#domain/document/kinds'
import { refuse } from '#domain/kernel/result'
import { audit } from '#platform/audit'
import { readFonts } from '#platform/fonts'
import { plan } from '#platform/outbox'
import type { Prisma } from '#platform/prisma/client'
import { whereReadable } from '../access'
import { type Context, preparedCommand } from '../command'
import { storeFile } from '../file/store-file'
import { actorOfPost } from '../identity/actor-of-post'
import type { Job, SealWork } from '../jobs'
import { query } from '../query'
import { must } from '../refused'
import { openParts } from './sealed-parts'

const sealInput = z.strictObject({ documentId: z.uuid() })

/** The pages of an issued paper as they are kept. */
export type Seal = { sha256: string; pages: number; sealedAt: Date }
export const sealParts = { sha256: true, pages: true, sealedAt: true } as const

/**
 * Seals an issued paper (封存版面): its pages are set once, from the words that were issued, and kept with their hash; the trail has the hash
 * too. A paper that is sealed stays as it is. The pages are set before the transaction. Refuses `notFound`, also for a draft.
 * Commits together: the file, the seal, the audit entry.
 */
export const sealPaper = preparedCommand(
  'document.seal',
  sealInput,
  async ({ actor }, { documentId }) => {
    const paper = await query(actor, (tx) =>
      tx.officialDocument.findFirst({ where: whereIssued(actor, documentId), include: { seal: true } }),
    )
    if (!paper || !isHouseKind(paper.kind) || paper.seal) return null
    return renderPdf(paper.kind, openParts(paper.subjectId, paper.input), await readFonts())
  },
  async (context, { documentId }, set): Promise<Seal> => {
    const { tx, actor } = context
    // Two who ask at once: the second finds what the first has sealed.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`paper_seal:${documentId}`}, 78))`
    const paper = await tx.officialDocument.findFirst({ where: whereIssued(actor, documentId), include: { seal: { select: sealParts } } })
    if (!paper || !isHouseKind(paper.kind)) return must(refuse('notFound'))
    return paper.seal ?? keepPages(context, { ...paper, kind: paper.kind }, set ?? must(refuse('changedMeanwhile')))
  },
)

/** Also one that was written anew since, and so voided: it was issued, for only then has a paper a number. */
const whereIssued = (actor: Context['actor'], id: string) => ({
  AND: [
    { id, OR: [{ state: 'issued' as const }, { state: 'voided' as const, number: { not: null } }] },
    whereReadable(actor, 'officialDocument'),
  ],
})

/** The paper was issued, and stays that when another takes its place. */
export const wasIssued = ({ state, number }: { state: string; number: string | null }): boolean =>
  state === 'issued' || (state === 'voided' && number !== null)

type Issued = Omit<Prisma.OfficialDocumentGetPayload<object>, 'kind'> & { kind: HouseDocumentKind }

async function keepPages(context: Context, paper: Issued, { bytes, pages }: { bytes: Uint8Array; pages: number }): Promise<Seal> {
  const { tx, actor, now, requestId } = context
  const { department, regionNo, secrecy } = paper
  const file = { name: `${paper.title}.pdf`, mediaType: 'application/pdf', bytes }
  // Of whoever wrote the paper: who merely opened it first keeps no way to its file.
  const author = { ...actor, userId: paper.generatedById }
  const { id: fileId, sha256 } = await storeFile({ tx, actor: author, now }, file, { department, regionNo, secrecy })
  const seal = { sha256, pages, sealedAt: now }
  await tx.paperSeal.create({ data: { documentId: paper.id, fileId, ...seal } })
  await audit(tx, {
    at: now,
    actor,
    action: 'document.seal',
    subject: { type: paper.subjectType, id: paper.subjectId },
    change: { kind: [null, documentKinds[paper.kind].name], number: [null, paper.number], sha256: [null, sha256] },
    requestId,
  })
  return seal
}

/** Has the paper sealed once it is issued: not before its number is given back, for setting pages takes longer than giving a number. */
export async function planSeal({ tx, actor, now }: Context, documentId: string): Promise<void> {
  const job: Job = { kind: 'sealPaper', documentId, userId: actor.userId, postId: actor.postId }
  await plan(tx, job, { dedupeKey: documentId, runAt: now })
}

/**
 * The job: nothing where whoever issued it may see it no more; then it is sealed by whoever opens it first. Where the pages could not be kept,
 * for there was no room, it fails and is taken up again.
 */
export async function sealIssued({ documentId, userId, postId }: SealWork, now: Date): Promise<void> {
  const actor = await actorOfPost(userId, postId, now)
  if (!actor) return
  const sealed = await sealPaper(actor, { documentId })
  if (!sealed.ok && sealed.refusal.code !== 'notFound')
    throw new Error(`the pages of paper ${documentId} were not kept: ${sealed.refusal.code}`)
}
