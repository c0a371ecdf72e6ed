import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { isUuid } from '#domain/kernel/uuid'
import { readBytes } from '#platform/files'
import { query } from '../query'

/** A file the actor may read, with its bytes. `null` when it does not exist for this person. The row policy decides: own, institution's, or material of a readable referral. */
export async function getFile(actor: Actor, id: string) {
  if (!isUuid(id)) return null
  const file = await query(actor, (tx) =>
    tx.storedFile.findFirst({ where: { id }, select: { sha256: true, mediaType: true, displayName: true } }),
  )
  return file ? { ...file, bytes: await readBytes(file.sha256) } : null
}
