import 'server-only'
import { refuse } from '#domain/kernel/result'
import type { Context } from '../command'
import { must } from '../refused'
import { whereFileReadable } from './queries'

export type MatterFile = { fileId: string; name: string; sha256: string }

/**
 * The files to put to a matter of this secrecy. One that stands with another, less secret matter goes as a second file of the same bytes:
 * put there itself, it would be as secret as its new matter, and gone from the old one before the eyes of those who know it.
 *
 * Refuses `notFound` for a file that the actor cannot read.
 */
export async function filesForMatter(context: Context, secrecy: number, fileIds: readonly string[]): Promise<MatterFile[]> {
  const { tx, actor } = context
  const wanted = [...new Set(fileIds)]
  const files = await tx.storedFile.findMany({ where: { AND: [{ id: { in: wanted } }, whereFileReadable(actor)] } })
  const given: MatterFile[] = []
  for (const id of wanted) {
    const file = files.find((one) => one.id === id) ?? must(refuse('notFound'))
    const stands = file.matterIds.length > 0 && file.secrecy < secrecy
    given.push({ fileId: stands ? await copyFile(context, file) : id, name: file.displayName, sha256: file.sha256 })
  }
  return given
}

/**
 * The same for what some of a matter's readers must not see: each file that stands with any matter goes as a second file of the same bytes,
 * so that none of those to whom it is open there loses it. Refuses `notFound` for a file that the actor cannot read.
 */
export async function filesApart(context: Context, fileIds: readonly string[]): Promise<MatterFile[]> {
  const { tx, actor } = context
  const wanted = [...new Set(fileIds)]
  const files = await tx.storedFile.findMany({ where: { AND: [{ id: { in: wanted } }, whereFileReadable(actor)] } })
  const given: MatterFile[] = []
  for (const id of wanted) {
    const file = files.find((one) => one.id === id) ?? must(refuse('notFound'))
    given.push({ fileId: file.matterIds.length > 0 ? await copyFile(context, file) : id, name: file.displayName, sha256: file.sha256 })
  }
  return given
}

type Kept = { sha256: string; sizeBytes: number; mediaType: string; displayName: string; secrecy: number }

async function copyFile({ tx, actor, now }: Context, { sha256, sizeBytes, mediaType, displayName, secrecy }: Kept): Promise<string> {
  const id = crypto.randomUUID()
  const owner = { uploadedById: actor.userId, uploadedAt: now, department: actor.department, regionNo: actor.regionNo }
  await tx.storedFile.createMany({ data: [{ id, sha256, sizeBytes, mediaType, displayName, secrecy, ...owner }] })
  return id
}
