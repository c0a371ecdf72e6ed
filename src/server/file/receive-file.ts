import 'server-only'
import { z } from 'zod'
import { refuse } from '#domain/kernel/result'
import { audit } from '#platform/audit'
import { inspectEvidence } from '#platform/reading/evidence'
import { command } from '../command'
import { must } from '../refused'
import { storeFile } from './store-file'

const receiveFileInput = z.strictObject({
  name: z.string().min(1).max(500),
  bytes: z.instanceof(Uint8Array),
})

/**
 * Keeps an uploaded file, told by its content, for a form that will carry its id. Belongs to the uploader's agency or institution.
 *
 * Refuses `unreadableFile` with the reading code (E-FILE-…) and what fills its sentence.
 * Commits together: the file's row and the audit entry; the bytes are on disk before.
 */
export const receiveFile = command('file.receive', receiveFileInput, async (context, { name, bytes }) => {
  const inspected = inspectEvidence(bytes)
  if (!inspected.ok) return must(refuse('unreadableFile', { reading: inspected.failure.code, ...inspected.failure.detail }))

  const { actor, tx, now } = context
  const owner = { department: 'MI', regionNo: actor.regionNo, institutionId: actor.institutionId } as const
  const file = await storeFile(
    context,
    { name, bytes, mediaType: inspected.value },
    actor.institutionId ? owner : { department: actor.department, regionNo: actor.regionNo },
  )
  await audit(tx, {
    at: now,
    actor,
    action: 'file.receive',
    subject: { type: 'storedFile', id: file.id },
    change: { sha256: [null, file.sha256] },
  })
  return file
})
