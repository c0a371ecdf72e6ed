import 'server-only'
import { appendPartInput, beginUploadInput, uploadInput } from '#domain/file/inputs'
import { largeFileBytesAtMost, uploadsOfOneAtMost } from '#domain/file/parts'
import type { Actor } from '#domain/kernel/access'
import { ok, type Refusal, type Result, refuse } from '#domain/kernel/result'
import { hasRoomFor, partsLength, partsSha256, removeParts, writePart } from '#platform/parts'
import { evidenceLimitBytes } from '#platform/reading/evidence'
import { whereReadable } from '../access'
import { type Context, command, preparedCommand } from '../command'
import { query } from '../query'
import { must } from '../refused'
import { keepReceived, mediaTypeOfParts } from './receive-file'

type Begun = { id: string; offset: number }
type Counted = { id: string; receivedBytes: number }

/** What is there: the lesser of what was counted and what lies on disk, which a restored backup does not have. */
const heldOf = async ({ id, receivedBytes }: Counted): Promise<number> => Math.min(receivedBytes, await partsLength(id))

const begin = preparedCommand(
  'file.beginUpload',
  beginUploadInput,
  async ({ actor }, { sizeBytes }) => sizeBytes > limitOf(actor) || (await hasRoomFor(sizeBytes)),
  async ({ tx, actor, now }, { name, sizeBytes, sha256 }, fits): Promise<Begun & { gone: string[] }> => {
    if (sizeBytes > limitOf(actor)) must(tooLarge(limitOf(actor)))
    if (!fits) must(refuse('storageFull'))
    const own = { AND: [{ userId: actor.userId }, whereReadable(actor, 'fileUpload')] }
    await tx.fileUpload.createMany({ data: [{ userId: actor.userId, name, sizeBytes, sha256, touchedAt: now }], skipDuplicates: true })
    const upload = await tx.fileUpload.findFirstOrThrow({ where: { AND: [own, { sha256 }] } })
    if (upload.sizeBytes !== sizeBytes) must(refuse('invalidInput', { fields: ['sizeBytes'], messages: ['another size'] }))
    await tx.fileUpload.updateMany({ where: { id: upload.id }, data: { name, touchedAt: now } })
    const others = await tx.fileUpload.findMany({
      where: { AND: [own, { NOT: { id: upload.id } }] },
      orderBy: [{ touchedAt: 'desc' }, { id: 'asc' }],
      select: { id: true },
    })
    const gone = others.slice(uploadsOfOneAtMost - 1).map(({ id }) => id)
    await tx.fileUpload.deleteMany({ where: { id: { in: gone } } })
    return { id: upload.id, offset: await heldOf(upload), gone }
  },
)

const limitOf = ({ institutionId }: Actor) => (institutionId ? evidenceLimitBytes : largeFileBytesAtMost)
const tooLarge = (limit: number) => refuse('unreadableFile', { reading: 'E-FILE-11', limitMegabytes: limit / (1024 * 1024) })

/**
 * Begins an upload in parts, or goes on with it: the file is known by its hash, so the same file of the same person has one upload, and
 * `offset` says how much of it is there. Refuses `unreadableFile` for what is too large, `storageFull` where the disk would not take it.
 */
export async function beginUpload(actor: Actor, raw: unknown, now?: Date): Promise<Result<Begun>> {
  const begun = await begin(actor, raw, now)
  if (!begun.ok) return begun
  const { gone, ...upload } = begun.value
  await Promise.all(gone.map(removeParts))
  return ok(upload)
}

/** The upload of this person, held until the transaction ends. Refuses `notFound`, also for somebody else's. */
async function holdUpload({ tx, actor }: Context, uploadId: string) {
  await tx.$queryRaw`SELECT FROM file_upload WHERE id = ${uploadId}::uuid FOR UPDATE`
  const upload = await tx.fileUpload.findFirst({ where: { AND: [{ id: uploadId }, whereReadable(actor, 'fileUpload')] } })
  return upload ?? must(refuse('notFound'))
}

/**
 * Takes the part that begins at `offset`: on disk before it is counted. Refuses `notFound`, `uploadOffset` with the place to go on from,
 * `invalidInput` for what would make the file longer than it was said to be, and `storageFull`: others have begun meanwhile, too.
 */
