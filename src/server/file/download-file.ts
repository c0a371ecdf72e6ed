import 'server-only'
import { z } from 'zod'
import { refuse } from '#domain/kernel/result'
import { audit } from '#platform/audit'
import { readBytes } from '#platform/files'
import { command } from '../command'
import { must } from '../refused'
import { whereFileReadable } from './queries'

const fileInput = z.strictObject({ fileId: z.uuid() })

/**
 * Hands a file out (下载文件) to whoever may read it. What a person took away is as much part of a file's story as who brought
 * it, so it stands in the trail. Refuses `notFound`, also for a file that is there for others.
 */
export const downloadFile = command('file.download', fileInput, async ({ tx, actor, now }, { fileId }) => {
  const file = await tx.storedFile.findFirst({
    where: { AND: [{ id: fileId }, whereFileReadable(actor)] },
    select: { sha256: true, mediaType: true, displayName: true, secrecy: true },
  })
  if (!file) return must(refuse('notFound'))
  const bytes = await readBytes(file.sha256)
  await audit(tx, {
    at: now,
    actor,
    action: 'file.download',
    subject: { type: 'storedFile', id: fileId },
    change: { name: [null, file.displayName], secrecy: [null, file.secrecy] },
  })
  return { bytes, mediaType: file.mediaType, displayName: file.displayName }
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
