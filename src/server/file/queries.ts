import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { whereReadable } from '../access'

/** A Prisma filter for the files that the actor may read: of the own place or institution, uploaded, or material of a readable referral. */
export const whereFileReadable = (actor: Actor) => ({
  OR: [whereReadable(actor, 'storedFile'), { materials: { some: { referral: whereReadable(actor, 'referral') } } }],
})

/** A Prisma filter for the attachments that the actor may read, file and all: a file may have been put to another matter first. */
export const whereAttachmentReadable = (actor: Actor) => ({
  AND: [whereReadable(actor, 'attachment'), { file: whereFileReadable(actor) }],
})
