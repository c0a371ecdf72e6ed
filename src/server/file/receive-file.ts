import 'server-only'
import { z } from 'zod'
import { ok, type Result, refuse } from '#domain/kernel/result'
import { audit } from '#platform/audit'
import { partsEnds, partsPath } from '#platform/parts'
import { inspectAtOnce, inspectEnds } from '#platform/reading/evidence'
import type { Reading } from '#platform/reading/reading'
import { type Context, preparedCommand } from '../command'
import { must } from '../refused'
import { readApart } from './read-apart'
import { type ReceivedFile, storeFile } from './store-file'

const receiveFileInput = z.strictObject({
  name: z.string().min(1).max(500),
  bytes: z.instanceof(Uint8Array),
})

/** What a file may take that is only looked at. */
const lookingLimits = { seconds: 30, megabytes: 1_024 }

/** The media type by content. Whatever takes more than a glance is looked at in a process of its own. */
export async function mediaTypeOf(bytes: Uint8Array, by: string): Promise<Result<string>> {
  const glance = inspectAtOnce(bytes)
  return glance === null ? readApart('evidence', undefined, { ...lookingLimits, bytes, by }) : told(glance)
}

const told = (glance: Reading<string>): Result<string> =>
  glance.ok ? ok(glance.value) : refuse('unreadableFile', { reading: glance.failure.code, ...glance.failure.detail })

/** The same of what has arrived in parts: it is never in this process. */
export async function mediaTypeOfParts(id: string, sizeBytes: number, by: string): Promise<Result<string>> {
  const { head, tail } = await partsEnds(id, sizeBytes)
  const glance = inspectEnds(head, tail, sizeBytes)
  return glance === null ? readApart('evidence', { path: partsPath(id), sizeBytes }, { ...lookingLimits, by }) : told(glance)
}

/** Keeps a file that has passed its checks, for the sender's agency or institution, and says so in the trail. */
export async function keepReceived(context: Context, received: ReceivedFile): Promise<{ id: string; sha256: string }> {
  const { actor, tx, now } = context
  const owner = { department: 'MI', regionNo: actor.regionNo, institutionId: actor.institutionId } as const
  const file = await storeFile(context, received, actor.institutionId ? owner : { department: actor.department, regionNo: actor.regionNo })
  await audit(tx, {
    at: now,
    actor,
    action: 'file.receive',
    subject: { type: 'storedFile', id: file.id },
    change: { sha256: [null, file.sha256] },
  })
  return file
}

/**
 * Keeps an uploaded file, told by its content, for a form that will carry its id. Belongs to the uploader's agency or institution.
 *
 * Refuses `unreadableFile` with the reading code (E-FILE-…) and what fills its sentence.
 * Commits together: the file's row and the audit entry; the bytes are on disk before.
 */
export const receiveFile = preparedCommand(
  'file.receive',
  receiveFileInput,
  ({ actor }, { bytes }) => mediaTypeOf(bytes, actor.userId),
  async (context, { name, bytes }, inspected) => {
    return keepReceived(context, { name, bytes, mediaType: must(inspected) })
  },
)