export const appendPart = command('file.appendPart', appendPartInput, async (context, { uploadId, offset, bytes }) => {
  const upload = await holdUpload(context, uploadId)
  const held = await heldOf(upload)
  if (offset !== held) must(refuse('uploadOffset', { offset: held }))
  const next = offset + bytes.byteLength
  if (next > upload.sizeBytes) must(refuse('invalidInput', { fields: ['bytes'], messages: ['longer than the file'] }))
  if (!((await hasRoomFor(bytes.byteLength)) && (await writePart(upload.id, offset, bytes)))) must(refuse('storageFull'))
  await context.tx.fileUpload.updateMany({ where: { id: upload.id }, data: { receivedBytes: next, touchedAt: context.now } })
  return { offset: next }
})

type Whole = { parts: Said; mediaType: string }
type Said = { id: string; sizeBytes: number; sha256: string }

/** All of it looked at where it lies, as if it had come in one request. */
async function putTogether({ id, sizeBytes, sha256 }: Said, by: string): Promise<Result<Whole>> {
  if ((await partsSha256(id, sizeBytes)) !== sha256) return refuse('unreadableFile', { reading: 'E-FILE-03' })
  const mediaType = await mediaTypeOfParts(id, sizeBytes, by)
  return mediaType.ok ? ok({ parts: { id, sizeBytes, sha256 }, mediaType: mediaType.value }) : mediaType
}

/** What is being finished, by the upload's id: whoever finishes the same meanwhile waits for it, and it is read once. */
const underway = new Map<string, Promise<Result<Whole>>>()

/** The whole of an upload that this person may finish. */
async function wholeOf(actor: Actor, uploadId: string): Promise<Result<Whole>> {
  const upload = await query(actor, (tx) =>
    tx.fileUpload.findFirst({ where: { AND: [{ id: uploadId }, whereReadable(actor, 'fileUpload')] } }),
  )
  if (!upload) return refuse('notFound')
  const held = await heldOf(upload)
  if (held < upload.sizeBytes) return refuse('uploadOffset', { offset: held })
  if (!(await hasRoomFor(0))) return refuse('storageFull')
  const whole = underway.get(upload.id) ?? putTogether(upload, actor.userId)
  underway.set(upload.id, whole)
  return whole
}

const finish = preparedCommand(
  'file.finishUpload',
  uploadInput,
  ({ actor }, { uploadId }) => wholeOf(actor, uploadId),
  async (context, { uploadId }, whole) => {
    const { parts, mediaType } = must(whole)
    const { name } = await holdUpload(context, uploadId)
    const file = await keepReceived(context, { name, parts, mediaType })
    await context.tx.fileUpload.deleteMany({ where: { id: uploadId } })
    return file
  },
)

const drop = command('file.dropUpload', uploadInput, async (context, { uploadId }) => {
  await holdUpload(context, uploadId)
  await context.tx.fileUpload.deleteMany({ where: { id: uploadId } })
})

/** Readings that speak of how busy we are, or of ourselves, and not against the file: the same bytes may be taken the next time. */
const ofTheMoment: readonly unknown[] = ['E-FILE-13', 'E-FILE-14', 'E-FILE-15']
const isAgainstFile = ({ code, detail }: Refusal) => code === 'unreadableFile' && !ofTheMoment.includes(detail?.reading)

/**
 * Keeps the file once all of it is there, as `receiveFile` does: the same checks, the same row, the same line in the trail. Its repeat has
 * the same answer and makes no second file. Refuses `notFound`, `uploadOffset` while something is missing, `storageFull`, and
 * `unreadableFile`; what its own content speaks against is not kept for another try.
 */
export async function finishUpload(actor: Actor, said: { uploadId: string }, now?: Date): Promise<Result<{ id: string; sha256: string }>> {
  const uploadId = said.uploadId.toLowerCase() // as the row has it
  try {
    const done = await finish(actor, { uploadId, requestKey: uploadId }, now)
    const refused = !done.ok && isAgainstFile(done.refusal)
    if (done.ok || (refused && (await drop(actor, { uploadId }, now)).ok)) await removeParts(uploadId)
    return done
  } finally {
    underway.delete(uploadId)
  }
}
