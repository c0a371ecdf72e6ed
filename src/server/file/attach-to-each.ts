import 'server-only'
import { refuse } from '#domain/kernel/result'
import type { Context } from '../command'
import { must } from '../refused'
import { whereFresh } from './queries'

/** A row, its place and secrecy, and the files that are put to it. */
export type WithFiles = { id: string; regionNo: number; secrecy: number; fileIds: readonly string[] }

/**
 * Puts received files to many rows of one kind, as many to each as it names. The content is kept once; each row has a file and an attachment
 * of its own, so that whoever keeps away from one row keeps away from its file and from no other's. Only what the actor has uploaded and put
 * to nothing yet: a paper of another matter would leave that matter's walls behind. Each is at least as secret as what was received. Refuses
 * `notFound` for any other file.
 */
export async function attachToEach({ tx, actor, now }: Context, type: string, kind: string, rows: readonly WithFiles[]): Promise<void> {
  const wanted = [...new Set(rows.flatMap(({ fileIds }) => fileIds))]
  if (wanted.length === 0) return
  const found = await tx.storedFile.findMany({
    where: { AND: [{ id: { in: wanted } }, whereFresh(actor)] },
    select: { id: true, sha256: true, sizeBytes: true, mediaType: true, displayName: true, secrecy: true, institutionId: true },
  })
  if (found.length !== wanted.length) must(refuse('notFound'))
  const contents = new Map(found.map(({ id, ...content }) => [id, content]))
  const placed = rows.flatMap(({ id, regionNo, secrecy, fileIds }) =>
    fileIds.map((fileId) => ({
      ...{ subjectId: id, scope: { department: actor.department, regionNo, secrecy }, id: crypto.randomUUID() },
      content: contents.get(fileId) ?? must(refuse('notFound')),
    })),
  )
  await tx.storedFile.createMany({
    data: placed.map(({ id, scope, content }) => ({
      ...{ ...content, ...scope, id, uploadedById: actor.userId, uploadedAt: now },
      secrecy: Math.max(content.secrecy, scope.secrecy),
    })),
  })
  await tx.attachment.createMany({
    data: placed.map(({ id, subjectId, scope, content }) => ({
      ...{ ...scope, subjectType: type, subjectId, kind, title: content.displayName },
      ...{ fileId: id, addedById: actor.userId, addedAt: now },
    })),
  })
}
