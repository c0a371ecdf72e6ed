import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { whereParentOf, whereReadable } from '../access'
import { query } from '../query'

/** A Prisma filter for the files that the actor may read: of the own place or institution, uploaded, or material of a readable referral. */
export const whereFileReadable = (actor: Actor) => ({
  OR: [whereReadable(actor, 'storedFile'), { materials: { some: { referral: whereParentOf(actor, 'referralMaterial') } } }],
})

/** A Prisma filter for what the actor has uploaded and put to nothing yet: it has no walls but its own, and may take on those of any matter. */
export const whereFresh = (actor: Actor) => ({
  AND: [whereFileReadable(actor), { uploadedById: actor.userId, matterIds: { isEmpty: true } }],
})

/** A Prisma filter for the attachments that the actor may read, file and all: a file may have been put to another matter first. */
export const whereAttachmentReadable = (actor: Actor) => ({
  AND: [whereReadable(actor, 'attachment'), { file: whereFileReadable(actor) }],
})

/** Those of the files that are there for the actor, by name. */
export const namesOfFiles = (actor: Actor, ids: readonly string[]): Promise<{ id: string; name: string }[]> =>
  query(actor, async (tx) => {
    const files = await tx.storedFile.findMany({
      where: { AND: [{ id: { in: [...ids] } }, whereFileReadable(actor)] },
      select: { id: true, displayName: true },
    })
    return files.map(({ id, displayName }) => ({ id, name: displayName }))
  })
