import 'server-only'
import { z } from 'zod'
import { refuse } from '#domain/kernel/result'
import { audit } from '#platform/audit'
import { keptLength, readBytes } from '#platform/files'
import { command } from '../command'
import { must } from '../refused'
import { whereFileReadable } from './queries'

const fileInput = z.strictObject({ fileId: z.uuid() })

/** `from`: where a download goes on that was broken off. */
const downloadInput = fileInput.extend({ from: z.int().nonnegative().default(0) })

/** What is handed out at once, and not read again as it goes out. */
const atOnceBytes = 1024 * 1024
/** A download that goes on within this time is the same one. */
const sameDownloadMs = 10 * 60_000

/**
 * Hands a file out (下载文件) to whoever may read it: its bytes where it is short, otherwise what to read it by. What a person took away is as
 * much part of a file's story as who brought it, so it stands in the trail, once for a download that goes on where it broke off. Refuses
 * `notFound`, also for a file that is there for others.
 */
export const downloadFile = command('file.download', downloadInput, async ({ tx, actor, now }, { fileId, from }) => {
  const file = await tx.storedFile.findFirst({
    where: { AND: [{ id: fileId }, whereFileReadable(actor)] },
    select: { sha256: true, sizeBytes: true, mediaType: true, displayName: true, secrecy: true },
  })
  if (!file) return must(refuse('notFound'))
  const { sha256, sizeBytes, mediaType, displayName } = file
  const bytes = sizeBytes <= atOnceBytes ? await readBytes(sha256) : null
  if ((bytes?.byteLength ?? (await keptLength(sha256))) !== sizeBytes) throw new Error(`stored file is not as long as it was: ${sha256}`)
  const line = { action: 'file.download', subjectType: 'storedFile', subjectId: fileId, actorId: actor.userId }
  const since = new Date(now.getTime() - sameDownloadMs)
  const goesOn = from > 0 && (await tx.auditEntry.findFirst({ where: { ...line, at: { gt: since } }, select: { id: true } }))
  if (!goesOn) {
    await audit(tx, {
      at: now,
      actor,
      action: 'file.download',
      subject: { type: 'storedFile', id: fileId },
      change: { name: [null, displayName], secrecy: [null, file.secrecy] },
    })
  }
  return { bytes, sha256, sizeBytes, mediaType, displayName }
})

/**
 * Writes down that a person asked for a file that does not exist for them. It stands with the person, whether the file exists or not:
 * an id that was guessed leaves no line of its own.
 */
export const refuseFile = command('file.refuse', fileInput, async ({ tx, actor, now }, { fileId }) => {
  await audit(tx, {
    at: now,
    actor,
    action: 'file.refuse',
    subject: { type: 'account', id: actor.userId },
    change: { file: [null, fileId] },
  })
})
