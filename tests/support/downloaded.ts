import type { Actor } from '#domain/kernel/access'
import { readBytes } from '#platform/files'
import { downloadFile } from '#server/file/download-file'

/** The file as this person gets it, whole; `null` when it does not exist for them. */
export async function downloaded(actor: Actor, fileId: string) {
  const outcome = await downloadFile(actor, { fileId })
  return outcome.ok ? { ...outcome.value, bytes: outcome.value.bytes ?? (await readBytes(outcome.value.sha256)) } : null
}
