import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { isUuid } from '#domain/kernel/uuid'
import { readBytes } from '#platform/files'
import { whereReadable } from '../access'
import { query } from '../query'

/** A Prisma filter for the files that the actor may read: of the own place or institution, uploaded, or material of a readable referral. */
export const whereFileReadable = (actor: Actor) => ({
  OR: [whereReadable(actor, 'storedFile'), { materials: { some: { referral: whereReadable(actor, 'referral') } } }],
})

/** A Prisma filter for the attachments that the actor may read, file and all: a file may have been put to another matter first. */
export const whereAttachmentReadable = (actor: Actor) => ({
  AND: [whereReadable(actor, 'attachment'), { file: whereFileReadable(actor) }],
})

/** A file the actor may read, with its bytes. `null` when it does not exist for this person. */
export async function getFile(actor: Actor, id: string) {
  if (!isUuid(id)) return null
  const file = await query(actor, (tx) =>
    tx.storedFile.findFirst({
      where: { AND: [{ id }, whereFileReadable(actor)] },
      select: { sha256: true, mediaType: true, displayName: true },
    }),
  )
  return file ? { ...file, bytes: await readBytes(file.sha256) } : null
}
